"""Letters to staff that say that something waits, and nothing of whom or what."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from darna.base.accounts.models import Account


def tell_quietly(accounts: Iterable[Account], template: str, **context: object) -> int:
    """Write the same letter to each account once, in its language; how many were written to."""
    told = {account.pk: account for account in accounts}
    for account in told.values():
        with translation.override(account.language):
            body = render_to_string(template, context).strip() + "\n"
            EmailMessage(_("Something waits for you in Darna"), body, None, [account.email]).send()
    return len(told)
