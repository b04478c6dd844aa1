"""What the page of the day asks of persons: consents about to end, and pairs that wait for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.prepared import DAY, ID, Prepared
from darna.domains.people.models import Consent
from darna.domains.people.queries.duplicates import undecided
from darna.domains.people.queries.lines import names_of
from darna.kernel.clock import today

#: Counting stops here: the page then says "more than".
MOST_COUNTED: Final = 1000
#: Consents that a page shows at the most.
MOST_SHOWN: Final = 50

_ENDING = Prepared(
    lambda agency, first, last: (
        Consent.objects.filter(agency_id=agency, state=Consent.State.GIVEN, expires_on__gte=first, expires_on__lte=last)
        .order_by("expires_on", "id")
        .values_list("person_id", "expires_on")[:MOST_SHOWN]
    ),
    agency=ID,
    first=DAY,
    last=DAY,
)
_PAIRS = Prepared(
    lambda agency, day: undecided(agency, day).order_by().values_list("id")[:MOST_COUNTED], agency=ID, day=DAY
)


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
    rows = _ENDING.rows(agency=actor.agency_id, first=day, last=day + timedelta(days=days))[:limit]
    names = names_of(person_id for person_id, _day in rows) if rows else {}
    return [EndingConsent(person_id, names[person_id], ends) for person_id, ends in rows if person_id in names and ends]


def open_pair_count(actor: Actor) -> int:
    """How many pairs wait for a decision, counted up to a bound. One query. Raises: Refused."""
    actor.require(Verb.SEARCH_PERSONS)
    return _PAIRS.count(agency=actor.agency_id, day=today())
