"""Every table that says its rows move is moved, from a world with a row in each; and nobody merges who may not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from darna.base.rowsecurity.context import Context, Kind, fresh_token
from tests.guards.conftest import Ground
from tests.guards.test_merging import GROWING, moving


@pytest.fixture
def top(ground: Ground) -> Iterator[Any]:
    """A connection that sees all, inside a transaction that is undone."""
    with ground.connect("super") as top, top.transaction(force_rollback=True):
        yield top


@contextmanager
def acting_as(top: Any, agency: UUID, member: UUID) -> Iterator[None]:
    token = fresh_token(Context(Kind.STAFF, agency, member, uuid4(), sees_persons=True))
    with top.transaction():
        top.execute("set local role darna_app")
        top.execute("select set_config('app.ctx', %s, true)", [token])
        yield
        top.execute("set local role none")


@pytest.fixture
def pair(top: Any, ground: Ground) -> tuple[UUID, UUID]:
    """Somebody with a row in every table, and a second file of the same name with none."""
    person, twin = UUID(str(ground.world.rows["people_person"]["id"])), uuid4()
    for table, key in (("people_person", "id"), ("keys_personkey", "person_id")):
        told = f"jsonb_build_object('{key}', %s::text, 'reference', 'BM-TWIN', 'source_row', null)"
        row = f"jsonb_populate_record(null::{table}, to_jsonb(p) || {told})"
        top.execute(f"insert into {table} select ({row}).* from {table} p where p.{key} = %s", [twin, person])
    top.execute("update cases_caseshare set revoked_at = now() where person_id = %s", [person])
    top.execute("update people_emergencyaccess set ended_at = now() where person_id = %s", [person])
    # The rows of this world were made past the triggers: the times to keep are counted as the house counts them.
    top.execute("select sec.reckon_terms(array[%s, %s])", [twin, person])
    return twin, person


def state(top: Any) -> dict[str, list[str]]:
    tables = top.execute("select tablename from pg_tables where schemaname = 'public' order by 1").fetchall()
    sql = "select (to_jsonb(t){})::text from {} t order by 1"
    return {
        table: [row for (row,) in top.execute(sql.format(" - 'version'" if table == "people_person" else "", table))]
        for (table,) in tables
        if not table.startswith(GROWING)
    }


def left(top: Any, person: UUID) -> set[str]:
    count = "select count(*) from {} where person_id = %s"
    return {table for table in moving() if top.execute(count.format(table), [person]).fetchone()[0]}


def merged(top: Any, kept: UUID, closed: UUID) -> UUID:
    merge = uuid4()
    top.execute("select sec.merge_persons(%s, %s, %s, '')", [merge, kept, closed])
    return merge


def test_every_row_moves_and_moves_back(top: Any, ground: Ground, pair: tuple[UUID, UUID]) -> None:
    kept, closed = pair
    world = ground.world
    assert left(top, closed) == moving(), "the world of these tests has no row in a table that moves"
    before = state(top)
    with acting_as(top, world.home, world.named):
        merge = merged(top, kept, closed)
    assert (left(top, closed), left(top, kept)) == (set(), moving())
    with acting_as(top, world.home, world.named):
        assert top.execute("select * from sec.part_persons(%s)", [merge]).fetchall() == []
    after = state(top)
    assert {table for table in before if before[table] != after[table]} == set()


@pytest.mark.parametrize("who", ["another agency", "a donor", "nobody named"])
def test_nobody_else_merges(top: Any, ground: Ground, pair: tuple[UUID, UUID], who: str) -> None:
    world = ground.world
    agency, member = {
        "another agency": (world.stranger, world.stranger_worker),
        "a donor": (world.home, world.donor),
        "nobody named": (world.home, world.caseworker),
    }[who]
    protected = UUID(str(world.rows["people_person#protected"]["id"]))
    files = (pair[0], protected) if who == "nobody named" else pair
    with pytest.raises(psycopg.Error), acting_as(top, agency, member):
        merged(top, *files)


@pytest.mark.parametrize(
    "sql",
    [
        "update people_person set merged_into_id = %(kept)s where id = %(closed)s",
        "update people_person set united_at = now() where id = %(kept)s",
        "update keys_personkey set heir_id = %(kept)s where person_id = %(closed)s",
        "insert into people_mergedrow (id, merge_id) values (%(kept)s, %(kept)s)",
        "select 1 from people_mergedrow",
        "update people_consent set person_id = %(kept)s where person_id = %(closed)s",
        "select sec.move_rows(%(kept)s, %(closed)s, %(kept)s)",
        "insert into sec.follows_person values ('people_person', 'id')",
    ],
)
def test_nothing_but_the_decision_moves_rows(top: Any, ground: Ground, pair: tuple[UUID, UUID], sql: str) -> None:
    kept, closed = pair
    with pytest.raises(psycopg.Error), acting_as(top, ground.world.home, ground.world.named):
        top.execute(sql, {"kept": kept, "closed": closed})


def test_a_caseworker_does_not_part(top: Any, ground: Ground, pair: tuple[UUID, UUID]) -> None:
    world = ground.world
    with acting_as(top, world.home, world.caseworker):
        merge = merged(top, *pair)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), acting_as(top, world.home, world.caseworker):
        top.execute("select * from sec.part_persons(%s)", [merge])
    with acting_as(top, world.stranger, world.stranger_worker):
        assert top.execute("select 1 from people_merge").fetchall() == []
