"""The receiver's side: opening, giving to a worker, answering, passing on, opening an own case, telling the end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import require_code, save
from darna.domains.cases.queries import case_brief
from darna.domains.directory.queries import service_option
from darna.domains.referrals import access
from darna.domains.referrals.access import Seen
from darna.domains.referrals.actions.saving import held, reception_of, require_note, sealed_note
from darna.domains.referrals.actions.sending import tell
from darna.domains.referrals.models import Referral
from darna.domains.referrals.values import OPEN, UNANSWERED
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, StaleVersion

State = Referral.State


@transaction.atomic
def open_referral(referral_id: UUID, *, by: Actor) -> Referral:
    """Look at a referral: the receiver's first look marks it as received, the sender's marks the answer as seen.

    Every look is a sentence of the trail. Raises: Refused, NotFound.
    """
    by.require(Verb.OPEN_FILE)
    found = access.seen(by, referral_id, to_change=True)
    referral = found.referral
    if found.source is not None:
        if access.sends(by, found) and _has_news(found.source.seen_at, referral):
            save(found.source, seen_at=now())
        record("referral.opened", subject=_named(referral), person_id=found.source.person_id)
        return referral
    if access.receives(by, found):
        reception = reception_of(found, by)
        if referral.state == State.SENT:
            save(referral, state=State.RECEIVED, received_at=now())
        elif _has_news(reception.seen_at, referral):
            save(reception, seen_at=now())
    record("referral.opened", subject=_named(referral), detail={"reference": referral.reference})
    return referral


@transaction.atomic
def assign_referral(referral_id: UUID, worker_id: UUID | None, *, seen_version: int, by: Actor) -> Referral:
    """Give a referral that came in to somebody who answers, or to nobody.

    Raises: Refused, NotFound, Invalid; StaleVersion when somebody gave it to another meanwhile.
    """
    by.require(Verb.RECEIVE_REFERRAL)
    found = _received(referral_id, None, by)
    access.require(found.referral.state in OPEN, "referral_is_not_open", found)
    reception = reception_of(found, by)
    if reception.version != seen_version:
        raise StaleVersion(reception.version, seen_version)
    if worker_id is not None and worker_id not in members_who_may(by.agency_id, Verb.ANSWER_REFERRAL):
        raise Invalid("worker", "not_a_worker_who_answers")
    before = reception.assigned_id
    save(reception, assigned_id=worker_id)
    told = {"reference": found.referral.reference, "from": before, "to": worker_id}
    record("referral.assigned", subject=_named(found.referral), detail=told)
    return found.referral


@transaction.atomic
def accept_referral(referral_id: UUID, note: str = "", *, seen_version: int, by: Actor) -> Referral:
    """Take the person on; whoever accepts works on it unless it was given to somebody.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone for one that was answered.
    """
    note = require_note(note)
    found = _to_answer(referral_id, seen_version, by, note=note)
    reception = reception_of(found, by)
    if reception.assigned_id is None:
        save(reception, assigned_id=by.membership_id)
    _answer(found, State.ACCEPTED, "", note)
    record("referral.accepted", subject=_named(found.referral), detail={"reference": found.referral.reference})
    tell(found.referral, found.referral.agency_id)
    return found.referral


@transaction.atomic
def decline_referral(referral_id: UUID, reason: str, note: str = "", *, seen_version: int, by: Actor) -> Referral:
    """Not take the person on, and say why; what was sent is closed to the own agency from then on.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone for one that was answered.
    """
    note = require_note(note)
    require_code("reason", reason, "referral_decline_reason")
    found = _to_answer(referral_id, seen_version, by, note=note)
    reception_of(found, by)
    _answer(found, State.DECLINED, reason, note)
    told = {"reference": found.referral.reference, "reason": reason}
    record("referral.declined", subject=_named(found.referral), detail=told)
    tell(found.referral, found.referral.agency_id)
    return found.referral


@transaction.atomic
def forward_referral(referral_id: UUID, service_id: UUID, note: str = "", *, seen_version: int, by: Actor) -> Referral:
    """Pass a referral on to another service of the own agency; nobody outside it sees more, and the package stays.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone when it stands there already.
    """
    by.require(Verb.ANSWER_REFERRAL)
    note = require_note(note)
    found = _received(referral_id, seen_version, by, note=note)
    access.require(access.answers(by, found), "referral_is_with_a_colleague", found)
    referral = found.referral
    access.require(referral.state in OPEN, "referral_is_not_open", found)
    service = service_option(service_id, by.language)
    if service is None or service.agency_id != by.agency_id or not service.is_offered:
        raise Invalid("service", "service_is_of_another_agency")
    if referral.service_id == service_id:
        raise AlreadyDone("nothing_changed")
    reception_of(found, by)
    sealed = sealed_note(found, note)
    save(referral, service_id=service_id, reason="wrong_service", sealed_note=sealed)
    record("referral.forwarded", subject=_named(referral), detail={"reference": referral.reference})
    return referral


@transaction.atomic
def link_case(referral_id: UUID, case_id: UUID, *, by: Actor) -> Referral:
    """Say which case of the own agency was opened for a referral that was accepted.

    Raises: Refused, NotFound, Invalid; AlreadyDone when it has one.
    """
    by.require(Verb.ANSWER_REFERRAL)
    found = _received(referral_id, None, by)
    access.require(access.answers(by, found), "referral_is_with_a_colleague", found)
    access.require(found.referral.state == State.ACCEPTED, "referral_is_not_accepted", found)
    reception = reception_of(found, by)
    if reception.case_id is not None:
        raise AlreadyDone("referral_has_its_case", reference=found.referral.reference)
    case = case_brief(by, case_id)
    if case.is_shared_in:
        raise Invalid("case", "case_of_somebody_else")
    save(reception, case_id=case.id, person_id=case.person_id)
    told = {"reference": found.referral.reference, "case": case.reference}
    # The own person stands behind it now, so the sentence is in their file's trail.
    record("referral.linked", subject=_named(found.referral), person_id=case.person_id, detail=told)
    return found.referral


@transaction.atomic
def complete_referral(referral_id: UUID, note: str = "", *, seen_version: int, by: Actor) -> Referral:
    """Tell the sender that what was asked for was done. Raises: Refused, NotFound, Invalid, StaleVersion."""
    note = require_note(note)
    found = _to_finish(referral_id, seen_version, by, note=note)
    sealed = sealed_note(found, note)
    save(found.referral, state=State.COMPLETED, ended_at=now(), reason="", sealed_note=sealed)
    record("referral.completed", subject=_named(found.referral), detail={"reference": found.referral.reference})
    tell(found.referral, found.referral.agency_id)
    return found.referral


@transaction.atomic
def end_without_result(referral_id: UUID, reason: str, note: str = "", *, seen_version: int, by: Actor) -> Referral:
    """Tell the sender that it came to nothing, and why. Raises: Refused, NotFound, Invalid, StaleVersion."""
    note = require_note(note)
    require_code("reason", reason, "referral_outcome")
    found = _to_finish(referral_id, seen_version, by, note=note)
    sealed = sealed_note(found, note)
    save(found.referral, state=State.NOT_COMPLETED, ended_at=now(), reason=reason, sealed_note=sealed)
    told = {"reference": found.referral.reference, "reason": reason}
    record("referral.not_completed", subject=_named(found.referral), detail=told)
    tell(found.referral, found.referral.agency_id)
    return found.referral


def _has_news(seen_at: datetime | None, referral: Referral) -> bool:
    last = referral.ended_at or referral.answered_at
    return last is not None and (seen_at is None or seen_at < last)


def _answer(found: Seen, state: str, reason: str, note: str) -> None:
    referral, instant = found.referral, now()
    ended = {"ended_at": instant} if state == State.DECLINED else {}
    # The words are sealed first: a closed package has no key to seal them with.
    sealed = sealed_note(found, note)
    save(
        referral,
        state=state,
        received_at=referral.received_at or instant,
        answered_at=instant,
        reason=reason,
        sealed_note=sealed,
        **ended,
    )


def _to_answer(referral_id: UUID, seen_version: int, by: Actor, **kept: object) -> Seen:
    by.require(Verb.ANSWER_REFERRAL)
    found = _received(referral_id, seen_version, by, **kept)
    access.require(access.answers(by, found), "referral_is_with_a_colleague", found)
    if found.referral.state in {State.ACCEPTED, State.DECLINED, State.COMPLETED, State.NOT_COMPLETED}:
        raise AlreadyDone("referral_is_answered_already", reference=found.referral.reference)
    access.require(found.referral.state in UNANSWERED, "referral_is_not_open", found)
    return found


def _to_finish(referral_id: UUID, seen_version: int, by: Actor, **kept: object) -> Seen:
    by.require(Verb.ANSWER_REFERRAL)
    found = _received(referral_id, seen_version, by, **kept)
    access.require(access.answers(by, found), "referral_is_with_a_colleague", found)
    access.require(found.referral.state in OPEN, "referral_is_not_open", found)
    access.require(found.referral.state == State.ACCEPTED, "referral_is_not_accepted", found)
    return found


def _received(referral_id: UUID, seen_version: int | None, by: Actor, **kept: object) -> Seen:
    found = held(by, referral_id, seen_version, **kept)
    access.require(not found.is_sender, "referral_came_from_elsewhere", found)
    if not by.may(Verb.RECEIVE_REFERRAL):
        raise NotFound("referral", referral_id)
    return found


def _named(referral: Referral) -> tuple[str, UUID]:
    return "referrals.referral", referral.pk
