"""Who may see which memberships, agencies and invitations, and who may do what with them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency, Invitation, Membership
from darna.base.agencies.roles import Role, Verb


def members_visible_to(actor: Actor) -> QuerySet[Membership]:
    """The memberships of the actor's own agency; the platform's operator also sees other agencies' administrators."""
    actor.require(Verb.KEEP_MEMBERS)
    return Membership.objects.filter(_kept_by(actor))


def invitations_visible_to(actor: Actor) -> QuerySet[Invitation]:
    """The invitations of the actor's own agency; the platform's operator also sees those of administrators."""
    actor.require(Verb.KEEP_MEMBERS)
    return Invitation.objects.filter(_kept_by(actor))


def agencies_visible_to(actor: Actor) -> QuerySet[Agency]:
    """Every agency: their names are no secret to those who work in Darna."""
    return Agency.objects.all()


def roles_given_by(actor: Actor) -> list[Role]:
    """The roles this actor may give in their own agency; only the platform's administrator gives the platform's."""
    if actor.role == Role.PLATFORM_ADMINISTRATOR:
        return [Role.PLATFORM_ADMINISTRATOR]
    if actor.may(Verb.KEEP_MEMBERS):
        return [role for role in Role if role != Role.PLATFORM_ADMINISTRATOR]
    return []


def _kept_by(actor: Actor) -> Q:
    own = Q(agency_id=actor.agency_id)
    return own | Q(role=Role.AGENCY_ADMINISTRATOR) if actor.may(Verb.KEEP_AGENCIES) else own
