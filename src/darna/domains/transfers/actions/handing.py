"""A case goes to a colleague: asked for, given, and read by whoever carries it now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.cases import access as of_cases
from darna.domains.cases.actions import assign_case, pass_case
from darna.domains.cases.actions.workers import require_sees_file, require_worker
from darna.domains.transfers import access
from darna.domains.transfers.models import Handover
from darna.domains.transfers.queries.rules import rule_of
from darna.domains.transfers.sealed import NOTE, REMARK
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, Refused, StaleVersion

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

State = Handover.State


@transaction.atomic
def ask_handover(case_id: UUID, to_worker: UUID, note: str, *, by: Actor) -> Handover:
    """Ask a supervisor that a case goes to a colleague, or to oneself; nothing changes until they decide.

    Raises: Refused, NotFound, Invalid; AlreadyDone while another request for this case waits.
    """
    by.require(Verb.WRITE_CASE)
    case = access.own_case(by, case_id)
    asks_for_self = to_worker == by.membership_id
    of_cases.require(asks_for_self or of_cases.may_write(by, case), case)
    row = _made(case, to_worker, note, by)
    row.state = State.ASKED
    _added(row)
    record("handover.asked", subject=row, detail={"case": case.reference, "from": case.worker_id, "to": to_worker})
    return row


@transaction.atomic
def give_handover(case_id: UUID, to_worker: UUID, note: str, *, seen_version: int, by: Actor) -> Handover:
    """Give a case to a colleague with a note they read: a supervisor any case, a worker their own where that is the rule.

    The sentence in the trail is that of the case that is assigned. Raises: Refused, NotFound, Invalid, StaleVersion.
    """
    case = access.own_case(by, case_id)
    if case.version != seen_version:
        raise StaleVersion(case.version, seen_version)
    row = _made(case, to_worker, note, by)
    if by.may(Verb.ASSIGN_CASE):
        assign_case(case_id, to_worker, seen_version=seen_version, by=by)
    else:
        by.require(Verb.WRITE_CASE)
        access.require(rule_of(by.agency_id).workers_give, "supervisor_gives_cases")
        pass_case(case_id, to_worker, seen_version=seen_version, by=by)
    row.state, row.decided_by, row.decided_at = State.GIVEN, by.membership_id, now()
    row.save(force_insert=True)
    return row


@transaction.atomic
def grant_handover(handover_id: UUID, *, seen_version: int, by: Actor) -> Handover:
    """Agree to what a worker asked for; the case is assigned, and the sentence in the trail is its own.

    Raises: Refused, also for one's own request; NotFound, StaleVersion, AlreadyDone.
    """
    row = _to_decide(handover_id, by)
    case = access.own_case(by, row.case_id)
    row = locked(row, seen_version)
    if case.worker_id != row.from_worker_id:
        raise AlreadyDone("case_went_elsewhere_meanwhile")
    save(row, state=State.GIVEN, decided_by=by.membership_id, decided_at=now())
    assign_case(case.pk, row.to_worker_id, seen_version=case.version, by=by)
    return row


@transaction.atomic
def refuse_handover(handover_id: UUID, remark: str, *, seen_version: int, by: Actor) -> Handover:
    """Not agree, and say why. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    row = _to_decide(handover_id, by)
    remark = require_text("remark", remark)
    row, cipher = locked(row, seen_version, note=remark), cipher_of(row.person_id)
    sealed = cipher.seal(remark, field=REMARK)
    save(row, state=State.REFUSED, decided_by=by.membership_id, decided_at=now(), sealed_remark=sealed)
    record("handover.refused", subject=row, detail={"reason": remark}, cipher=cipher)
    return row


@transaction.atomic
def withdraw_handover(handover_id: UUID, *, seen_version: int, by: Actor) -> Handover:
    """Take one's own request back. Raises: Refused for a colleague's; NotFound, StaleVersion, AlreadyDone."""
    by.require(Verb.WRITE_CASE)
    row = _in_state(handover_id, State.ASKED, by)
    access.require(row.asked_by == by.membership_id, "handover_was_asked_by_a_colleague")
    row = locked(row, seen_version)
    save(row, state=State.WITHDRAWN)
    record("handover.withdrawn", subject=row)
    return row


@transaction.atomic
def confirm_handover(handover_id: UUID, *, seen_version: int, by: Actor) -> Handover:
    """Whoever carries the case now has read the note. Raises: Refused for others; NotFound, StaleVersion, AlreadyDone."""
    by.require(Verb.WRITE_CASE)
    row = _in_state(handover_id, State.GIVEN, by)
    access.require(row.to_worker_id == by.membership_id, "handover_is_to_a_colleague")
    row = locked(row, seen_version)
    save(row, state=State.CONFIRMED, confirmed_at=now())
    record("handover.confirmed", subject=row)
    return row


@transaction.atomic
def undo_handover(handover_id: UUID, *, seen_version: int, by: Actor) -> Handover:
    """Take a case back that was given and not taken on yet; whoever had it has it again.

    The sentence in the trail is that of the case. Raises: Refused, NotFound, StaleVersion; AlreadyDone once it was
    read or the case went elsewhere.
    """
    by.require(Verb.ASSIGN_CASE)
    row = _in_state(handover_id, State.GIVEN, by)
    case = access.own_case(by, row.case_id)
    row = locked(row, seen_version)
    if case.worker_id != row.to_worker_id:
        raise AlreadyDone("case_went_elsewhere_meanwhile")
    save(row, state=State.UNDONE)
    assign_case(case.pk, row.from_worker_id, seen_version=case.version, by=by)
    return row


def _made(case: Case, to_worker: UUID, note: str, by: Actor) -> Handover:
    note = require_text("note", note)
    if case.worker_id == to_worker:
        raise Invalid("worker", "worker_has_it_already")
    require_worker(to_worker, by)
    require_sees_file(to_worker, case.person_id, by)
    return Handover(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        from_worker_id=case.worker_id,
        to_worker_id=to_worker,
        sealed_note=cipher_of(case.person_id).seal(note, field=NOTE),
        asked_by=by.membership_id,
    )


def _added(row: Handover) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        if "case_is_asked_for_once_at_a_time" not in str(taken):
            raise
        raise AlreadyDone("handover_waits_already") from taken


def _in_state(handover_id: UUID, state: str, by: Actor) -> Handover:
    row = access.visible_handover(by, handover_id)
    if row.state != state:
        raise AlreadyDone("handover_moved_on", state=row.state)
    return row


def _to_decide(handover_id: UUID, by: Actor) -> Handover:
    by.require(Verb.ASSIGN_CASE)
    row = _in_state(handover_id, State.ASKED, by)
    if not access.decides_handover(by, row):
        raise Refused("handover_is_your_own_request")
    return row
