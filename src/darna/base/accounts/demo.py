"""The demo's way in: its accounts and their current one-time codes, shown on the sign-in page of a demo only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings

from darna.base.accounts import second_factor
from darna.base.accounts.models import Account

#: The password of every account of the demo; `darna setup` never makes such an account.
DEMO_PASSWORD = "darna-demo-region"  # noqa: S105

#: Tells what an account does, in the reader's language; the app of agencies knows and puts itself here.
describers: list[Callable[[Account], str]] = []


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
    with_factor = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values("user_id")
    accounts = Account.objects.filter(is_active=True, pk__in=with_factor).order_by("created_at", "email")
    return [
        DemoAccount(account.full_name, account.email, _role(account), second_factor.current_code(account))
        for account in accounts
    ]


def _role(account: Account) -> str:
    return " ".join(describe(account) for describe in describers)
