"""Consent as it is executed: recorded, asked for before every use, withdrawn at once, expired on its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.base.keys.queries import cipher_of
from darna.domains.people import rows
from darna.domains.people.access import person_to_change
from darna.domains.people.actions.changing import row_to_change
from darna.domains.people.checks import asked_of_minors, check_terms, until_of_age
from darna.domains.people.models import Consent, DisclosureEvent
from darna.domains.people.queries.consents import consent_for
from darna.domains.people.reading import partial
from darna.domains.people.values import ConsentTerms
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, ConsentMissing

#: Called with the consent and who ended it; nobody when its time was over.
Listener = Callable[[Consent, Actor | None], Any]


class Listeners(list[Listener]):
    """What other subjects undo when a consent ends; a function is added by calling this with it, once."""

    def __call__(self, listener: Listener) -> Listener:
        if listener not in self:
            self.append(listener)
        return listener

    def tell(self, consent: Consent, by: Actor | None) -> None:
        """Tell everyone, inside the running transaction: one who fails undoes all."""
        for listener in self:
            listener(consent, by)


on_consent_withdrawn = Listeners()


@transaction.atomic
def record_consent(person_id: UUID, terms: ConsentTerms, *, by: Actor) -> Consent:
    """The person was asked and answered; a refusal also ends what was given before.

    Raises: Refused, NotFound, Invalid.
    """
    person = person_to_change(by, person_id, Verb.RECORD_CONSENT)
    birth = partial(person.born_on, person.born_precision)
    check_terms(terms, birth, by)
    asked_of_minors.ask(person_id, terms, birth)
    terms = until_of_age(terms, birth)
    cipher = cipher_of(person_id)
    ended = _end_given(person_id, by) if terms.state == Consent.State.REFUSED else []
    consent = rows.consent_row(person_id, terms, cipher, by=by)
    consent.save(force_insert=True)
    told = {"state": consent.state, "purposes": consent.purposes, "recipients": consent.recipients, "ended": ended}
    record("consent.recorded", subject=consent, person_id=person_id, detail=told, cipher=cipher)
    return consent


@transaction.atomic
def withdraw_consent(consent_id: UUID, *, by: Actor) -> Consent:
    """The person takes a consent back; what was shared under it ends in the same moment.

    Raises: Refused, NotFound; AlreadyDone when it no longer held.
    """
    consent = row_to_change(Consent, consent_id, None, by=by, verb=Verb.RECORD_CONSENT)
    if consent.state != Consent.State.GIVEN:
        raise AlreadyDone("consent_does_not_hold", state=consent.state)
    _end(consent, Consent.State.WITHDRAWN, by)
    record("consent.withdrawn", subject=consent, detail={"purposes": consent.purposes})
    return consent


def require_consent(person_id: UUID, purpose: str, to: UUID | None) -> Consent:
    """The consent that allows this use today. One query.

    Raises: ConsentMissing when none is given, or it ended, or does not name this purpose and recipient.
    """
    consent = consent_for(person_id, purpose, to)
    if consent is None:
        raise ConsentMissing(purpose=purpose, recipient=to)
    return consent


def record_disclosure(person_id: UUID, *, purpose: str, to: UUID, what: str, by: Actor) -> DisclosureEvent:
    """Something of the person is shown to a recipient: asked for and written down in one step. Two queries.

    It has no sentence of its own: it belongs to the verb that shows. Raises: ConsentMissing.
    """
    consent = require_consent(person_id, purpose, to)
    return DisclosureEvent.objects.create(
        agency_id=consent.agency_id,
        person_id=person_id,
        consent=consent,
        recipient_id=to,
        purpose=purpose,
        what=what,
        disclosed_by=by.membership_id,
    )


@transaction.atomic
def expire_consents(*, on: date | None = None) -> int:
    """Consents whose time is over are marked so, and what was shared under them ends; how many there were.

    Acts for the agency of the running context. A consent that is not yet marked allows nothing either: its dates count.
    """
    over = Consent.objects.filter(state=Consent.State.GIVEN, expires_on__lt=on or today()).select_for_update()
    ended = list(over.order_by("expires_on", "id"))
    for consent in ended:
        _end(consent, Consent.State.EXPIRED, None)
    if ended:
        record("consent.expired", subject=("people.consent", None), detail={"consents": [row.pk for row in ended]})
    return len(ended)


def end_guardians_consents(person_id: UUID, *, by: Actor) -> list[UUID]:
    """What a guardian consented to for somebody ends; which consents. Belongs to the verb that ends the guardianship."""
    return _end_given(person_id, by, given_by=Consent.GivenBy.GUARDIAN)


def end_consents_for(person_id: UUID, purposes: Iterable[str], *, by: Actor) -> list[UUID]:
    """Whatever allows one of these uses ends; which consents. Belongs to the verb that grants an objection.

    A consent is one answer to one question: what else it allowed is asked for anew.
    """
    return _end_given(person_id, by, purposes__overlap=list(purposes))


def _end_given(person_id: UUID, by: Actor, **which: Any) -> list[UUID]:
    given = Consent.objects.filter(person_id=person_id, state=Consent.State.GIVEN, **which)
    ended = list(given.select_for_update())
    for consent in ended:
        _end(consent, Consent.State.WITHDRAWN, by)
    return [consent.pk for consent in ended]


def _end(consent: Consent, state: Consent.State, by: Actor | None) -> None:
    save(consent, state=state, withdrawn_at=now() if state == Consent.State.WITHDRAWN else None)
    on_consent_withdrawn.tell(consent, by)
