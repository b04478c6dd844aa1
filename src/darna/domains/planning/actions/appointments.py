"""Making an appointment, moving it, and saying what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, optional_text, require_code, require_text, save
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases.actions.workers import require_sees_file, require_worker
from darna.domains.people.queries.reaching import safe_address_of
from darna.domains.planning import access
from darna.domains.planning.actions.saving import sealed
from darna.domains.planning.models import Appointment
from darna.domains.planning.models.appointments import LONGEST, SHORTEST
from darna.domains.planning.sealed import END_NOTE, PLACE
from darna.domains.planning.values import AppointmentDraft
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, Refused

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

#: Nobody plans further ahead, and nobody notes a meeting of long ago as an appointment.
MOST_AHEAD = timedelta(days=366)
MOST_BEHIND = timedelta(days=1)
MOST_LETTERS = 200


@transaction.atomic
def make_appointment(case_id: UUID, draft: AppointmentDraft, *, by: Actor) -> Appointment:
    """Agree on a meeting with the person. Raises: Refused, NotFound, Invalid."""
    case = access.case_to_meet_in(by, case_id)
    cipher = cipher_of(case.person_id)
    appointment = Appointment.objects.create(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        made_by=by.membership_id,
        **_checked(draft, case, cipher, by),
    )
    record("appointment.made", subject=appointment, detail=_told(case, draft), cipher=cipher)
    return appointment


@transaction.atomic
def change_appointment(appointment_id: UUID, draft: AppointmentDraft, *, seen_version: int, by: Actor) -> Appointment:
    """Move a planned meeting to another time, place or colleague; who is reminded is reminded of the new one.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone for one that has ended.
    """
    appointment, case = _planned(by, appointment_id)
    cipher = cipher_of(case.person_id)
    columns = _checked(draft, case, cipher, by)
    appointment = locked(appointment, seen_version)
    if columns["starts_at"] == appointment.starts_at:
        del columns["arranged_at"], columns["reminded_at"]
    save(appointment, **columns)
    record("appointment.changed", subject=appointment, detail=_told(case, draft), cipher=cipher)
    return appointment


@transaction.atomic
def keep_appointment(appointment_id: UUID, *, seen_version: int, by: Actor) -> Appointment:
    """Say that the meeting took place; what was said is written as an encounter.

    Raises: Refused, NotFound, StaleVersion, AlreadyDone; Invalid for one that has not begun.
    """
    return _end("appointment.kept", Appointment.State.KEPT, appointment_id, "", seen_version=seen_version, by=by)


@transaction.atomic
def miss_appointment(appointment_id: UUID, *, seen_version: int, by: Actor) -> Appointment:
    """Say that the person did not come; it is a fact about a day, never a mark on the person.

    Raises: Refused, NotFound, StaleVersion, AlreadyDone; Invalid for one that has not begun.
    """
    return _end("appointment.missed", Appointment.State.MISSED, appointment_id, "", seen_version=seen_version, by=by)


@transaction.atomic
def excuse_appointment(appointment_id: UUID, reason: str = "", *, seen_version: int, by: Actor) -> Appointment:
    """Say that the person let the house know they could not come; before the hour or after it, a reason if they gave one.

    Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    reason, state = optional_text("note", reason, most=4_000), Appointment.State.EXCUSED
    return _end("appointment.excused", state, appointment_id, reason, seen_version=seen_version, by=by)


