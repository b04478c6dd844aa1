"""Who keeps the law: its keepers in houses of migrants, and their administrators as second persons.

The law is one for all houses: each reads what another proposed, and may be its second person.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency
from darna.base.agencies.roles import Verb
from darna.domains.law.models import RuleRevision
from darna.kernel.errors import NotFound, Refused


def require_house(actor: Actor, verb: Verb) -> None:
    """One query. Raises: Refused for another role, or for an agency that is no house of migrants."""
    actor.require(verb)
    if not Agency.objects.filter(pk=actor.agency_id, kind=Agency.Kind.MAISON).exists():
        raise Refused("law_is_kept_by_houses")


def revisions_read_by(actor: Actor) -> QuerySet[RuleRevision]:
    """Everything that was ever proposed, by whatever house. Raises: Refused."""
    actor.require(Verb.APPROVE_LAW)
    return RuleRevision.objects.all()


def read_revision(actor: Actor, revision_id: UUID) -> RuleRevision:
    """One revision. One query. Raises: Refused, NotFound."""
    row = revisions_read_by(actor).filter(pk=revision_id).first()
    if row is None:
        raise NotFound("revision", revision_id)
    return row


def is_second(row: RuleRevision, actor: Actor) -> bool:
    """Whether the actor is another person than the one who proposed it, as member and as account."""
    return actor.membership_id != row.proposed_by and actor.account_id != row.proposed_account
