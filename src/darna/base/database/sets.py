"""Many rows written by one statement: each column travels as one array, and nothing waits in a table in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db import models
from django.db.models import Field, Model
from django.db.models.fields import NOT_PROVIDED

from darna.base.database.cursors import planned_cursor

Row = Mapping[str, Any]
_NULL: Final = "NULL"
_ESCAPED: Final = str.maketrans({"\\": "\\\\", '"': '\\"'})


def insert_rows(model: type[Model], rows: Sequence[Row], *, using: str = "default") -> None:
    """Write rows given as columns and their values; what a row leaves out takes the default of its field. One query.

    All rows name the same columns. Guards, constraints and triggers are those of any other insert; nothing is read
    back, and no model is made: that alone takes ten times as long.
    """
    if not rows:
        return
    given = rows[0].keys()
    fields = [field for field in model._meta.concrete_fields if field.attname in given or _is_told(field)]
    columns = [_column(field, rows) for field in fields]
    with planned_cursor(using) as cursor:
        cursor.execute(_statement(model, tuple(field.attname for field in fields)), columns)


def _is_told(field: Field[Any, Any]) -> bool:
    """Whether the field says itself what stands where nobody said anything."""
    return field.has_default() or getattr(field, "auto_now_add", False) or field.empty_strings_allowed


def _column(field: Field[Any, Any], rows: Sequence[Row]) -> str:
    name, written = field.attname, _writer(field)
    if name in rows[0]:
        return "{" + ",".join([_NULL if (value := row[name]) is None else written(value) for row in rows]) + "}"
    if getattr(field, "auto_now_add", False):
        return "{" + ",".join([str(field.pre_save(field.model(), add=True).isoformat())] * len(rows)) + "}"
    made: Iterable[Any]
    if callable(field.default) and field.default is not NOT_PROVIDED:
        made = (field.default() for _ in rows)
    else:
        made = [field.get_default()] * len(rows)
    return "{" + ",".join([_NULL if value is None else written(value) for value in made]) + "}"


@cache
def _statement(model: type[Model], names: tuple[str, ...]) -> str:
    by_name: dict[str, Any] = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    arrays = ", ".join(f"%s::{_travels_as(field)}[]" for field in fields)
    taken = ", ".join(_taken(field, f"c{place}") for place, field in enumerate(fields))
    aliases = ", ".join(f"c{place}" for place in range(len(fields)))
    return f'insert into "{model._meta.db_table}" ({columns}) select {taken} from unnest({arrays}) as told ({aliases})'


def _kind(field: Any) -> str:
    from django.db import connection

    return str(field.rel_db_type(connection) if field.is_relation else field.db_type(connection))


def _travels_as(field: Any) -> str:
    """Bytes and lists are text on their way: lists of different lengths are no array together."""
    kind = _kind(field).partition("(")[0]
    return "text" if kind == "bytea" or _kind(field).endswith("[]") else {"serial": "integer"}.get(kind, kind)


def _taken(field: Any, alias: str) -> str:
    kind = _kind(field)
    if kind == "bytea":
        return f"decode({alias}, 'hex')"
    return f"{alias}::{kind}" if kind.endswith("[]") else alias


def _writer(field: Any) -> Callable[[Any], str]:
    while field.is_relation:
        field = field.target_field
    for kinds, written in _WRITERS:
        if isinstance(field, kinds):
            return written
    raise TypeError(f"no way to write {field}")


def _text(value: str) -> str:
    if "\x00" in value:
        raise ValueError("a text holds a zero byte")
    return f'"{value.translate(_ESCAPED)}"'


def _list(values: Sequence[Any]) -> str:
    if all(isinstance(value, int) for value in values):
        return '"{' + ",".join(map(str, values)) + '}"'
    return _text("{" + ",".join(_text(str(value)) for value in values) + "}")


def _hex(value: UUID) -> str:
    return value.hex


def _bytes(value: bytes) -> str:
    return f'"{value.hex()}"'


def _day(value: date) -> str:
    return value.isoformat()


def _yes_or_no(value: bool) -> str:
    return "t" if value else "f"


def _writers() -> tuple[tuple[Any, Callable[[Any], str]], ...]:
    from django.contrib.postgres.fields import ArrayField

    return (
        (models.UUIDField, _hex),
        (models.BinaryField, _bytes),
        (ArrayField, _list),
        (models.BooleanField, _yes_or_no),
        ((models.IntegerField, models.FloatField), str),
        (models.DateField, _day),
        ((models.CharField, models.TextField), _text),
    )


_WRITERS: Final = _writers()
