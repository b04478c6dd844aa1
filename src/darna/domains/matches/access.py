"""Who sees a possible match: supervisors of the agency whose file it is; PostgreSQL says the same again."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.matches.models import MatchSide
from darna.kernel.errors import NotFound


def sides_of(actor: Actor) -> QuerySet[MatchSide]:
    """The agency's side of every possible match, without files the actor does not see. Raises: Refused."""
    actor.require(Verb.COMPARE_ACROSS)
    return MatchSide.objects.filter(agency_id=actor.agency_id).select_related("match")


def side_to_see(actor: Actor, match_id: UUID) -> MatchSide:
    """The own side of one possible match. One query. Raises: Refused, NotFound."""
    row = sides_of(actor).filter(match_id=match_id).first()
    if row is None:
        raise NotFound("match", match_id)
    return row
