"""The steps of an officer: confirm, look into, write, answer, step back, keep somebody from it."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Max

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, require_text, save
from darna.domains.complaints import access
from darna.domains.complaints.models import Complaint, ComplaintMessage, Outcome, Remedy, State
from darna.domains.complaints.sealing import cipher_of, message_field, seal_lesson
from darna.domains.complaints.values import LONGEST
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound

_LOOKED_INTO_FROM = {State.ACKNOWLEDGED, State.REVIEW_ASKED, State.REOPENED}


@transaction.atomic
def read_complaint(complaint_id: UUID, *, by: Actor) -> Complaint:
    """Note that an officer opened a complaint. Raises: Refused, NotFound."""
    complaint = access.complaint_to_read(by, complaint_id)
    record("complaint.opened", subject=complaint)
    return complaint


@transaction.atomic
def acknowledge(complaint_id: UUID, text: str, *, seen_version: int, by: Actor) -> Complaint:
    """Confirm that it came in and was read. Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone."""
    text = require_text("text", text, most=LONGEST)
    complaint = _at(complaint_id, {State.RECEIVED}, seen_version, by)
    _say(complaint, text, by)
    told = {"acknowledged_at": now(), "waits_since": None}
    save(complaint, state=State.ACKNOWLEDGED, officer=by.membership_id, **told)
    record("complaint.acknowledged", subject=complaint)
    return complaint


@transaction.atomic
def look_into(complaint_id: UUID, *, seen_version: int, by: Actor) -> Complaint:
    """Look into it from now on. Raises: Refused, NotFound, StaleVersion, AlreadyDone."""
    complaint = _at(complaint_id, _LOOKED_INTO_FROM, seen_version, by)
    save(complaint, state=State.LOOKED_INTO, officer=by.membership_id)
    record("complaint.looked_into", subject=complaint)
    return complaint


@transaction.atomic
def write(complaint_id: UUID, text: str, *, seen_version: int, by: Actor) -> Complaint:
    """Ask or tell something on the way. Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone."""
    text = require_text("text", text, most=LONGEST)
    complaint = _at(complaint_id, set(State) - {State.RECEIVED, State.CLOSED}, seen_version, by)
    _say(complaint, text, by)
    save(complaint, waits_since=None)
    record("complaint.written_to", subject=complaint)
    return complaint


@transaction.atomic
def answer(
    complaint_id: UUID, text: str, *, outcome: str, remedy: str, lesson: str = "", seen_version: int, by: Actor
) -> Complaint:
    """Say what was found and what is done about it. Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone."""
    text = require_text("text", text, most=LONGEST)
    if outcome not in Outcome.values or outcome == Outcome.WITHDRAWN:
        raise Invalid("outcome", "not_in_the_list", value=outcome)
    if remedy not in Remedy.values:
        raise Invalid("remedy", "not_in_the_list", value=remedy)
    complaint = _at(complaint_id, {State.LOOKED_INTO}, seen_version, by)
    if complaint.officer != by.membership_id:
        raise AlreadyDone("complaint_is_not_yours")
    _say(complaint, text, by)
    learned = seal_lesson(cipher_of(complaint.pk, complaint.wrapped_key), lesson.strip()) or None
    found = {"outcome": outcome, "remedy": remedy, "lesson_ciphertext": learned}
    save(complaint, state=State.ANSWERED, answered_at=now(), waits_since=None, **found)
    record("complaint.answered", subject=complaint)
    return complaint


@transaction.atomic
def step_back(complaint_id: UUID, *, by: Actor) -> None:
    """Declare an interest of one's own: the complaint is out of one's sight at once. Raises: Refused, NotFound."""
    complaint = access.complaint_to_read(by, complaint_id)
    _keep_from(complaint, by.membership_id, "interest")
    record("complaint.stepped_back", subject=("complaints.complaint", complaint_id))


@transaction.atomic
def keep_from(complaint_id: UUID, membership_id: UUID, *, by: Actor) -> None:
    """Keep the member whom it is about from reading it; the trail does not say whom. Raises: Refused, NotFound, Invalid."""
    complaint = access.complaint_to_read(by, complaint_id)
    _keep_from(complaint, membership_id, "concerned")
    record("complaint.kept_from", subject=("complaints.complaint", complaint_id))


def _keep_from(complaint: Complaint, member: UUID, reason: str) -> None:
    if complaint.state == State.CLOSED:
        raise AlreadyDone("complaint_step_is_closed")
    with connection.cursor() as cursor:
        cursor.execute("select sec.keep_from_complaint(%s, %s, %s)", [complaint.pk, member, reason])
        is_kept = cursor.fetchone()[0]
    if not is_kept:
        raise Invalid("member", "nobody_was_kept_from_it")


def _at(complaint_id: UUID, states: set[State], seen_version: int, by: Actor) -> Complaint:
    """A complaint at one of these steps, held until the transaction ends."""
    complaint = locked(access.complaint_to_read(by, complaint_id), seen_version)
    if complaint.handler_id != by.agency_id:
        raise NotFound("complaint", complaint_id)
    if complaint.wrapped_key is None:
        raise AlreadyDone("complaint_is_removed")
    if complaint.state not in states:
        raise AlreadyDone("complaint_step_is_closed")
    return complaint


def _say(complaint: Complaint, text: str, by: Actor) -> None:
    message_id = uuid4()
    last = complaint.messages.aggregate(last=Max("number"))["last"] or 0
    cipher = cipher_of(complaint.pk, complaint.wrapped_key)
    ComplaintMessage.objects.create(
        id=message_id,
        agency_id=complaint.agency_id,
        complaint=complaint,
        number=last + 1,
        is_from_desk=True,
        written_by=by.membership_id,
        written_at=now(),
        ciphertext=cipher.seal(text, field=message_field(message_id)),
    )
