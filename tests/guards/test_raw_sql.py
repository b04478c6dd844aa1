"""The same refusals under raw SQL: tables x verbs x contexts, and every policy is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from tests.guards.attempts import attempts, blind_attempts, untried
from tests.guards.conftest import Ground
from tests.guards.expected import MAY, expected

Executor = Callable[[str, list[Any]], int]


#: Contexts that own nothing of the home agency.
STRANGERS = {
    "shared_with",
    "other",
    "other_office",
    "public",
    "operator",
    "other_directory",
    "sender",
    "other_editor",
    "other_jurist",
}


@contextmanager
def knocking(connection: psycopg.Connection[Any], token: str) -> Iterator[Executor]:
    """Each statement in a savepoint that is undone, under one context."""

    def execute(sql: str, values: list[Any]) -> int:
        with connection.transaction(force_rollback=True):
            connection.execute("select set_config('app.ctx', %s, true)", [token])
            return connection.execute(sql, values).rowcount

    yield execute


def mismatches(connection: psycopg.Connection[Any], ground: Ground, names: list[str]) -> Iterator[str]:
    """Every cell of the reviewed table that the database answers otherwise."""
    for context, token in ground.world.contexts().items():
        with knocking(connection, token) as execute:
            if context in STRANGERS:
                for table in sorted({name.partition("#")[0] for name in names}):
                    for verb, touched in blind_attempts(execute, table, ground.world.home):
                        own = ground.rows_of(table, context)
                        if touched > own:
                            yield f"{context} blind {verb} {table}: {touched} rows, {own} of its own"
            for name in names:
                table = name.partition("#")[0]
                for verb, verdict in attempts(execute, table, ground.world.rows[name]):
                    wanted = expected(name, context, verb)
                    if verdict != wanted and not (wanted == "raises" and verdict == "no"):
                        yield f"{context} {verb} {name}: {verdict}, expected {wanted}"


def test_every_guarded_table_is_tried(ground: Ground) -> None:
    assert untried(ground.world.rows) == set()
    assert {name for name in ground.world.rows if name.partition("#")[0] in _guarded()} - {
        name for name in ground.world.rows if "#second" in name
    } <= set(MAY)


def _guarded() -> set[str]:
    return {name.partition("#")[0] for name in MAY}


def test_raw_sql_meets_the_reviewed_table(ground: Ground) -> None:
    with ground.connect("app") as connection:
        assert list(mismatches(connection, ground, list(MAY))) == []


def test_a_revoked_share_is_gone_at_the_next_statement_of_an_open_transaction(ground: Ground) -> None:
    reader, owner = ground.connect("app"), ground.connect("app")
    contexts, case = ground.world.contexts(), ground.world.rows["cases_case"]["id"]
    try:
        reader.execute("select set_config('app.ctx', %s, true)", [contexts["shared_with"]])
        assert reader.execute("select 1 from cases_case where id = %s", [case]).rowcount == 1
        with owner.transaction():
            owner.execute("select set_config('app.ctx', %s, true)", [contexts["own"]])
            owner.execute("update cases_caseshare set revoked_at = now() where id = %s", [ground.world.share])
        assert reader.execute("select 1 from cases_case where id = %s", [case]).rowcount == 0
        assert reader.execute("select 1 from people_person where id = %s", [_person(ground)]).rowcount == 0
    finally:
        with owner.transaction():
            owner.execute("select set_config('app.ctx', %s, true)", [contexts["own"]])
            owner.execute("update cases_caseshare set revoked_at = null where id = %s", [ground.world.share])
        reader.close()
        owner.close()


def _person(ground: Ground) -> str:
    return str(ground.world.rows["people_person"]["id"])


@contextmanager
def as_app_inside(top: psycopg.Connection[Any], change: list[str]) -> Iterator[None]:
    """Change the guards, become the application, undo everything afterwards."""
    with top.transaction(force_rollback=True):
        for statement in change:
            top.execute(statement)
        top.execute("set local role darna_app")
        yield


def test_dropping_or_loosening_any_policy_is_noticed(ground: Ground) -> None:
    unnoticed = []
    with ground.connect("super") as top:
        policies = top.execute(
            "select polrelid::regclass::text, polname, polcmd from pg_policy order by 1, 2"
        ).fetchall()
        top.rollback()
        for table, policy, verb in policies:
            names = [name for name in MAY if name.partition("#")[0] == table]
            clause = {"a": "with check (true)", "r": "using (true)", "d": "using (true)"}.get(
                verb, "using (true) with check (true)"
            )
            kind = {"r": "select", "a": "insert", "w": "update", "d": "delete"}[verb]
            drop = f"drop policy {policy} on {table}"
            loose = f"create policy {policy} on {table} for {kind} to darna_app {clause}"
            for change in ([drop], [drop, loose]):
                with as_app_inside(top, change):
                    # One cell that answers otherwise is enough.
                    if next(mismatches(top, ground, names), None) is None:
                        unnoticed.append((table, policy, len(change)))
    assert len(policies) > 60
    assert unnoticed == [], "\n".join(map(str, unnoticed))
