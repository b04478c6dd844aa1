"""Days to access: how long it takes from a claim to the right, by right, commune and agency; counts of nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies
from darna.base.agencies.roles import Verb
from darna.base.pages.lines import COUNTED, Lines, page_of
from darna.base.places.queries import commune_name
from darna.domains.entitlements import asking
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.queries.telling import language
from darna.kernel.clock import today

#: Below this nothing is told of a group: its few could be recognised.
LEAST: Final = 5
#: What the list is sorted by, and the column behind it; by claims and by days the largest first.
_ORDER: Final[Mapping[str, str]] = {
    "claims": "claims desc",
    "-claims": "claims asc",
    "days": "middle desc nulls last",
    "-days": "middle asc nulls last",
    "slowest": "slowest desc nulls last",
    "-slowest": "slowest asc nulls last",
    "obtained": "obtained desc",
    "-obtained": "obtained asc",
}
SORTS: Final = tuple(_ORDER)
_FROM: Final = "from sec.days_to_access(%s, %s, %s, %s, %s, %s)"
#: Rows of a file.
MOST: Final = 50_000
YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class DaysFilters:
    """Which claims are measured: opened in these days, of one right, commune, agency or programme."""

    since: date
    until: date
    right: str = ""
    commune: str = ""
    agency: UUID | None = None
    programme: str = ""
    sort: str = "claims"

    def values(self) -> list[Any]:
        """As the database is asked; the last day counts too."""
        return [self.since, self.until + timedelta(days=1), self.right, self.commune, self.agency, self.programme]


@dataclass(frozen=True, slots=True)
class DaysLine:
    """One right in one commune at one agency; a count is None below five, days are None where too few obtained it."""

    agency: str
    right: str
    commune: str
    claims: int | None
    obtained: int | None
    partly: int | None
    refused: int | None
    pursued: int | None
    days: int | None
    slowest: int | None


def last_year() -> tuple[date, date]:
    """The period that is shown unless another is asked for."""
    return today() - YEAR, today()


def days_to_access(actor: Actor, filters: DaysFilters, *, number: int = 1) -> Lines[DaysLine]:
    """The groups, fifty at a time. Two queries, and one for the names of agencies; the work grows with the claims of the period.

    Whoever meets persons is told of their own agency, whoever plans of every one. Raises: Refused.
    """
    actor.require(Verb.MEASURE_ACCESS)
    order = _ORDER.get(filters.sort, _ORDER["claims"])

    def rows_from(start: int) -> Sequence[tuple[Any, ...]]:
        text = f"select * {_FROM} order by {order}, right_id, commune, agency_id limit 51 offset {int(start)}"
        return _rows(text, filters)

    def count() -> int:
        return int(_rows(f"select count(*) from (select 1 {_FROM} limit {COUNTED + 1}) t", filters)[0][0])

    return page_of(number, rows_from, count, _lines)


def days_in_file(actor: Actor, filters: DaysFilters) -> Sequence[DaysLine]:
    """Every group at once, for a file. One query, and one for the names of agencies. Raises: Refused."""
    actor.require(Verb.MEASURE_ACCESS)
    order = _ORDER.get(filters.sort, _ORDER["claims"])
    return _lines(_rows(f"select * {_FROM} order by {order}, right_id, commune, agency_id limit {MOST}", filters))


def claimed(actor: Actor, since: date, until: date) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The rights that were claimed in these days and the communes of those who did, by name. One query.

    Raises: Refused.
    """
    actor.require(Verb.MEASURE_ACCESS)
    known, spoken = law_in_force().book, language()
    found = _rows(f"select right_id, commune {_FROM}", DaysFilters(since, until))
    rights = {code: asking.title_of(code, known, spoken) for code, _ in found}
    communes = {code: commune_name(code, spoken) for _, code in found if code}
    return _by_name(rights), _by_name(communes)


def _by_name(named: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(named.items(), key=lambda pair: pair[1])


def _rows(text: str, filters: DaysFilters) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, filters.values())
        return list(cursor.fetchall())


def _lines(rows: Sequence[tuple[Any, ...]]) -> tuple[DaysLine, ...]:
    known, spoken = law_in_force().book, language()
    agencies = names_of_agencies({row[0] for row in rows}, spoken)
    return tuple(
        DaysLine(
            agency=agencies.get(row[0], ""),
            right=asking.title_of(row[1], known, spoken),
            commune=commune_name(row[2], spoken) if row[2] else "",
            claims=_told(row[3]),
            obtained=_told(row[4]),
            partly=_told(row[5]),
            refused=_told(row[6]),
            pursued=_told(row[7]),
            days=row[8],
            slowest=row[9],
        )
        for row in rows
    )


def _told(count: int) -> int | None:
    return None if 0 < count < LEAST else count
