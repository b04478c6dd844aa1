"""Proposing to close, and a second person's yes or no; whether an agency asks for that is its own rule."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, require_code, require_past, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.cases.actions import close_case
from darna.domains.closing import access
from darna.domains.closing.models import MOST_CHECK_DAYS, Closing, ClosingRule
from darna.domains.closing.sealed import NOTE, REMARK
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, Refused, StaleVersion


@transaction.atomic
def propose_closing(
    case_id: UUID, outcome: str, note: str = "", *, by: Actor, closed_on: date | None = None
) -> Closing:
    """Hand the closing of a case to the supervisors, with the outcome and what is to be known.

    Raises: Refused, NotFound, Invalid; AlreadyDone while another proposal waits.
    """
    case = access.case_to_close(by, case_id)
    day = closed_on or today()
    require_code("outcome", outcome, "case_outcome")
    require_past("closed_on", day)
    if day < case.opened_on:
        raise Invalid("closed_on", "before_the_opening", value=day.isoformat())
    cipher = cipher_of(case.person_id)
    row = Closing(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        state=Closing.State.PROPOSED,
        outcome=outcome,
        closed_on=day,
        sealed_note=cipher.seal(note.strip(), field=NOTE),
        proposed_by=by.membership_id,
    )
    _added(row)
    record("closing.proposed", subject=row, detail=_told(row, case.reference, note=note), cipher=cipher)
    return row


@transaction.atomic
def withdraw_closing(closing_id: UUID, *, seen_version: int, by: Actor) -> Closing:
    """Take one's own proposal back. Raises: Refused for a colleague's; NotFound, StaleVersion, AlreadyDone."""
    by.require(Verb.CLOSE_CASE)
    row = _waiting(by, closing_id)
    case = access.own_case(by, row.case_id)
    if row.proposed_by != by.membership_id:
        raise Refused("closing_is_a_colleagues_proposal")
    row = locked(row, seen_version)
    save(row, state=Closing.State.WITHDRAWN)
    record("closing.withdrawn", subject=row, detail=_told(row, case.reference))
    return row


@transaction.atomic
def send_back_closing(closing_id: UUID, remark: str, *, seen_version: int, by: Actor) -> Closing:
    """Say what should be done before the case is closed. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    row = _to_decide(by, closing_id)
    case = access.own_case(by, row.case_id)
    remark = require_text("remark", remark)
    row, cipher = locked(row, seen_version, note=remark), cipher_of(case.person_id)
    sealed = cipher.seal(remark, field=REMARK)
    save(row, state=Closing.State.SENT_BACK, decided_by=by.membership_id, decided_at=now(), sealed_remark=sealed)
    record("closing.sent_back", subject=row, detail=_told(row, case.reference, reason=remark), cipher=cipher)
    return row


@transaction.atomic
def approve_closing(closing_id: UUID, *, seen_version: int, by: Actor) -> Closing:
    """Agree as a second person, and close the case as it was proposed.

    The sentence in the trail is that of the case that is closed; it names who proposed.
    Raises: Refused, also for one's own proposal; NotFound, StaleVersion, AlreadyDone.
    """
    row = _to_decide(by, closing_id)
    case = access.own_case(by, row.case_id)
    row, cipher = locked(row, seen_version), cipher_of(case.person_id)
    save(row, state=Closing.State.CLOSED, decided_by=by.membership_id, decided_at=now())
    note = cipher.open(row.sealed_note, field=NOTE)
    close_case(row.case_id, row.outcome, note, seen_version=case.version, by=by, closed_on=row.closed_on)
    row.refresh_from_db()
    return row


@transaction.atomic
def keep_rule(needs_approval: bool, check_days: int, *, seen_version: int, by: Actor) -> ClosingRule:
    """Decide how the agency closes. Raises: Refused, Invalid, StaleVersion."""
    by.require(Verb.SUPERVISE)
    if not 0 <= check_days <= MOST_CHECK_DAYS:
        raise Invalid("check_days", "days_out_of_bounds", most=MOST_CHECK_DAYS)
    stored = ClosingRule.objects.select_for_update().filter(agency_id=by.agency_id).first()
    if (stored.version if stored else 0) != seen_version:
        raise StaleVersion(stored.version if stored else 0, seen_version)
    told = {"needs_approval": needs_approval, "check_days": check_days, "decided_by": by.membership_id}
    if stored is None:
        stored = ClosingRule.objects.create(agency_id=by.agency_id, **told)
    else:
        save(stored, **told)
    record("closing.rule_kept", subject=stored, detail={"needs_approval": needs_approval, "check_days": check_days})
    return stored


def _added(row: Closing) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        if "case_waits_for_one_approval" not in str(taken):
            raise
        raise AlreadyDone("closing_waits_already") from taken


def _waiting(by: Actor, closing_id: UUID) -> Closing:
    row = access.visible_closing(by, closing_id)
    if row.state != Closing.State.PROPOSED:
        raise AlreadyDone("closing_is_decided_already", state=row.state)
    return row


def _to_decide(by: Actor, closing_id: UUID) -> Closing:
    by.require(Verb.SUPERVISE)
    row = _waiting(by, closing_id)
    if not access.may_decide(by, row):
        raise Refused("closing_is_your_own_proposal")
    return row


def _told(row: Closing, reference: str, **more: object) -> dict[str, object]:
    return {"case": reference, "outcome": row.outcome, **more}
