"""Who takes requests down, who answers them, and whose data they are about; PostgreSQL says the same again."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.privacy.models import Certificate, PersonRequest, Processing, Safeguard
from darna.kernel.errors import AlreadyDone, NotFound, Refused


def requests_visible_to(actor: Actor) -> QuerySet[PersonRequest]:
    """The agency's requests; row security leaves out those of files the actor does not see. Raises: Refused."""
    actor.require(Verb.TAKE_REQUEST)
    return PersonRequest.objects.filter(agency_id=actor.agency_id)


def visible_request(actor: Actor, request_id: UUID) -> PersonRequest:
    """One request. One query. Raises: Refused; NotFound where it is not the actor's to see."""
    row = requests_visible_to(actor).filter(pk=request_id).first()
    if row is None:
        raise NotFound("request", request_id)
    return row


def request_to_answer(actor: Actor, request_id: UUID, *states: str) -> PersonRequest:
    """A request that the officer may take further. One query. Raises: Refused, NotFound, AlreadyDone."""
    actor.require(Verb.KEEP_PRIVACY)
    row = visible_request(actor, request_id)
    if row.state not in states:
        raise AlreadyDone("request_is_further", state=row.state)
    return row


def request_to_correct(actor: Actor, request_id: UUID) -> PersonRequest:
    """A rectification that was given to this worker. One query. Raises: Refused, NotFound, AlreadyDone."""
    actor.require(Verb.EDIT_PERSON)
    row = visible_request(actor, request_id)
    if row.corrector_id != actor.membership_id:
        raise Refused("correction_is_a_colleagues")
    if row.state != PersonRequest.State.IN_HAND or row.corrected_at is not None:
        raise AlreadyDone("request_is_further", state=row.state)
    return row


def register_of(actor: Actor) -> QuerySet[Processing]:
    """The register of processing of the agency. Raises: Refused."""
    actor.require(Verb.KEEP_PRIVACY)
    return Processing.objects.filter(agency_id=actor.agency_id)


def processing_to_keep(actor: Actor, processing_id: UUID) -> Processing:
    """One entry of the register. One query. Raises: Refused, NotFound."""
    row = register_of(actor).filter(pk=processing_id).first()
    if row is None:
        raise NotFound("processing", processing_id)
    return row


def safeguards_of(actor: Actor) -> QuerySet[Safeguard]:
    """Under what data go abroad. Raises: Refused."""
    actor.require(Verb.KEEP_PRIVACY)
    return Safeguard.objects.filter(agency_id=actor.agency_id)


def certificates_of(actor: Actor) -> QuerySet[Certificate]:
    """The agency's certificates of erasure. Raises: Refused."""
    actor.require(Verb.KEEP_PRIVACY)
    return Certificate.objects.filter(agency_id=actor.agency_id)


def certificate_to_read(actor: Actor, certificate_id: UUID) -> Certificate:
    """One certificate. One query. Raises: Refused, NotFound."""
    row = certificates_of(actor).filter(pk=certificate_id).first()
    if row is None:
        raise NotFound("certificate", certificate_id)
    return row
