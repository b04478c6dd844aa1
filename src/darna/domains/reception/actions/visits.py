"""Tying a ticket to the file of the person behind it, once a worker has found or registered them."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.domains.people.access import own_persons_of
from darna.domains.reception.access import arrival_to_change
from darna.domains.reception.actions.queue import require_with
from darna.domains.reception.models import Visit
from darna.domains.reception.values import ticket
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, NotFound


@transaction.atomic
def tie_person(arrival_id: UUID, person_id: UUID, *, by: Actor, became: str = Visit.Became.LOOK) -> Visit:
    """This file is of the visitor who is with the actor.

    Raises: Refused when the visitor is not with the actor, NotFound; AlreadyDone when the ticket is tied to a file.
    """
    by.require(Verb.OPEN_FILE)
    arrival = arrival_to_change(by, arrival_id)
    require_with(arrival, by)
    if not own_persons_of(by).filter(pk=person_id).exists():
        raise NotFound("person", person_id)
    told = {"tied_by": by.membership_id, "tied_at": now(), "became": became}
    try:
        # A ticket tied to a file that the actor may not see is found by its constraint alone.
        with transaction.atomic():
            visit = Visit.objects.create(agency_id=by.agency_id, arrival=arrival, person_id=person_id, **told)
    except IntegrityError:
        raise AlreadyDone("ticket_is_tied_already") from None
    record("visit.tied", subject=visit, detail={"ticket": ticket(arrival.number)})
    return visit


@transaction.atomic
def untie_person(arrival_id: UUID, *, by: Actor) -> None:
    """It was the wrong file: the ticket is nobody's again. Raises: Refused, NotFound, AlreadyDone."""
    by.require(Verb.OPEN_FILE)
    arrival = arrival_to_change(by, arrival_id)
    require_with(arrival, by)
    visit = Visit.objects.filter(arrival=arrival).select_for_update(of=("self",)).first()
    if visit is None:
        raise AlreadyDone("ticket_is_not_tied")
    told, person_id = ("reception.visit", visit.pk), visit.person_id
    visit.delete()
    record("visit.untied", subject=told, person_id=person_id, detail={"ticket": ticket(arrival.number)})


def note_encounter(arrival_id: UUID) -> None:
    """A note was written of this visit; it belongs to the verb that writes. One query."""
    Visit.objects.filter(arrival_id=arrival_id).update(became=Visit.Became.ENCOUNTER)
