"""The list of persons whom the agency registered: fifty at a time, narrowed, with the number of their open cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import choices
from darna.base.pages.lines import COUNTED, ROWS, page_of
from darna.base.places.queries import commune_name
from darna.base.prepared import DAY, ID, IDS, INSTANT, TEXT, Prepared
from darna.domains.cases.access import rows_of_reader
from darna.domains.cases.models import Case
from darna.domains.cases.values import PersonFilters, RegisteredLine, RegisteredPage
from darna.domains.people.access import persons_of_reader
from darna.domains.people.queries import lines_for
from darna.kernel.clock import CASABLANCA, now, today

ADULT = 18
_ORDER = {
    "registered": ("-registered_at", "id"),
    "-registered": ("registered_at", "-id"),
    "birth": ("born_on", "id"),
    "-birth": ("-born_on", "-id"),
}
SORTS = frozenset(_ORDER)
#: What each field of the filters narrows by, and the kind of its value.
_NARROWING = {
    "commune": ("commune", TEXT),
    "sex": ("sex", TEXT),
    "since": ("registered_at__gte", INSTANT),
    "before": ("registered_at__lt", INSTANT),
    "born_after": ("born_on__gt", DAY),
}


class Row(NamedTuple):
    """What the list itself knows of a person; the line is read for those that are shown."""

    person_id: UUID
    registered_at: datetime
    needs_interpreter: bool


class Shape(NamedTuple):
    """Which filters are set, and the order: lists of the same shape are one prepared question."""

    named: frozenset[str]
    interpreter: bool
    without_case: bool
    sort: str


def registered_list(actor: Actor, filters: PersonFilters, page: int = 1) -> RegisteredPage:
    """One page of the persons the agency registered, as far as the actor may see them.

    Four queries: the rows, the bounded count, the persons, their open cases; one more when a protected file is among
    the rows, one less when the first page holds all. Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    values, shape = shape_of(filters)
    asked = {"agency": actor.agency_id, "member": actor.membership_id, "instant": now(), **values}
    return page_of(
        page,
        lambda start: [Row(*row) for row in _page(shape, start).rows(**asked)],
        lambda: _count(shape).count(**asked),
        partial(lines_of, actor),
    )


def shape_of(filters: PersonFilters) -> tuple[dict[str, Any], Shape]:
    """What is set of the filters as values of the question, and their shape."""
    given: dict[str, Any] = {
        "commune": filters.commune,
        "sex": filters.sex,
        "since": _midnight(filters.registered_from) if filters.registered_from else None,
        "before": _midnight(filters.registered_to + timedelta(days=1)) if filters.registered_to else None,
        "born_after": _grown_up_since() if filters.minor else None,
    }
    given = {name: value for name, value in given.items() if value}
    sort = filters.sort if filters.sort in SORTS else "registered"
    return given, Shape(frozenset(given), filters.interpreter, filters.without_case, sort)


def narrowed(
    agency: UUID, member: UUID, instant: datetime, shape: Shape, values: Mapping[str, Any]
) -> QuerySet[Any, Any]:
    """The persons that the filters leave, in no order."""
    rows = persons_of_reader(agency, member, instant).filter(agency_id=agency, erased_at__isnull=True)
    rows = rows.filter(**{_NARROWING[name][0]: value for name, value in values.items()})
    if shape.interpreter:
        rows = rows.filter(needs_interpreter=True)
    if shape.without_case:
        own = rows_of_reader(agency, member, instant).filter(state=Case.State.OPEN, is_shared=False)
        rows = rows.exclude(Exists(own.filter(person_id=OuterRef("pk"))))
    # Whoever has no birth date stands in no order of births.
    return rows.filter(born_on__isnull=False) if shape.sort.endswith("birth") else rows


def lines_of(actor: Actor, found: Sequence[Row]) -> tuple[RegisteredLine, ...]:
    """The rows with everything that is said of them. Two queries, three with a protected file among them."""
    if not found:
        return ()
    ids = [row.person_id for row in found]
    persons = lines_for(actor, ids)
    reader: dict[str, Any] = {"agency": actor.agency_id, "member": actor.membership_id, "instant": now()}
    busy = Counter(_OPEN.rows(persons=ids, **reader))
    sexes, zone = dict(choices("sex", actor.language)), ZoneInfo(CASABLANCA)
    return tuple(
        RegisteredLine(
            id=row.person_id,
            reference=line.reference,
            name=line.name,
            name_ar=line.name_ar,
            sex_label=sexes.get(line.sex, line.sex),
            birth_year=line.birth.value.year if line.birth else None,
            commune=commune_name(line.commune, actor.language) if line.commune else "",
            registered_on=row.registered_at.astimezone(zone).date(),
            needs_interpreter=row.needs_interpreter,
            open_cases=busy[row.person_id],
            is_protected=line.is_protected,
        )
        for row in found
        if (line := persons.get(row.person_id))
    )


_OPEN: Prepared[UUID] = Prepared(
    lambda agency, member, instant, persons: (
        rows_of_reader(agency, member, instant)
        .filter(person_id__any=persons, state=Case.State.OPEN, is_shared=False)
        .values_list("person_id", flat=True)
    ),
    agency=ID,
    member=ID,
    instant=INSTANT,
    persons=IDS,
)


# Bounded: the addresses of pages come from outside, and each new one would be remembered.
@lru_cache(maxsize=64)
def _page(shape: Shape, start: int) -> Prepared[Any]:
    def rows(agency: UUID, member: UUID, instant: datetime, **values: Any) -> QuerySet[Any, Any]:
        wanted = narrowed(agency, member, instant, shape, values).order_by(*_ORDER[shape.sort])
        return wanted.values_list("id", "registered_at", "needs_interpreter")[start : start + ROWS + 1]

    return Prepared(rows, **_slots(shape))


@lru_cache(maxsize=64)
def _count(shape: Shape) -> Prepared[Any]:
    def counted(agency: UUID, member: UUID, instant: datetime, **values: Any) -> QuerySet[Any, Any]:
        wanted = narrowed(agency, member, instant, shape, values)
        return wanted.order_by().values_list("id", flat=True)[: COUNTED + 1]

    return Prepared(counted, **_slots(shape))


def _slots(shape: Shape) -> dict[str, str]:
    return {"agency": ID, "member": ID, "instant": INSTANT} | {name: _NARROWING[name][1] for name in shape.named}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(CASABLANCA))


def _grown_up_since() -> date:
    day = today()
    # The 29 February has no birthday in most years; the day before is near enough for a list.
    return day.replace(year=day.year - ADULT, day=min(day.day, 28) if day.month == 2 else day.day)
