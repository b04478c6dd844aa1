"""Reading memberships: who somebody is when they sign in, and the agencies they may act for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency, Membership
from darna.base.agencies.roles import Role
from darna.kernel.clock import today


@dataclass(frozen=True)
class Place:
    """A membership somebody may act under."""

    membership_id: UUID
    agency_name: str
    role: Role


def current_memberships(account_id: UUID, *, on: date | None = None) -> QuerySet[Membership]:
    """The memberships of an account that hold on a day, oldest first; needs the account's own context."""
    day = on or today()
    return (
        Membership.objects.filter(account_id=account_id, since__lte=day, ended_at__isnull=True)
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .filter(agency__is_active=True)
        .select_related("agency", "account")
        .order_by("since", "id")
    )


def actor_of(membership: Membership, *, language: str = "fr") -> Actor:
    """The actor that a membership makes; expects agency and account to be loaded."""
    return Actor(
        account_id=membership.account_id,
        membership_id=membership.pk,
        agency_id=membership.agency_id,
        role=Role(membership.role),
        name=membership.account.full_name,
        agency_slug=membership.agency.slug,
        agency_name=membership.agency.name_in(language),
        language=language,
        reference_prefix=membership.agency.reference_prefix,
    )


def agency_by_slug(slug: str) -> Agency | None:
    """One agency by its short name. One query."""
    return Agency.objects.filter(slug=slug, is_active=True).first()
