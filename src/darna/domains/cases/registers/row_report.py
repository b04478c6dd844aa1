"""What an import said of each row, read line by line: narrowed, sorted, and never the whole of it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.pages.lines import COUNTED, Lines, page_of
from darna.domains.cases.registers.queries import is_in
from darna.domains.cases.registers.reasons import explain
from darna.domains.cases.registers.results import KEPT
from darna.kernel.errors import NotFound

#: What happened to a row, in the order of how much it matters.
WEIGHTS: Final[dict[str, Any]] = {
    "refused": _("stayed outside"),
    "warning": _("came in with a doubt"),
    KEPT: _("stayed when the import was taken back"),
    "skipped": _("about nobody, left aside"),
}
#: Lines read at once for a file: the report is one value of the table, opened anew for each reading.
MANY: Final = 20_000

ROW: Final = "row"
_ORDERS: Final[Mapping[str, str]] = {
    ROW: "(told->>'row')::int, place",
    "-row": "(told->>'row')::int desc, place",
    "weight": "array_position(%(weights)s, told->>'weight'), (told->>'row')::int, place",
    "column": "told->>'column', (told->>'row')::int, place",
    "why": "told->>'reason', (told->>'row')::int, place",
}
SORTS: Final = frozenset(_ORDERS)
_FROM: Final = """
from imports_importbatch b, jsonb_array_elements(b.problems) with ordinality as one(told, place)
where b.id = %(batch)s and b.agency_id = %(agency)s
  and (%(weight)s = '' or told->>'weight' = %(weight)s)
  and (%(reason)s = '' or told->>'reason' = %(reason)s)
  and (%(column)s = '' or told->>'column' = %(column)s)
"""
_LINES: Final = (
    "select (told->>'row')::int, told->>'weight', coalesce(told->>'column', ''), told->>'reason' " + _FROM + "order by "
)
_COUNT: Final = "select count(*) from (select 1 " + _FROM + " limit %(most)s) as counted"
_FOUND: Final = """
select told->>'weight', told->>'reason', coalesce(told->>'column', ''), count(*)
from imports_importbatch b, jsonb_array_elements(b.problems) as one(told)
where b.id = %(batch)s and b.agency_id = %(agency)s group by 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class RowFilters:
    """What the report of an import is narrowed to."""

    batch: UUID
    weight: str = ""
    reason: str = ""
    column: str = ""
    sort: str = ROW


@dataclass(frozen=True, slots=True)
class RowLine:
    """What was said of one row: its number in the sheet, what happened to it, the column, and why."""

    row: int
    weight: str
    column: str
    reason: str

    @property
    def weight_label(self) -> str:
        """What happened, in words."""
        return str(WEIGHTS.get(self.weight, self.weight))

    @property
    def sentence(self) -> str:
        """Why, in words."""
        return explain(self.reason)

    @property
    def tag_kind(self) -> str:
        """The look of what happened."""
        return {"refused": "danger", "warning": "waiting", KEPT: "waiting"}.get(self.weight, "neutral")


@dataclass(frozen=True, slots=True)
class Offered:
    """What a report may be narrowed to, because it says it of some row."""

    weights: tuple[str, ...]
    reasons: tuple[str, ...]
    columns: tuple[str, ...]


def row_lines(actor: Actor, filters: RowFilters, number: int) -> Lines[RowLine]:
    """One page of the report. Two queries, one where the first page holds all. Raises: Refused."""
    actor.require(Verb.IMPORT_REGISTER)
    return page_of(
        number,
        lambda start: _rows(actor, filters, start, _PAGE + 1),
        lambda: _count(actor, filters, COUNTED + 1),
        tuple,
        size=_PAGE,
    )


def row_count(actor: Actor, filters: RowFilters, most: int) -> int:
    """How many lines there are, counted up to a bound. Two queries. Raises: Refused, NotFound."""
    _require(actor, filters.batch)
    return _count(actor, filters, most)


def row_piece(actor: Actor, filters: RowFilters, after: int) -> tuple[Sequence[RowLine], int | None]:
    """Some lines after a place, and the place to go on from. Two queries. Raises: Refused, NotFound."""
    _require(actor, filters.batch)
    found = _rows(actor, filters, after, MANY)
    return found, after + MANY if len(found) == MANY else None


def offered_in(actor: Actor, batch: UUID) -> Offered:
    """What the report of an import may be narrowed to. Two queries. Raises: Refused, NotFound."""
    _require(actor, batch)
    found = _asked(_FOUND, actor, RowFilters(batch))
    weights = {weight for weight, *_ in found}
    return Offered(
        tuple(weight for weight in WEIGHTS if weight in weights),
        tuple(sorted({reason for _, reason, *_ in found}, key=explain)),
        tuple(sorted({column for *_, column, _ in found} - {""})),
    )


#: Lines on one page.
_PAGE: Final = 50


def _require(actor: Actor, batch: UUID) -> None:
    if not is_in(actor, batch):
        raise NotFound("import", batch)


def _rows(actor: Actor, filters: RowFilters, start: int, most: int) -> list[RowLine]:
    order = _ORDERS.get(filters.sort, _ORDERS[ROW])
    asked = f"{_LINES}{order} offset %(start)s limit %(most)s"
    return [RowLine(*found) for found in _asked(asked, actor, filters, start=start, most=most)]


def _count(actor: Actor, filters: RowFilters, most: int) -> int:
    return int(_asked(_COUNT, actor, filters, most=most)[0][0])


def _asked(sql: str, actor: Actor, filters: RowFilters, **more: int) -> list[tuple[Any, ...]]:
    told: dict[str, Any] = {
        "batch": filters.batch,
        "agency": actor.agency_id,
        "weight": filters.weight,
        "reason": filters.reason,
        "column": filters.column,
        "weights": list(WEIGHTS),
        **more,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        return list(cursor.fetchall())