@transaction.atomic
def cancel_appointment(appointment_id: UUID, reason: str, *, seen_version: int, by: Actor) -> Appointment:
    """Call a meeting off, with a reason. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    reason, state = require_text("note", reason), Appointment.State.CANCELLED
    return _end("appointment.cancelled", state, appointment_id, reason, seen_version=seen_version, by=by)


def cancel_of_closed_case(case_id: UUID, by: Actor) -> int:
    """Call off what is still planned in a case that is closed; how many there were. It belongs to the verb that closes."""
    planned = Appointment.objects.select_for_update(of=("self",)).filter(case_id=case_id, state="planned")
    ended = list(planned.filter(starts_at__gt=now()))
    for appointment in ended:
        save(appointment, state=Appointment.State.CANCELLED, ended_at=now(), ended_by=by.membership_id)
    return len(ended)


def _end(verb: str, state: str, appointment_id: UUID, note: str, *, seen_version: int, by: Actor) -> Appointment:
    appointment, case = _planned(by, appointment_id)
    if state in (Appointment.State.KEPT, Appointment.State.MISSED) and appointment.starts_at > now():
        raise Refused("appointment_has_not_begun")
    appointment, cipher = locked(appointment, seen_version, note=note), cipher_of(case.person_id)
    words = sealed(cipher, {"sealed_end_note": (note, END_NOTE)})
    save(appointment, state=state, ended_at=now(), ended_by=by.membership_id, **words)
    detail = {"case": case.reference, "starts_at": appointment.starts_at, "reason": note}
    record(verb, subject=appointment, detail=detail, cipher=cipher)
    return appointment


def _planned(by: Actor, appointment_id: UUID) -> tuple[Appointment, Case]:
    by.require(Verb.OPEN_CASE)
    appointment = access.visible_row(by, Appointment, appointment_id)
    case = _case_of(by, appointment)
    if appointment.state != Appointment.State.PLANNED:
        raise AlreadyDone("appointment_has_ended", on=appointment.ended_at)
    return appointment, case


def _case_of(by: Actor, appointment: Appointment) -> Case:
    """Whom the meeting is with may move it and say how it went, even in a colleague's case."""
    if appointment.worker_id == by.membership_id:
        return access.own_case(by, appointment.case_id)
    return access.case_to_meet_in(by, appointment.case_id)


def _checked(draft: AppointmentDraft, case: Case, cipher: PersonCipher, by: Actor) -> dict[str, Any]:
    """The columns of a draft. Raises: Invalid."""
    instant = now()
    require_code("purpose", draft.purpose, "appointment_purpose")
    require_code("mode", draft.mode, "appointment_mode")
    if not SHORTEST <= draft.minutes <= LONGEST:
        raise Invalid("minutes", "minutes_out_of_bounds")
    if draft.starts_at < instant - MOST_BEHIND:
        raise Invalid("day", "in_the_past", value=draft.starts_at.isoformat())
    if draft.starts_at > instant + MOST_AHEAD:
        raise Invalid("day", "appointment_too_far_ahead")
    if len(draft.place) > MOST_LETTERS:
        raise Invalid("place", "too_long", most=MOST_LETTERS)
    _require_colleague(draft.worker_id, case, by)
    if draft.interpreter:
        require_code("interpreter", draft.interpreter, "language")
    _require_reachable(draft, case)
    return {
        "starts_at": draft.starts_at,
        "minutes": draft.minutes,
        "worker_id": draft.worker_id,
        "purpose": draft.purpose,
        "mode": draft.mode,
        "interpreter": draft.interpreter,
        "reminds_person": draft.reminds_person,
        "reminds_by": draft.reminds_by,
        "names_house": draft.names_house and draft.reminds_person and draft.reminds_by == Appointment.Way.SMS,
        "arranged_at": instant,
        "reminded_at": None,
        **sealed(cipher, {"sealed_place": (draft.place, PLACE)}),
    }


def _require_reachable(draft: AppointmentDraft, case: Case) -> None:
    """A machine writes only where the person said it is safe, by the way they chose."""
    if draft.reminds_by not in Appointment.Way.values:
        raise Invalid("reminds_by", "not_in_the_list", value=draft.reminds_by)
    if draft.reminds_person and safe_address_of(case.person_id, draft.reminds_by) is None:
        is_text = draft.reminds_by == Appointment.Way.SMS
        raise Invalid("reminds_person", "no_safe_number" if is_text else "no_safe_address")


def _require_colleague(worker_id: UUID, case: Case, by: Actor) -> None:
    if worker_id == by.membership_id and by.may(Verb.WRITE_CASE):
        return
    require_worker(worker_id, by)
    require_sees_file(worker_id, case.person_id, by)


def _told(case: Case, draft: AppointmentDraft) -> dict[str, object]:
    return {
        "case": case.reference,
        "starts_at": draft.starts_at,
        "minutes": draft.minutes,
        "worker": draft.worker_id,
        "purpose": draft.purpose,
        "mode": draft.mode,
        "interpreter": draft.interpreter,
    }
