"""What the page of the day asks of persons: consents about to end, and pairs that wait for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.people.models import Consent, DuplicateProposal
from darna.domains.people.queries.lines import names_of
from darna.kernel.clock import today

#: Counting stops here: the page then says "more than".
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class EndingConsent:
    """A consent whose last day is near."""

    person_id: UUID
    person_name: str
    expires_on: date


def ending_consents(actor: Actor, *, days: int = 30, limit: int = 10) -> list[EndingConsent]:
    """Given consents of the own agency that end within so many days, the nearest first.

    Two queries, one when there is none, three with a protected file among them. Raises: Refused.
    """
    actor.require(Verb.RECORD_CONSENT)
    day = today()
    ending = Consent.objects.filter(
        agency_id=actor.agency_id,
        state=Consent.State.GIVEN,
        expires_on__gte=day,
        expires_on__lte=day + timedelta(days=days),
    )
    rows = list(ending.order_by("expires_on", "id").values_list("person_id", "expires_on")[:limit])
    names = names_of(person_id for person_id, _day in rows) if rows else {}
    return [EndingConsent(person_id, names[person_id], ends) for person_id, ends in rows if person_id in names and ends]


def open_pair_count(actor: Actor) -> int:
    """How many pairs wait for a decision, counted up to a bound. One query. Raises: Refused."""
    actor.require(Verb.SEARCH_PERSONS)
    waiting = DuplicateProposal.objects.filter(agency_id=actor.agency_id, state=DuplicateProposal.State.OPEN)
    return waiting[:MOST_COUNTED].count()
