"""Lists of the office: members, invitations, agencies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from darna.base.agencies.access import agencies_visible_to, invitations_visible_to, members_visible_to
from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency, Invitation, Membership
from darna.base.agencies.roles import Role
from darna.kernel.clock import now, today
from darna.kernel.errors import NotFound

PER_PAGE = 50
SORTS = {
    "name": ("account__full_name", "id"),
    "role": ("role", "account__full_name", "id"),
    "since": ("since", "account__full_name", "id"),
    "until": ("until", "account__full_name", "id"),
}


@dataclass(frozen=True)
class MemberLine:
    """One member in the list; `state` is current, coming or ended."""

    id: UUID
    name: str
    email: str
    role: Role
    agency_name: str
    since: date
    until: date | None
    ended_at: datetime | None
    state: str
    has_second_factor: bool
    last_signed_in_at: datetime | None
    is_self: bool
    version: int


@dataclass(frozen=True)
class MemberPage:
    """One page of members; `total` counts all that match."""

    lines: list[MemberLine]
    number: int
    total: int


def member_page(actor: Actor, filters: Mapping[str, str], *, number: int = 1) -> MemberPage:
    """Members who match, sorted, fifty at a time. Two queries."""
    rows = _matching(members_visible_to(actor), filters)
    total = rows.count()
    number = max(1, min(number, -(-total // PER_PAGE) or 1))
    order = _order(filters.get("sort", ""))
    found = _with_factor(rows).order_by(*order)[(number - 1) * PER_PAGE : number * PER_PAGE]
    return MemberPage([_line(row, actor) for row in found], number, total)


def member_card(actor: Actor, membership_id: UUID) -> MemberLine:
    """One member. One query. Raises: `NotFound`."""
    row = _with_factor(members_visible_to(actor)).filter(pk=membership_id).first()
    if row is None:
        raise NotFound("membership", membership_id)
    return _line(row, actor)


def waiting_invitations(actor: Actor) -> list[Invitation]:
    """Invitations that were neither accepted nor withdrawn, newest first; an old one no longer works. One query."""
    rows = invitations_visible_to(actor).filter(accepted_at=None, withdrawn_at=None).select_related("agency")
    return list(rows.order_by("-invited_at")[:200])


def agency_list(actor: Actor, *, text: str = "") -> QuerySet[Agency]:
    """Every agency with the number of administrators it has now. One query."""
    held = Q(memberships__role=Role.AGENCY_ADMINISTRATOR, memberships__ended_at=None)
    rows = agencies_visible_to(actor).annotate(administrators=Count("memberships", filter=held))
    if text:
        names = ("slug", "name_ar", "name_fr", "name_it", "name_en")
        wanted = Q()
        for name in names:
            wanted |= Q(**{f"{name}__icontains": text})
        rows = rows.filter(wanted)
    return rows.order_by("slug")


def agency_card(actor: Actor, agency_id: UUID) -> Agency:
    """One agency. One query. Raises: `NotFound`."""
    agency = agencies_visible_to(actor).filter(pk=agency_id).first()
    if agency is None:
        raise NotFound("agency", agency_id)
    return agency


def _matching(rows: QuerySet[Membership], filters: Mapping[str, str]) -> QuerySet[Membership]:
    text, role, state = (filters.get(name, "") for name in ("q", "role", "state"))
    if text:
        rows = rows.filter(Q(account__full_name__icontains=text) | Q(account__email__icontains=text))
    if role:
        rows = rows.filter(role=role)
    is_over = Q(ended_at__isnull=False) | Q(until__lt=today())
    if state == "ended":
        return rows.filter(is_over)
    return rows if state == "all" else rows.exclude(is_over)


def _order(sort: str) -> list[str]:
    names = SORTS.get(sort.removeprefix("-"), SORTS["name"])
    return [f"-{names[0]}", *names[1:]] if sort.startswith("-") else list(names)


def _with_factor(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    factor = Authenticator.objects.filter(user_id=OuterRef("account_id"), type=Authenticator.Type.TOTP)
    return rows.select_related("account", "agency").annotate(has_second_factor=Exists(factor))


def _line(row: Membership, actor: Actor) -> MemberLine:
    return MemberLine(
        id=row.pk,
        name=row.account.full_name,
        email=row.account.email,
        role=Role(row.role),
        agency_name=row.agency.name_in(actor.language),
        since=row.since,
        until=row.until,
        ended_at=row.ended_at,
        state=_state(row),
        has_second_factor=bool(getattr(row, "has_second_factor", False)),
        last_signed_in_at=row.account.last_login,
        is_self=row.account_id == actor.account_id,
        version=row.version,
    )


def _state(row: Membership) -> str:
    if row.ended_at or (row.until and row.until < today()):
        return "ended"
    return "coming" if row.since > today() else "current"


def is_over(invitation: Invitation) -> bool:
    """Tell whether an invitation waited too long."""
    return invitation.expires_at <= now()
