"""What ends a referral without an answer, and what reminds of one: the sender's word, the time, the job of the night."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import require_code, save
from darna.domains.referrals import access
from darna.domains.referrals.actions.saving import held, require_note, sealed_note
from darna.domains.referrals.actions.sending import tell
from darna.domains.referrals.models import Referral
from darna.domains.referrals.values import NO_ANSWER, OPEN, UNANSWERED
from darna.kernel.clock import now, today
from darna.kernel.errors import Refused

#: The receiver is reminded once, so many days before or after the day of the answer.
REMIND_AFTER = timedelta(days=0)
#: An answer so long overdue is no longer waited for.
EXPIRE_AFTER = timedelta(days=30)


@transaction.atomic
def cancel_referral(referral_id: UUID, reason: str, note: str = "", *, seen_version: int, by: Actor) -> Referral:
    """Take a referral back; the receiver reads the package no longer.

    Raises: Refused, NotFound, Invalid, StaleVersion.
    """
    by.require(Verb.REFER)
    note = require_note(note)
    require_code("reason", reason, "referral_cancel_reason")
    found = held(by, referral_id, seen_version, note=note)
    if found.source is None:
        raise Refused("referral_is_not_yours", reference=found.referral.reference)
    access.require(access.sends(by, found), "referral_is_not_yours", found)
    access.require(found.referral.state in OPEN, "referral_is_not_open", found)
    sealed = sealed_note(found, note)
    referral = found.referral
    save(referral, state=Referral.State.CANCELLED, ended_at=now(), reason=reason, sealed_note=sealed)
    record(
        "referral.cancelled",
        subject=("referrals.referral", referral.pk),
        person_id=found.source.person_id,
        detail={"reference": referral.reference, "reason": reason},
    )
    tell(referral, referral.to_agency_id)
    return referral


@transaction.atomic
def expire_referrals(agency_id: UUID, *, on: date | None = None) -> int:
    """Referrals that this agency sent and nobody answered for long end; how many there were."""
    last = (on or today()) - EXPIRE_AFTER
    over = Referral.objects.filter(agency_id=agency_id, state__in=UNANSWERED, due_on__lt=last)
    ended = list(over.select_for_update(of=("self",)).order_by("due_on", "id"))
    for referral in ended:
        save(referral, state=Referral.State.EXPIRED, ended_at=now(), reason=NO_ANSWER, sealed_note=b"")
    if ended:
        _record_all("referral.expired", ended)
    return len(ended)


@transaction.atomic
def remind_of_referrals(agency_id: UUID, *, on: date | None = None) -> int:
    """Whoever answers in this agency is reminded, once, of referrals whose day has come; how many there were."""
    due = Referral.objects.filter(
        to_agency_id=agency_id,
        state__in=UNANSWERED,
        reminded_at__isnull=True,
        due_on__lt=(on or today()) - REMIND_AFTER,
    )
    waiting = list(due.select_for_update(of=("self",)).order_by("due_on", "id"))
    for referral in waiting:
        save(referral, reminded_at=now())
        tell(referral, agency_id)
    if waiting:
        _record_all("referral.reminded", waiting)
    return len(waiting)


def _record_all(verb: str, rows: list[Referral]) -> None:
    told = {"references": [row.reference for row in rows]}
    record(verb, subject=("referrals.referral", None), detail=told)
