"""The list of cases: visibility first, fifty rows at a time, and never a count of the whole register."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.codelists.queries import label
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


def case_list(actor: Actor, filters: CaseFilters, page: int = 1) -> CasePage:
    """One page of the cases the actor may see.

    Five queries: visibility, the bounded count, the cases, the persons' names, the workers' names; one more when
    a protected file is among the rows, one less when the first page holds all. Raises: Refused.
    """
    page = max(1, min(page, LAST_PAGE))
    start = (page - 1) * ROWS
    wanted = _narrowed(access.visible_rows(actor), actor, filters)
    order = _ORDER.get(filters.sort, _ORDER["opened"])
    seen = list(wanted.order_by(*order).values_list("case_id", "person_id", "is_shared")[start : start + ROWS + 1])
    has_next = len(seen) > ROWS and page < LAST_PAGE
    total = start + len(seen) if page == 1 and len(seen) <= ROWS else wanted.order_by()[: COUNTED + 1].count()
    lines = _lines(seen[:ROWS])
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


def _lines(seen: list[tuple[UUID, UUID, bool]]) -> tuple[CaseLine, ...]:
    if not seen:
        return ()
    cases = Case.objects.in_bulk([case_id for case_id, _person, _shared in seen])
    names = names_of(person_id for _case, person_id, _shared in seen)
    members = names_of_members({case.worker_id for case in cases.values() if case.worker_id})
    return tuple(
        _line(cases[case_id], names.get(person_id, ""), members, is_shared=is_shared)
        for case_id, person_id, is_shared in seen
        if case_id in cases
    )


def _line(case: Case, name: str, members: dict[UUID, str], *, is_shared: bool) -> CaseLine:
    return CaseLine(
        id=case.pk,
        person_id=case.person_id,
        person_name=name,
        reference=case.reference,
        programme_label=label("programme", case.programme),
        state=case.state,
        state_label=str(Case.State(case.state).label),
        priority=case.priority,
        priority_label=label("priority", case.priority),
        worker=members.get(case.worker_id, "") if case.worker_id else "",
        opened_on=case.opened_on,
        target_on=case.target_on,
        is_shared_in=is_shared,
        is_late=case.state == Case.State.OPEN and case.target_on is not None and case.target_on < today(),
    )
