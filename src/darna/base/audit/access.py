"""Who reads the trail: the data-protection officer of an agency, and only what that agency did."""

from __future__ import annotations

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.models import Change, Entry


def entries_visible_to(actor: Actor) -> QuerySet[Entry]:
    """The entries of the actor's own agency. Raises: `Refused` when the role does not read the trail."""
    actor.require(Verb.READ_AUDIT)
    return Entry.objects.filter(agency_id=actor.agency_id)


def changes_visible_to(actor: Actor) -> QuerySet[Change]:
    """The changes of rows of the actor's own agency. Raises: `Refused` when the role does not read the trail."""
    actor.require(Verb.READ_AUDIT)
    return Change.objects.filter(agency_id=actor.agency_id)
