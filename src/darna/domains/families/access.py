"""Who decides about families: whoever edits persons, for files they see; PostgreSQL says the same again."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.families.models import FamilyProposal
from darna.kernel.errors import NotFound


def proposals_of(actor: Actor) -> QuerySet[FamilyProposal]:
    """The agency's proposals, without files the actor does not see. Raises: Refused."""
    actor.require(Verb.EDIT_PERSON)
    return FamilyProposal.objects.filter(agency_id=actor.agency_id)


def proposal_to_see(actor: Actor, proposal_id: UUID) -> FamilyProposal:
    """One proposal. One query. Raises: Refused, NotFound."""
    row = proposals_of(actor).filter(pk=proposal_id).first()
    if row is None:
        raise NotFound("family", proposal_id)
    return row
