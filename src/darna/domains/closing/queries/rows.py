"""Closings in a line, and the order of a list of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.codelists.queries import label
from darna.domains.closing.models import Closing
from darna.domains.closing.values import ClosingFilters, ClosingLine
from darna.kernel.clock import today

_KEYS: Final = {
    "closed": "-closed_on",
    "-closed": "closed_on",
    "check": "check_on",
    "-check": "-check_on",
    "outcome": "outcome",
    "-outcome": "-outcome",
    "state": "state",
    "-state": "-state",
}
SORTS: Final = tuple(_KEYS)
#: What the list calls a check whose day has come.
DUE: Final = "due"


def narrowed(rows: QuerySet[Closing], filters: ClosingFilters, actor: Actor) -> QuerySet[Closing]:
    """The closings that fit, in the order asked for."""
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.opinion:
        rows = rows.filter(opinion=filters.opinion)
    if filters.check == DUE:
        rows = rows.filter(check_state=Closing.Check.PLANNED, check_on__lte=today())
    elif filters.check:
        rows = rows.filter(check_state=filters.check)
    if filters.mine:
        rows = rows.filter(case__worker_id=actor.membership_id)
    return rows.order_by(_KEYS.get(filters.sort, "-closed_on"), "id")


def closing_line(row: Closing, names: Mapping[UUID, str]) -> ClosingLine:
    """A closing in words, without those that are sealed."""
    return ClosingLine(
        id=row.pk,
        case_id=row.case_id,
        person_id=row.person_id,
        version=row.version,
        state=row.state,
        state_label=str(Closing.State(row.state).label),
        outcome_label=label("case_outcome", row.outcome),
        closed_on=row.closed_on,
        proposed_by=names.get(row.proposed_by, ""),
        proposed_at=row.proposed_at,
        opinion_label=str(Closing.Opinion(row.opinion).label) if row.opinion else "",
        check_state=row.check_state,
        check_label=str(Closing.Check(row.check_state).label) if row.check_state else "",
        check_on=row.check_on,
        finding_label=str(Closing.Finding(row.finding).label) if row.finding else "",
        is_check_due=row.check_state == Closing.Check.PLANNED and row.check_on is not None and row.check_on <= today(),
    )
