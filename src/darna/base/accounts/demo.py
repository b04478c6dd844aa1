"""The demo's way in: its accounts and their current one-time codes, shown on the sign-in page of a demo only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings

from darna.base.accounts import second_factor
from darna.base.accounts.models import Account

#: Tells what accounts do, in the reader's language; the app of agencies knows and puts itself here.
describers: list[Callable[[Sequence[Account]], dict[UUID, str]]] = []


@dataclass(frozen=True)
class DemoAccount:
    """One line of the demo's sign-in page."""

    name: str
    email: str
    role: str
    code: str


def demo_codes() -> list[DemoAccount]:
    """The accounts of a demo with the one-time code each can use now; nothing at all outside a demo."""
    if not settings.DARNA_DEMO:
        return []
    rows = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__is_active=True).select_related("user")
    rows = list(rows.order_by("user__created_at", "user__email"))
    roles: dict[UUID, str] = {}
    for describe in describers:
        roles |= describe([row.user for row in rows])
    return [
        DemoAccount(row.user.full_name, row.user.email, roles.get(row.user_id, ""), second_factor.code_of(row))
        for row in rows
    ]
