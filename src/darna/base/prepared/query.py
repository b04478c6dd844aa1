"""A queryset written once with slots for its values: later uses neither build it nor translate it to SQL again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import ForeignKey, Lookup, QuerySet, UUIDField
from django.db.models.query import FlatValuesListIterable, ModelIterable, get_related_populators

from darna.base.database.cursors import planned_cursor

Row = TypeVar("Row")

ID: Final = "id"
IDS: Final = "ids"
DAY: Final = "day"
INSTANT: Final = "instant"
TEXT: Final = "text"

# Values that stand in a slot's place while the SQL is made; no row holds them and they never reach the database.
_STAND_INS: Mapping[str, Callable[[int], Any]] = {
    ID: lambda number: UUID(int=(0xDA12A << 80) + number),
    IDS: lambda number: [UUID(int=(0xDA12B << 80) + number)],
    DAY: lambda number: date(9990, 1, 1 + number),
    INSTANT: lambda number: datetime(9991, 1, 1 + number, tzinfo=UTC),
    TEXT: lambda number: f"\N{SECTION SIGN}slot {number}\N{SECTION SIGN}",
}


@ForeignKey.register_lookup
@UUIDField.register_lookup
class IsAny(Lookup):
    """One of a list of keys, as one value: the words of the query do not depend on how many there are."""

    lookup_name = "any"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        """The list as it is: psycopg sends it as an array."""
        return "%s", [list(value)]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """`column = any(list)`."""
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = any({right})", [*left_params, *right_params]


class Prepared(Generic[Row]):
    """A queryset as a function of its slots, e.g. `Prepared(lambda person: Need.objects.filter(...), person=ID)`.

    Row security asks at every execution who speaks: a plan is remembered, an answer never.
    The number of rows of a slice and everything that is not a slot is fixed when it is first used.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], **slots: str) -> None:
        self._build, self._slots = build, slots

    def rows(self, *, using: str = DEFAULT_DB_ALIAS, **values: Any) -> list[Row]:
        """The rows for these values. One query."""
        written = self._written
        parameters = written.given(values)
        with planned_cursor(using) as cursor:
            cursor.execute(written.sql, parameters)
            return list(written.shaped(cursor.fetchall(), using))

    def first(self, **values: Any) -> Row | None:
        """The first row for these values, None without one. One query."""
        return next(iter(self.rows(**values)), None)

    def count(self, *, using: str = DEFAULT_DB_ALIAS, **values: Any) -> int:
        """How many rows there are for these values; a queryset with an end is counted up to it. One query."""
        written = self._written
        parameters = written.given(values)
        with planned_cursor(using) as cursor:
            cursor.execute(f"select count(*) from ({written.sql}) counted", parameters)
            return int(cursor.fetchone()[0])

    @cached_property
    def _written(self) -> _Written:
        stand_ins = {name: _STAND_INS[kind](number) for number, (name, kind) in enumerate(self._slots.items(), start=1)}
        asked = self._build(**stand_ins)
        compiler = asked.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        return _Written(
            frozenset(self._slots), sql, tuple(_parameter(value, stand_ins) for value in parameters), compiler, asked
        )


@dataclass(frozen=True)
class _Written:
    slots: frozenset[str]
    sql: str
    parameters: Sequence[Callable[[Mapping[str, Any]], Any]]
    compiler: Any
    asked: QuerySet[Any, Any]

    def given(self, values: Mapping[str, Any]) -> list[Any]:
        """The parameters in the order of the words. Raises: TypeError when a slot is left open or unknown."""
        if values.keys() != self.slots:
            raise TypeError(f"the slots are {sorted(self.slots)}, not {sorted(values)}")
        return [parameter(values) for parameter in self.parameters]

    def shaped(self, found: Sequence[Any], using: str) -> Iterator[Any]:
        """Models as a queryset would make them, or tuples, or bare values."""
        rows = self._converted(found)
        kind = self.asked._iterable_class
        if issubclass(kind, ModelIterable):
            return self._models(rows, using)
        return (row[0] for row in rows) if issubclass(kind, FlatValuesListIterable) else (tuple(row) for row in rows)

    def _models(self, rows: Iterator[Any], using: str) -> Iterator[Any]:
        start, end = self._span
        others = get_related_populators(self.compiler.klass_info, self.compiler.select, using)  # type: ignore[call-arg]
        for row in rows:
            made = self.asked.model.from_db(using, self._names, row[start:end])
            for other in others:
                other.populate(row, made)
            for name, place in self.compiler.annotation_col_map.items():
                setattr(made, name, row[place])
            yield made

    def _converted(self, found: Sequence[Any]) -> Iterator[Any]:
        return self.compiler.apply_converters(found, self._converters) if self._converters and found else iter(found)

    @cached_property
    def _converters(self) -> Any:
        # Django works these out again for every answer; they depend on the columns alone.
        return self.compiler.get_converters([chosen[0] for chosen in self.compiler.select[: self.compiler.col_count]])

    @cached_property
    def _span(self) -> tuple[int, int]:
        places = self.compiler.klass_info["select_fields"]
        return places[0], places[-1] + 1

    @cached_property
    def _names(self) -> list[str]:
        start, end = self._span
        return [chosen[0].target.attname for chosen in self.compiler.select[start:end]]


def _parameter(value: Any, stand_ins: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Any]:
    for name, stand_in in stand_ins.items():
        if type(value) is type(stand_in) and value == stand_in:
            return lambda given: given[name]
    if isinstance(value, list):
        parts = [_parameter(part, stand_ins) for part in value]
        return lambda given: [part(given) for part in parts]
    return lambda given: value
