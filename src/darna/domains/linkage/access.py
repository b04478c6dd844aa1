"""Who asks for a register to be looked through: whoever edits persons, and so decides about what is found."""

from __future__ import annotations

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.linkage.models import Run


def runs_of(actor: Actor) -> QuerySet[Run]:
    """Every time the agency's register was looked through. Raises: Refused."""
    actor.require(Verb.EDIT_PERSON)
    return Run.objects.filter(agency_id=actor.agency_id)
