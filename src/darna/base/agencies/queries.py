"""Reading memberships: who somebody is when they sign in, and the agencies they may act for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from darna.base.accounts.models import Account
from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency, Membership
from darna.base.agencies.roles import VERBS_OF, Role, Verb
from darna.base.prepared import DAY, ID, IDS, Prepared
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting, fresh_token, set_token
from darna.kernel.clock import today


def current_memberships(account_id: UUID, *, on: date | None = None) -> QuerySet[Membership]:
    """The memberships of an account that hold on a day, oldest first; needs the account's own context."""
    return _holding(account_id, on or today()).select_related("agency", "account")


def memberships_of(account: Account) -> list[Membership]:
    """What `current_memberships` finds today, for an account that is loaded already: asked at every page. One query."""
    held = _HELD.rows(account=account.pk, day=today())
    for membership in held:
        membership.account = account
    return held


def _holding(account_id: UUID, day: date) -> QuerySet[Membership]:
    return (
        Membership.objects.filter(account_id=account_id, since__lte=day, ended_at__isnull=True)
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .filter(agency__is_active=True)
        .order_by("since", "id")
    )


_HELD = Prepared(lambda account, day: _holding(account, day).select_related("agency"), account=ID, day=DAY)


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


def member_actor(membership_id: UUID, *, language: str = "fr") -> Actor | None:
    """The actor behind a membership that holds today, for a job of theirs; None once it has ended.

    Two queries, in the context of the agency.
    """
    row = Membership.objects.filter(pk=membership_id).select_related("agency", "account").first()
    if row is None or not row.account.is_active or not _holding(row.account_id, today()).filter(pk=row.pk).exists():
        return None
    return actor_of(row, language=language)


def agency_by_slug(slug: str) -> Agency | None:
    """One agency by its short name. One query."""
    return Agency.objects.filter(slug=slug, is_active=True).first()


def every_agency() -> list[UUID]:
    """All agencies, closed ones too: what they keep still runs out. One query."""
    return list(Agency.objects.order_by("slug").values_list("pk", flat=True))


def names_of_members(membership_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The name behind each membership of the own agency, ended ones included. One query, none without ids."""
    wanted = set(membership_ids)
    if not wanted:
        return {}
    return dict(_NAMES.rows(members=list(wanted)))


_NAMES = Prepared(
    lambda members: Membership.objects.filter(pk__any=members).values_list("id", "account__full_name"), members=IDS
)


def addresses_of_members(membership_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """The e-mail address and the language of each member, for letters. One query, none without ids."""
    wanted = set(membership_ids)
    rows = Membership.objects.filter(pk__in=wanted, ended_at__isnull=True) if wanted else Membership.objects.none()
    return {
        pk: (email, language) for pk, email, language in rows.values_list("id", "account__email", "account__language")
    }


def members_who_may(agency_id: UUID, verb: Verb, *, on: date | None = None) -> dict[UUID, str]:
    """The names of those who hold a role with this verb in an agency today, by membership, in order. One query."""
    day, roles = on or today(), [role for role, verbs in VERBS_OF.items() if verb in verbs]
    rows = Membership.objects.filter(agency_id=agency_id, role__in=roles, ended_at__isnull=True, since__lte=day)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=day)).order_by("account__full_name", "id")
    return dict(rows.values_list("id", "account__full_name"))


def members_of(agency_id: UUID) -> dict[UUID, str]:
    """The names of all who hold a place in an agency, by membership, in order. One query, in the context of it."""
    rows = Membership.objects.filter(agency_id=agency_id, ended_at__isnull=True)
    return dict(rows.order_by("account__full_name", "id").values_list("id", "account__full_name"))


def names_of_agencies(agency_ids: Iterable[UUID], language: str = "fr") -> dict[UUID, str]:
    """The name of each agency in a language. One query, none without ids."""
    wanted = set(agency_ids)
    return {row.pk: row.name_in(language) for row in _NAMED.rows(agencies=list(wanted))} if wanted else {}


_NAMED = Prepared(lambda agencies: Agency.objects.filter(pk__any=agencies), agencies=IDS)


def countries_of(agency_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The country each agency works in. One query."""
    return dict(Agency.objects.filter(pk__in=set(agency_ids)).values_list("pk", "country"))


def accounts_who_may(agency_id: UUID, verb: Verb, *, members: Iterable[UUID] | None = None) -> list[Account]:
    """The accounts that hold a role with this verb in an agency today, or those of these members; for letters.

    One query, in the context of that agency.
    """
    day, roles = today(), [role for role, verbs in VERBS_OF.items() if verb in verbs]
    rows = Membership.objects.filter(agency_id=agency_id, role__in=roles, ended_at__isnull=True, since__lte=day)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=day), account__is_active=True)
    if members is not None:
        rows = rows.filter(pk__in=set(members))
    return list({row.account_id: row.account for row in rows.select_related("account").order_by("id")}.values())


def other_agencies(agency_id: UUID, language: str = "fr") -> dict[UUID, str]:
    """The names of all active agencies but one, in order; whoever runs the platform meets nobody. One query."""
    rows = Agency.objects.filter(is_active=True).exclude(pk=agency_id).exclude(kind=Agency.Kind.OPERATOR)
    return dict(sorted(((row.pk, row.name_in(language)) for row in rows), key=lambda pair: pair[1]))


def roles_and_agencies(accounts: Sequence[Account]) -> dict[UUID, str]:
    """What accounts do and where, for the demo's sign-in page. Two queries an account, each under its own context."""
    language, told = get_language() or "fr", {}
    with acting(PUBLIC):
        for account in accounts:
            set_token(fresh_token(Context(Kind.STAFF, subject_id=account.pk)))
            held = current_memberships(account.pk)
            told[account.pk] = " · ".join(f"{m.get_role_display()}, {m.agency.name_in(language)}" for m in held)
    return told
