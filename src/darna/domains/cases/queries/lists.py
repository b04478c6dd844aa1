"""The list of cases: visibility first, fifty rows at a time, and never a count of the whole register."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.codelists.queries import choices
from darna.domains.cases import access
from darna.domains.cases.models import Case, CaseVisible
from darna.domains.cases.values import CaseFilters, CaseLine, CasePage
from darna.domains.people.queries import names_of
from darna.kernel.clock import today

ROWS = 50
#: Counting stops here: the list then says "more than".
COUNTED = 1000
#: Pages beyond this are reached by narrowing the list, not by leafing.
LAST_PAGE = 200

_ORDER: dict[str, tuple[str | OrderBy, ...]] = {
    "opened": ("-opened_on", "case_id"),
    "-opened": ("opened_on", "case_id"),
    "target": (F("target_on").asc(nulls_last=True), "case_id"),
    "-target": (F("target_on").desc(nulls_last=True), "case_id"),
    "priority": ("rank", "-opened_on", "case_id"),
    "-priority": ("-rank", "opened_on", "case_id"),
}
SORTS = frozenset(_ORDER)


class _Seen(NamedTuple):
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
    page = max(1, min(page, LAST_PAGE))
    start = (page - 1) * ROWS
    wanted = _narrowed(access.visible_rows(actor), actor, filters)
    order = _ORDER.get(filters.sort, _ORDER["opened"])
    seen = [_Seen(*row) for row in wanted.order_by(*order).values_list(*_Seen._fields)[start : start + ROWS + 1]]
    has_next = len(seen) > ROWS and page < LAST_PAGE
    total = start + len(seen) if page == 1 and len(seen) <= ROWS else wanted.order_by()[: COUNTED + 1].count()
    lines = _lines(actor, seen[:ROWS])
    return CasePage(
        lines=lines,
        number=page,
        first=start + 1 if lines else 0,
        last=start + len(lines),
        total=min(total, COUNTED),
        is_more=total > COUNTED,
        has_next=has_next,
    )


def _narrowed(rows: QuerySet[CaseVisible], actor: Actor, filters: CaseFilters) -> QuerySet[CaseVisible]:
    equal = {"state": filters.state, "programme": filters.programme, "priority": filters.priority}
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if filters.worker == "mine":
        rows = rows.filter(assigned_id=actor.membership_id)
    elif filters.worker == "none":
        rows = rows.filter(assigned_id__isnull=True, is_shared=False)
    if filters.opened_from:
        rows = rows.filter(opened_on__gte=filters.opened_from)
    if filters.opened_to:
        rows = rows.filter(opened_on__lte=filters.opened_to)
    return rows.filter(is_shared=filters.origin == "shared") if filters.origin in {"shared", "own"} else rows


def _lines(actor: Actor, seen: list[_Seen]) -> tuple[CaseLine, ...]:
    if not seen:
        return ()
    references = dict(Case.objects.filter(pk__in=[row.case_id for row in seen]).values_list("id", "reference"))
    names = names_of(row.person_id for row in seen)
    members = names_of_members({row.assigned_id for row in seen if row.assigned_id})
    programmes, priorities = (dict(choices(name, actor.language)) for name in ("programme", "priority"))
    day = today()
    return tuple(
        CaseLine(
            id=row.case_id,
            person_id=row.person_id,
            person_name=names.get(row.person_id, ""),
            reference=references.get(row.case_id, ""),
            programme_label=programmes.get(row.programme, row.programme),
            state=row.state,
            priority=row.priority,
            priority_label=priorities.get(row.priority, row.priority),
            worker=members.get(row.assigned_id, "") if row.assigned_id else "",
            opened_on=row.opened_on,
            target_on=row.target_on,
            is_shared_in=row.is_shared,
            is_late=row.state == Case.State.OPEN and row.target_on is not None and row.target_on < day,
        )
        for row in seen
    )
