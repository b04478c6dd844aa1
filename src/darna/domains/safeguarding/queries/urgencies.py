"""An urgent concern with its clock, and the hours an agency set."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.domains.cases import access as of_cases
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.safeguarding import access
from darna.domains.safeguarding.models import Urgency, UrgentHours
from darna.domains.safeguarding.models.urgencies import USUAL_HOURS
from darna.domains.safeguarding.queries.words import name_in, opened, reader, time_left
from darna.domains.safeguarding.sealed import STOP_NOTE, URGENT
from darna.domains.safeguarding.values import UrgencyCard


def urgency_card(actor: Actor, urgency_id: UUID) -> UrgencyCard:
    """An urgent concern; its words for those who read notes. Four queries. Raises: NotFound, Refused."""
    row = access.visible_row(actor, Urgency, urgency_id)
    case = access.own_case(actor, row.case_id)
    cipher = reader(actor, case)
    names = names_of_members(one for one in (row.started_by, row.stopped_by) if one)
    is_running = row.state == Urgency.State.RUNNING
    left, is_over = time_left(row.due_at) if is_running else ("", False)
    return UrgencyCard(
        id=row.pk,
        version=row.version,
        case=brief_of(actor, case),
        concern_label=label("urgent_concern", row.concern),
        words=opened(cipher, row.sealed_words, URGENT),
        state=row.state,
        state_label=row.get_state_display(),
        started_at=row.started_at,
        started_by=name_in(names, row.started_by),
        due_at=row.due_at,
        escalated_at=row.escalated_at,
        stop_label=row.get_stop_display() if row.stop else "",
        stop_note=opened(cipher, row.sealed_stop_note, STOP_NOTE),
        stopped_at=row.stopped_at,
        stopped_by=name_in(names, row.stopped_by),
        may_stop=is_running and case.state == "open" and of_cases.may_note_needs(actor, case),
        left=left,
        is_over=is_over,
    )


def stored_hours(actor: Actor) -> tuple[int, int]:
    """The agency's hours and the version of the setting, 0 before the first. One query. Raises: Refused."""
    actor.require(Verb.SUPERVISE)
    row = UrgentHours.objects.filter(agency_id=actor.agency_id).first()
    return (row.hours, row.version) if row else (USUAL_HOURS, 0)


def hours_of(agency_id: UUID) -> int:
    """The hours an agency gives itself. One query."""
    row = UrgentHours.objects.filter(agency_id=agency_id).values_list("hours", flat=True).first()
    return row or USUAL_HOURS
