"""What becomes of a person's rows when the person is erased, as each table declared it: live, and after a restore."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from darna.base.keys.models import PersonKey
from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, declared
from darna.kernel.clock import now

ERASED_AT = "erased_at"


class Cursor(Protocol):
    """A cursor of Django or of psycopg."""

    @property
    def rowcount(self) -> int: ...

    def execute(self, query: Any, params: Any = None, /) -> Any: ...

    def fetchall(self) -> list[Any]: ...


@dataclass(frozen=True)
class Erased:
    """How many rows were deleted and how many blanked, by table, and the tables this role may not write.

    A closed table has a function of its own domain that empties it; the migrator finds none closed.
    """

    deleted: dict[str, int] = field(default_factory=dict)
    blanked: dict[str, int] = field(default_factory=dict)
    closed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Step:
    table: str
    verb: str
    sql: str
    values: list[object]


def erase_rows(cursor: Cursor, person_id: UUID) -> Erased:
    """Delete, blank or keep a person's rows as every table declares; one statement a table, and one to ask the rights.

    Shape: the application's cursor erases what its actor may see; the migrator's, after a restore, everything.
    The key is left alone: until it is destroyed, the trail salts what is blanked here with the person's own salt.
    """
    steps = [step for model, lifecycle in declared_for_persons() for step in _steps(model, lifecycle, person_id)]
    closed = _closed_among(cursor, steps)
    counts: dict[str, Counter[str]] = {"delete": Counter(), "update": Counter()}
    for step in steps:
        if step.table not in closed:
            cursor.execute(step.sql, step.values)
            counts[step.verb][step.table] += cursor.rowcount
    return Erased(dict(counts["delete"]), dict(counts["update"]), closed)


def declared_for_persons() -> Iterator[tuple[type[models.Model], Lifecycle]]:
    """Every table that refers to a person, but for their key; a table of an agency only is passed over."""
    for model, lifecycle in declared():
        if model is not PersonKey and _column(model, lifecycle.person_field):
            yield model, lifecycle


def _steps(model: type[models.Model], lifecycle: Lifecycle, person_id: UUID) -> Iterator[_Step]:
    table, column = model._meta.db_table, _column(model, lifecycle.person_field)
    yield from _others(model, lifecycle, person_id)
    if lifecycle.erase is OnErase.DELETE:
        yield _Step(table, "delete", f"delete from {table} where {column} = %s", [person_id])
    elif lifecycle.erase is OnErase.BLANK:
        values = {f"{_column(model, name)} = %s": value for name, value in lifecycle.blank}
        if _column(model, ERASED_AT):
            # A replay keeps the instant of the erasure.
            values[f"{ERASED_AT} = coalesce({ERASED_AT}, %s)"] = now()
        yield _Step(
            table,
            "update",
            f"update {table} set {', '.join(values)} where {column} = %s",
            [*values.values(), person_id],
        )


def _others(model: type[models.Model], lifecycle: Lifecycle, person_id: UUID) -> Iterator[_Step]:
    """What becomes of rows of somebody else that point at the person: what their foreign key says."""
    table = model._meta.db_table
    for key in model._meta.get_fields():
        if not isinstance(key, models.ForeignKey) or key.name == lifecycle.person_field or not _is_person(key):
            continue
        if key.remote_field.on_delete is models.CASCADE:
            yield _Step(table, "delete", f"delete from {table} where {key.column} = %s", [person_id])
        elif key.remote_field.on_delete is models.SET_NULL:
            sql = f"update {table} set {key.column} = null where {key.column} = %s"
            yield _Step(table, "update", sql, [person_id])


def _is_person(key: models.ForeignKey[models.Model]) -> bool:
    target = key.remote_field.model
    lifecycle = getattr(target, "lifecycle", None)
    return isinstance(lifecycle, Lifecycle) and lifecycle.person_field == target._meta.pk.name


def _closed_among(cursor: Cursor, steps: list[_Step]) -> tuple[str, ...]:
    cursor.execute(
        "select distinct t.name from unnest(%s::text[], %s::text[]) as t (name, verb) where not "
        "(has_table_privilege(t.name, t.verb) and has_table_privilege(t.name, 'select')) order by 1",
        [[step.table for step in steps], [step.verb for step in steps]],
    )
    return tuple(row[0] for row in cursor.fetchall())


def _column(model: type[models.Model], name: str) -> str:
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    return str(getattr(found, "column", "") or "")
