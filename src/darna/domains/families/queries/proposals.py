"""The family proposals of an agency, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.utils.timezone import localdate

from darna.base.agencies.actor import Actor
from darna.base.pages.lines import page_of_rows
from darna.domains.families import access
from darna.domains.families.models import FamilyProposal
from darna.domains.families.values import FamilyFilters, FamilyLine, FamilyPage
from darna.domains.families.wording import REASONS
from darna.domains.people.queries import lines_for
from darna.kernel.errors import NotFound

_KEYS: Final = {
    "found": ("-found_at", "id"),
    "-found": ("found_at", "id"),
    "state": ("state", "-found_at", "id"),
    "-state": ("-state", "-found_at", "id"),
}
SORTS: Final = tuple(_KEYS)


def family_lines(actor: Actor, filters: FamilyFilters, number: int = 1) -> FamilyPage:
    """The proposals, narrowed and sorted, fifty at a time. Three queries, four with a protected file. Raises: Refused."""
    rows = access.proposals_of(actor)
    rows = rows.filter(state=filters.state) if filters.state else rows
    rows = rows.filter(reasons__contains=[filters.reason]) if filters.reason else rows
    ordered = rows.order_by(*_KEYS.get(filters.sort, _KEYS["found"]))
    return page_of_rows(ordered, number, lambda found: _lines(actor, found))


def family_line(actor: Actor, proposal_id: UUID) -> FamilyLine:
    """One proposal with both persons. Two queries, three with a protected file. Raises: Refused, NotFound."""
    found = _lines(actor, [access.proposal_to_see(actor, proposal_id)])
    if not found:
        raise NotFound("family", proposal_id)
    return found[0]


def _lines(actor: Actor, rows: Sequence[FamilyProposal]) -> tuple[FamilyLine, ...]:
    persons = lines_for(actor, {key for row in rows for key in (row.person_id, row.other_id)}) if rows else {}
    return tuple(
        FamilyLine(
            id=row.pk,
            version=row.version,
            person=persons[row.person_id],
            other=persons[row.other_id],
            reasons=tuple(str(REASONS.get(code, code)) for code in sorted(row.reasons, key=list(REASONS).index)),
            state=row.state,
            state_label=row.get_state_display(),
            found_on=localdate(row.found_at),
        )
        for row in rows
        if row.person_id in persons and row.other_id in persons
    )
