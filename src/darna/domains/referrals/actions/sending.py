"""Sending: the package as it was shown, by the person's consent, frozen; a record where it leaves the country."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import countries_of
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.base.keys.actions import make_package_key
from darna.base.keys.queries import cipher_of
from darna.domains.people.actions import record_disclosure, require_consent
from darna.domains.people.queries import person_card
from darna.domains.people.values import SHARING
from darna.domains.referrals import access, packages
from darna.domains.referrals.actions.abroad import Abroad, record_transfer
from darna.domains.referrals.actions.drafting import draft_to_change, service_to_ask
from darna.domains.referrals.actions.saving import require_due, require_note
from darna.domains.referrals.models import Referral, ReferralPackage
from darna.domains.referrals.values import Package, TransferTerms
from darna.kernel.clock import now
from darna.kernel.errors import Invalid

#: What a disclosure and a notice call it.
REFERRAL = "referral"
#: Called with the person, the case, the referral and who sent it, inside the transaction that sends.
Listener = Callable[[UUID, UUID, UUID, Actor], None]


class Listeners(list[Listener]):
    """What other subjects do when a referral is sent; a function is added by calling this with it, once."""

    def __call__(self, listener: Listener) -> Listener:
        if listener not in self:
            self.append(listener)
        return listener

    def tell(self, person_id: UUID, case_id: UUID, referral_id: UUID, by: Actor) -> None:
        """Tell everyone, inside the running transaction: one who fails undoes all."""
        for listener in self:
            listener(person_id, case_id, referral_id, by)


on_referral_sent = Listeners()
#: The job that writes to those who have something to do.
TELL = "referrals.tell"


@transaction.atomic
def send_referral(
    referral_id: UUID, *, seen_version: int, seen_mark: str, by: Actor, transfer: TransferTerms | None = None
) -> Referral:
    """Hand over exactly the package that was shown, bound to the consent; the receiver is told that something waits.

    Raises: Refused, NotFound, StaleVersion; ConsentMissing; Invalid when the package would differ from what was
    shown, or leaves the country without a ground.
    """
    found, source = draft_to_change(referral_id, seen_version, by)
    referral = found.referral
    card = person_card(by, source.person_id)
    access.require_ordinary(card)
    service_to_ask(referral.service_id, by)
    consent = require_consent(card.id, SHARING, referral.to_agency_id)
    require_due(referral.due_on)
    cipher = cipher_of(card.id)
    draft = packages.draft_of(cipher.open(source.sealed_draft, field=packages.DRAFT))
    require_note(draft.summary, field="summary", is_needed=True)
    package = packages.compose(card, draft, need=referral.need, asked_by=by.name)
    if mark_of(referral, package) != seen_mark:
        raise Invalid("seen_mark", "package_has_changed")
    country = country_abroad(referral, by)
    if country:
        abroad = Abroad(referral.to_agency_id, country, consent.pk, package.parts)
        record_transfer(card.id, abroad, transfer, by=by, referral_id=referral.pk)
    _freeze(referral, card.id, package)
    save(source, consent_id=consent.pk, sealed_draft=b"", worker_id=by.membership_id)
    save(referral, state=Referral.State.SENT, sent_at=now())
    record_disclosure(card.id, purpose=SHARING, to=referral.to_agency_id, what=REFERRAL, by=by)
    told = {"reference": referral.reference, "to": referral.to_agency_id, "need": referral.need}
    told |= {"urgency": referral.urgency, "due_on": referral.due_on, "parts": sorted(package.parts)}
    if country and transfer:
        number = {"authority_reference": transfer.authority_reference} if transfer.authority_reference else {}
        told |= {"country": country, "ground": transfer.ground, **number}
    record("referral.sent", subject=("referrals.referral", referral.pk), person_id=card.id, detail=told, cipher=cipher)
    on_referral_sent.tell(card.id, source.case_id, referral.pk, by)
    tell(referral, referral.to_agency_id)
    return referral


def mark_of(referral: Referral, package: Package) -> str:
    """The mark of what would be sent: the package, the question, and to whom."""
    asked = (referral.to_agency_id, referral.service_id, referral.purpose, referral.urgency, referral.due_on)
    return packages.mark(package, *asked)


def country_abroad(referral: Referral, by: Actor) -> str:
    """The country of the receiver where it is not the sender's own, else nothing. One query."""
    countries = countries_of([by.agency_id, referral.to_agency_id])
    there = countries.get(referral.to_agency_id, "")
    return there if there != countries.get(by.agency_id) else ""


def tell(referral: Referral, agency_id: UUID) -> None:
    """Let an agency know, after this transaction, that something waits in Darna; nothing else is said."""
    # By its name: jobs call actions and stand above them.
    app.configure_task(TELL, queue="house").defer(referral_id=str(referral.pk), agency_id=str(agency_id))


def _freeze(referral: Referral, person_id: UUID, package: Package) -> None:
    # A package that was composed for an earlier try is none of this one: sending is one transaction.
    cipher = make_package_key(referral.pk, person_id, referral.agency_id)
    ReferralPackage(
        agency_id=referral.agency_id,
        referral_id=referral.pk,
        person_id=person_id,
        sealed_body=cipher.seal(packages.written(package), field=packages.BODY),
    ).save(force_insert=True)
