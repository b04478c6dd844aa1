"""Appointments in words."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.codelists.queries import label
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.planning import access
from darna.domains.planning.models import Appointment
from darna.domains.planning.queries.plans import opened
from darna.domains.planning.sealed import END_NOTE, PLACE
from darna.domains.planning.values import AppointmentCard, AppointmentLine
from darna.kernel.clock import now


def appointment_card(actor: Actor, appointment_id: UUID) -> AppointmentCard:
    """An appointment with its case. Four queries. Raises: NotFound, Refused."""
    row = access.visible_row(actor, Appointment, appointment_id)
    case = access.own_case(actor, row.case_id)
    # Where to meet is agreed at the reception too; why somebody called it off is a note.
    cipher = ciphers_of([case.person_id]).get(case.person_id)
    notes = cipher if access.may_read_words(actor, case) else None
    line = appointment_line(row, actor, names_of_members([row.worker_id]), place=cipher, notes=notes)
    is_theirs = access.may_arrange(actor, case) or row.worker_id == actor.membership_id
    return AppointmentCard(line, brief_of(actor, case), case.state == "open" and is_theirs)


def appointment_line(
    row: Appointment,
    actor: Actor,
    members: Mapping[UUID, str],
    *,
    person_name: str = "",
    place: PersonCipher | None = None,
    notes: PersonCipher | None = None,
) -> AppointmentLine:
    """An appointment in a line."""
    return AppointmentLine(
        id=row.pk,
        case_id=row.case_id,
        person_id=row.person_id,
        version=row.version,
        starts_at=row.starts_at,
        minutes=row.minutes,
        mode=row.mode,
        mode_label=label("appointment_mode", row.mode),
        purpose=row.purpose,
        purpose_label=label("appointment_purpose", row.purpose),
        worker_id=row.worker_id,
        worker=members.get(row.worker_id, ""),
        state=row.state,
        state_label=str(Appointment.State(row.state).label),
        is_mine=row.worker_id == actor.membership_id,
        reminds_person=row.reminds_person,
        is_over=row.starts_at <= now(),
        person_name=person_name,
        reminds_by=row.reminds_by,
        names_house=row.names_house,
        interpreter=row.interpreter,
        interpreter_label=label("language", row.interpreter) if row.interpreter else "",
        place=opened(place, row.sealed_place, PLACE),
        end_note=opened(notes, row.sealed_end_note, END_NOTE),
    )
