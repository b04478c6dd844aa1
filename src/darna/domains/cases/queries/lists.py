"""The list of cases: visibility first, fifty rows at a time, and never a count of the whole register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import choices
from darna.base.pages.lines import COUNTED, ROWS, page_of
from darna.base.prepared import DAY, ID, IDS, INSTANT, TEXT, Prepared
from darna.domains.cases import access
from darna.domains.cases.models import Case, CaseVisible
from darna.domains.cases.values import CaseFilters, CaseLine, CasePage
from darna.domains.people.queries import names_of
from darna.kernel.clock import now, today

_ORDER: dict[str, tuple[str | OrderBy, ...]] = {
    "opened": ("-opened_on", "case_id"),
    "-opened": ("opened_on", "case_id"),
    "target": (F("target_on").asc(nulls_last=True), "case_id"),
    "-target": (F("target_on").desc(nulls_last=True), "case_id"),
    "priority": ("rank", "-opened_on", "case_id"),
    "-priority": ("-rank", "opened_on", "case_id"),
}
SORTS = frozenset(_ORDER)
_UNKNOWN: tuple[Any, ...] = ("", None, "")
#: What each field of the filters narrows by, and the kind of its value.
_NARROWING = {
    "state": ("state", TEXT),
    "programme": ("programme", TEXT),
    "priority": ("priority", TEXT),
    "opened_from": ("opened_on__gte", DAY),
    "opened_to": ("opened_on__lte", DAY),
}
_REFERENCES = Prepared(lambda cases: Case.objects.filter(pk__any=cases).values_list("id", "reference"), cases=IDS)
_FACTS: Prepared[Any] = Prepared(
    lambda cases: Case.objects.filter(pk__any=cases).values_list("id", "reference", "closed_on", "outcome"), cases=IDS
)


class Seen(NamedTuple):
    """What the visibility table knows of a case; tuples, for fifty models would cost more than all the queries."""

    case_id: UUID
    person_id: UUID
    is_shared: bool
    state: str
    programme: str
    priority: str
    assigned_id: UUID | None
    opened_on: date
    target_on: date | None


def case_list(actor: Actor, filters: CaseFilters, page: int = 1) -> CasePage:
    """One page of the cases the actor may see.

    Five queries: visibility, the bounded count, the references, the persons' names, the workers' names; one more when
    a protected file is among the rows, one less when the first page holds all. Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    reader: dict[str, Any] = {"agency": actor.agency_id, "member": actor.membership_id, "instant": now()}
    values, shape = shape_of(filters)
    asked = {**reader, **values}
    return page_of(
        page,
        lambda start: [Seen(*row) for row in _page(shape, start).rows(**asked)],
        lambda: _count(shape).count(**asked),
        partial(lines_of, actor),
    )


def references_of_cases(case_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The reference of each case the transaction may see. One query."""
    return dict(_REFERENCES.rows(cases=list(case_ids)))


class Shape(NamedTuple):
    """Which filters are set, and the order: lists of the same shape are one prepared question."""

    named: frozenset[str]
    worker: str
    origin: str
    sort: str


def shape_of(filters: CaseFilters) -> tuple[dict[str, Any], Shape]:
    """What is set of the filters, and their shape."""
    given = {name: getattr(filters, name) for name in _NARROWING if getattr(filters, name)}
    worker = filters.worker if filters.worker in {"mine", "none"} else ""
    origin = filters.origin if filters.origin in {"shared", "own"} else ""
    return given, Shape(frozenset(given), worker, origin, filters.sort if filters.sort in SORTS else "opened")


# Bounded: the addresses of pages come from outside, and each new one would be remembered.
@lru_cache(maxsize=64)
def _page(shape: Shape, start: int) -> Prepared[Any]:
    def rows(agency: UUID, member: UUID, instant: datetime, **values: Any) -> QuerySet[Any, Any]:
        wanted = narrowed(access.rows_of_reader(agency, member, instant), member, shape, values)
        return wanted.order_by(*_ORDER[shape.sort]).values_list(*Seen._fields)[start : start + ROWS + 1]

    return Prepared(rows, **_slots(shape))


@lru_cache(maxsize=64)
def _count(shape: Shape) -> Prepared[Any]:
    def counted(agency: UUID, member: UUID, instant: datetime, **values: Any) -> QuerySet[Any, Any]:
        wanted = narrowed(access.rows_of_reader(agency, member, instant), member, shape, values)
        return wanted.order_by().values_list("case_id", flat=True)[: COUNTED + 1]

    return Prepared(counted, **_slots(shape))


def _slots(shape: Shape) -> dict[str, str]:
    return {"agency": ID, "member": ID, "instant": INSTANT} | {name: _NARROWING[name][1] for name in shape.named}


def narrowed(
    rows: QuerySet[CaseVisible], member: UUID, shape: Shape, values: Mapping[str, Any]
) -> QuerySet[CaseVisible]:
    """The rows that the filters leave, in no order."""
    rows = rows.filter(**{_NARROWING[name][0]: value for name, value in values.items()})
    if shape.worker == "mine":
        rows = rows.filter(assigned_id=member)
    elif shape.worker == "none":
        rows = rows.filter(assigned_id__isnull=True, is_shared=False)
    return rows.filter(is_shared=shape.origin == "shared") if shape.origin else rows


def lines_of(actor: Actor, seen: Sequence[Seen]) -> tuple[CaseLine, ...]:
    """The rows with everything that is said of them. Three queries, two more with a protected file among them."""
    if not seen:
        return ()
    facts = {row[0]: row[1:] for row in _FACTS.rows(cases=[row.case_id for row in seen])}
    names = names_of(row.person_id for row in seen)
    members = names_of_members({row.assigned_id for row in seen if row.assigned_id})
    listed = (dict(choices(name, actor.language)) for name in ("programme", "priority", "case_outcome"))
    programmes, priorities, outcomes = listed
    day = today()
    return tuple(
        CaseLine(
            id=row.case_id,
            person_id=row.person_id,
            person_name=names.get(row.person_id, ""),
            reference=reference,
            programme_label=programmes.get(row.programme, row.programme),
            state=row.state,
            priority=row.priority,
            priority_label=priorities.get(row.priority, row.priority),
            worker=members.get(row.assigned_id, "") if row.assigned_id else "",
            opened_on=row.opened_on,
            target_on=row.target_on,
            is_shared_in=row.is_shared,
            is_late=row.state == Case.State.OPEN and row.target_on is not None and row.target_on < day,
            closed_on=closed_on,
            outcome_label=outcomes.get(outcome, outcome),
        )
        for row in seen
        for reference, closed_on, outcome in (facts.get(row.case_id, _UNKNOWN),)
    )
