"""The receiver's answer: the case is taken on with a worker and a case of its own, or declined with a reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import require_code, save
from darna.domains.cases.queries import case_brief
from darna.domains.transfers import access
from darna.domains.transfers.models import Transfer
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion

State = Transfer.State
#: The job that closes the sender's case.
FINISH = "transfers.finish"


@transaction.atomic
def accept_transfer(transfer_id: UUID, case_id: UUID, worker_id: UUID, *, seen_version: int, by: Actor) -> Transfer:
    """Take the case on, with the own case that was opened for it; the sender's case is closed afterwards.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone once it was answered or taken back.
    """
    by.require(Verb.OPEN_CASE)
    row = _to_answer(transfer_id, seen_version, by)
    case = case_brief(by, case_id)
    if case.is_shared_in or not case.is_open:
        raise Invalid("case", "case_of_somebody_else")
    save(row, state=State.ACCEPTED, answered_at=now(), to_worker_id=worker_id, opened_case_id=case_id)
    told = {"case": case.reference}
    record("transfer.accepted", subject=_named(row), person_id=case.person_id, detail=told)
    # By its name: jobs call actions and stand above them.
    app.configure_task(FINISH, queue="house").defer(transfer_id=str(row.pk), agency_id=str(row.agency_id))
    return row


@transaction.atomic
def decline_transfer(transfer_id: UUID, reason: str, *, seen_version: int, by: Actor) -> Transfer:
    """Not take the case on, and say why; what was sent is closed to the own agency from then on.

    Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    require_code("reason", reason, "referral_decline_reason")
    row = _to_answer(transfer_id, seen_version, by)
    save(row, state=State.DECLINED, answered_at=now(), reason=reason)
    record("transfer.declined", subject=_named(row), detail={"reason": reason})
    return row


def _to_answer(transfer_id: UUID, seen_version: int, by: Actor) -> Transfer:
    by.require(Verb.ANSWER_REFERRAL)
    row, _source = access.visible_transfer(by, transfer_id, to_change=True)
    access.require(row.to_agency_id == by.agency_id, "transfer_is_answered_by_the_other_agency")
    if row.state != State.SENT:
        raise AlreadyDone("transfer_moved_on", state=row.state)
    if row.version != seen_version:
        raise StaleVersion(row.version, seen_version)
    return row


def _named(row: Transfer) -> tuple[str, UUID]:
    return ("transfers.transfer", row.pk)
