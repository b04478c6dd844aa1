"""Who may see the queue, count questions, and keep interpreters; PostgreSQL says the same again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.reception.models import Arrival, Enquiry, Interpreter, InterpreterRequest, Visit
from darna.kernel.clock import today
from darna.kernel.errors import NotFound


def arrivals_of(agency_id: UUID, day: date) -> QuerySet[Arrival]:
    """Everybody who came to an agency on a day; whoever asks has looked at the role."""
    return Arrival.objects.filter(agency_id=agency_id, day=day)


def visits_of(agency_id: UUID, arrivals: list[UUID]) -> QuerySet[Visit]:
    """The persons behind tickets, as far as the reader may see their files: the policy hides the others."""
    return Visit.objects.filter(agency_id=agency_id, arrival_id__any=arrivals)


def arrival_to_change(actor: Actor, arrival_id: UUID) -> Arrival:
    """A ticket of today, held until the transaction ends. One query. Raises: Refused, NotFound.

    Yesterday's tickets are over: nobody waits with them any more.
    """
    actor.require(Verb.RECEIVE)
    rows = arrivals_of(actor.agency_id, today()).select_for_update(of=("self",))
    arrival = rows.filter(pk=arrival_id).first()
    if arrival is None:
        raise NotFound("arrival", arrival_id)
    return arrival


def arrival_to_read(actor: Actor, arrival_id: UUID) -> Arrival:
    """A ticket of today. One query. Raises: Refused, NotFound."""
    actor.require(Verb.RECEIVE)
    arrival = arrivals_of(actor.agency_id, today()).filter(pk=arrival_id).first()
    if arrival is None:
        raise NotFound("arrival", arrival_id)
    return arrival


def enquiries_of(actor: Actor) -> QuerySet[Enquiry]:
    """The questions counted by the actor's agency."""
    actor.require(Verb.RECEIVE)
    return Enquiry.objects.filter(agency_id=actor.agency_id)


def interpreters_of(actor: Actor, verb: Verb = Verb.RECEIVE) -> QuerySet[Interpreter]:
    """The interpreters of the actor's agency."""
    actor.require(verb)
    return Interpreter.objects.filter(agency_id=actor.agency_id)


def requests_of(actor: Actor) -> QuerySet[InterpreterRequest]:
    """Each time the actor's agency asked an interpreter."""
    actor.require(Verb.RECEIVE)
    return InterpreterRequest.objects.filter(agency_id=actor.agency_id)
