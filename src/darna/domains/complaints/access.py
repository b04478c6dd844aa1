"""Who reads complaints, who counts them and who gets what may be told; PostgreSQL says the same again."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.complaints.models import Complaint, ComplaintDesk, Handover
from darna.kernel.errors import NotFound


def complaints_of(actor: Actor) -> QuerySet[Complaint]:
    """The complaints that the actor may read; row security takes out those they are kept from. Raises: Refused."""
    actor.require(Verb.ANSWER_COMPLAINTS)
    return Complaint.objects.filter(handler_id=actor.agency_id)


def complaint_to_read(actor: Actor, complaint_id: UUID) -> Complaint:
    """One complaint. One query. Raises: Refused; NotFound, also for whoever is kept from it."""
    row = complaints_of(actor).filter(pk=complaint_id).first()
    if row is None:
        raise NotFound("complaint", complaint_id)
    return row


def handovers_of(actor: Actor) -> QuerySet[Handover]:
    """What complainants agreed to tell the actor's desk. Raises: Refused."""
    actor.require(Verb.OPEN_CASE)
    return Handover.objects.filter(agency_id=actor.agency_id, state__in=["given", "taken"])


def handover_to_read(actor: Actor, handover_id: UUID) -> Handover:
    """One of them. One query. Raises: Refused, NotFound."""
    row = handovers_of(actor).filter(pk=handover_id).first()
    if row is None:
        raise NotFound("handover", handover_id)
    return row


def desk_of(actor: Actor) -> ComplaintDesk | None:
    """What the actor's agency decided, None before it decided anything. One query. Raises: Refused."""
    actor.require(Verb.KEEP_COMPLAINTS)
    return ComplaintDesk.objects.filter(agency_id=actor.agency_id).first()
