"""Protected files that were opened in an emergency: the list, one of them, those that wait for a second person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.pages.lines import Lines, page_of_rows
from darna.base.prepared import ID, Prepared
from darna.domains.people.access import emergencies_visible_to, emergency_to_end
from darna.domains.people.models import EmergencyAccess, Person
from darna.kernel.clock import now

_KEYS: Final = {
    "began": ("-began_at", "id"),
    "-began": ("began_at", "id"),
    "until": ("-until", "id"),
    "-until": ("until", "id"),
}
EMERGENCY_SORTS: Final = tuple(_KEYS)
#: States of the list: the file is open now, a second person has not looked at it, somebody found something.
RUNNING, TO_REVIEW = "running", "to_review"
CAUSES: Final = EmergencyAccess.Cause.choices
FINDINGS: Final = EmergencyAccess.Finding.choices


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """One emergency; the reference is empty for whoever does not see the file."""

    id: UUID
    person_id: UUID
    version: int
    reference: str
    who: str
    is_own: bool
    cause_label: str
    reason: str
    began_at: datetime
    until: datetime
    ended_at: datetime | None
    is_running: bool
    finding: str
    finding_label: str
    remark: str
    reviewed_by: str
    reviewed_at: datetime | None

    @property
    def over_at(self) -> datetime:
        """When the file was closed again, or will be."""
        return min(self.ended_at, self.until) if self.ended_at else self.until


@dataclass(frozen=True, slots=True)
class EmergencyFilters:
    """What the list is narrowed to."""

    state: str = ""
    cause: str = ""
    member: UUID | None = None
    sort: str = "began"


_WAITING = Prepared(
    lambda agency, member: (
        EmergencyAccess.objects.filter(agency_id=agency, finding="")
        .exclude(membership_id=member)
        .values_list("pk")[:100]
    ),
    agency=ID,
    member=ID,
)


def emergency_lines(actor: Actor, filters: EmergencyFilters, *, number: int = 1) -> Lines[EmergencyLine]:
    """The agency's emergencies that the actor may follow, fifty at a time. Four queries at most. Raises: Refused."""
    actor.require(Verb.OPEN_FILE)
    rows = _narrowed(emergencies_visible_to(actor), filters).order_by(*_KEYS.get(filters.sort, _KEYS["began"]))
    return page_of_rows(rows, number, lambda found: _lines(actor, found))


def emergency_line(actor: Actor, emergency_id: UUID) -> EmergencyLine:
    """One emergency. Three queries. Raises: Refused, NotFound."""
    actor.require(Verb.OPEN_FILE)
    return _lines(actor, [emergency_to_end(actor, emergency_id)])[0]


def emergencies_to_review(actor: Actor) -> int:
    """How many wait for this reader as a second person, up to a hundred. One query, none for who does not review."""
    if not actor.may(Verb.REVIEW_EMERGENCY):
        return 0
    return len(_WAITING.rows(agency=actor.agency_id, member=actor.membership_id))


def _narrowed(rows: QuerySet[EmergencyAccess], filters: EmergencyFilters) -> QuerySet[EmergencyAccess]:
    if filters.state == RUNNING:
        rows = rows.filter(ended_at__isnull=True, until__gt=now())
    elif filters.state == TO_REVIEW:
        rows = rows.filter(finding="")
    elif filters.state:
        rows = rows.filter(finding=filters.state)
    exact = Q(cause=filters.cause) if filters.cause else Q()
    return rows.filter(exact, **({"membership_id": filters.member} if filters.member else {}))


def _lines(actor: Actor, rows: Sequence[EmergencyAccess]) -> tuple[EmergencyLine, ...]:
    names = names_of_members({row.membership_id for row in rows} | {row.reviewed_by for row in rows if row.reviewed_by})
    seen = dict(Person.objects.filter(pk__in={row.person_id for row in rows}).values_list("pk", "reference"))
    return tuple(_line(row, names, seen, actor) for row in rows)


def _line(row: EmergencyAccess, names: dict[UUID, str], seen: dict[UUID, str], actor: Actor) -> EmergencyLine:
    return EmergencyLine(
        id=row.pk,
        person_id=row.person_id,
        version=row.version,
        reference=seen.get(row.person_id, ""),
        who=names.get(row.membership_id, ""),
        is_own=row.membership_id == actor.membership_id,
        cause_label=str(EmergencyAccess.Cause(row.cause).label),
        reason=row.reason,
        began_at=row.began_at,
        until=row.until,
        ended_at=row.ended_at,
        is_running=row.is_running,
        finding=row.finding,
        finding_label=str(EmergencyAccess.Finding(row.finding).label) if row.finding else "",
        remark=row.remark,
        reviewed_by=names.get(row.reviewed_by, "") if row.reviewed_by else "",
        reviewed_at=row.reviewed_at,
    )
