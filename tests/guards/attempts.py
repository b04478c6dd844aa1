"""The four verbs tried on one row, and what came of it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import psycopg

from darna.base.rowsecurity.checks import guarded_tables


def keys_of(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The columns by which one example row is found again."""
    if table == "people_personvisible":
        return {name: row[name] for name in ("agency_id", "person_id", "worker_id")}
    if table == "cases_casevisible":
        return {name: row[name] for name in ("agency_id", "case_id", "worker_id")}
    if table == "people_protectedtoken":
        return {name: row[name] for name in ("person_id", "token")}
    for name in ("id", "person_id", "number"):
        if name in row:
            return {name: row[name]}
    raise AssertionError(table)


def untried(rows: dict[str, Any]) -> set[str]:
    """Guarded tables of which the world holds no example."""
    return guarded_tables() - {name.partition("#")[0] for name in rows}


Attempt = Callable[[str, dict[str, Any]], str]


def attempts(execute: Callable[[str, list[Any]], int], table: str, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Try the four verbs on one example row; `execute` answers the number of rows touched, or raises."""
    where = " and ".join(f"{name} = %s" for name in keys_of(table, row))
    values = list(keys_of(table, row).values())
    first = next(iter(keys_of(table, row)))
    yield "select", _verdict(lambda: execute(f"select 1 from {table} where {where}", values))
    yield "update", _verdict(lambda: execute(f"update {table} set {first} = {first} where {where}", values))
    yield "delete", _verdict(lambda: execute(f"delete from {table} where {where}", values))
    copy = {**row, **({"id": str(uuid.uuid4())} if isinstance(row.get("id"), str) else {})}
    yield (
        "insert",
        _verdict(
            lambda: execute(
                f"insert into {table} select * from jsonb_populate_record(null::{table}, %s::jsonb)", [json.dumps(copy)]
            )
        ),
    )


def blind_attempts(execute: Callable[[str, list[Any]], int], table: str, home: uuid.UUID) -> Iterator[tuple[str, int]]:
    """Change and remove without looking: a statement that reads no column is judged by its own policy alone."""
    # Neither is of one agency.
    column, value = (
        ("version", "1") if table in {"agencies_agency", "matches_possiblematch"} else ("agency_id", str(home))
    )
    if table != "audit_seal":
        yield "update", _touched(lambda: execute(f"update {table} set {column} = %s", [value]))
    yield "delete", _touched(lambda: execute(f"delete from {table}", []))


def _touched(attempt: Callable[[], int]) -> int:
    try:
        return attempt()
    except psycopg.errors.InsufficientPrivilege:
        return 0
    except psycopg.errors.IntegrityError:
        return 10**6


def _verdict(attempt: Callable[[], int]) -> str:
    try:
        return "yes" if attempt() else "no"
    except psycopg.errors.InsufficientPrivilege:
        return "no"
    except psycopg.errors.InvalidAuthorizationSpecification:
        return "raises"
    except (
        psycopg.errors.UniqueViolation,
        psycopg.errors.ForeignKeyViolation,
        psycopg.errors.CheckViolation,
        psycopg.errors.NoDataFound,
    ):
        # The guard had let it through; only then do constraints speak.
        return "yes"
