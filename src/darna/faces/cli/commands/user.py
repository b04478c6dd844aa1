"""`darna user`: accounts seen from the machine, for the day nobody can sign in."""

from __future__ import annotations

import argparse
import getpass
import secrets
import sys
from typing import Any

from darna.faces.cli import exits
from darna.faces.cli.ground import Trouble, grounded, say


def add_to(commands: Any) -> None:
    """The grammar of `darna user`."""
    command = commands.add_parser("user", help="list accounts, set a password, end a second factor, close an account")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("list", help="accounts with their places").set_defaults(run=list_accounts)
    for verb, what, action in (
        ("password", "set a new password", set_password),
        (
            "reset-factor",
            "remove the second factor, passkeys and links; a new one is asked for at the next sign-in",
            reset_factor,
        ),
        ("close", "close an account and end its sessions", close),
        ("open", "open a closed account again", reopen),
    ):
        one = verbs.add_parser(verb, help=what)
        one.add_argument("email")
        one.set_defaults(run=action)


def list_accounts(given: argparse.Namespace) -> int:
    """Print each account with its agencies and roles."""
    with grounded():
        from darna.base.agencies.models import Membership

        rows = Membership.objects.using("migrator").select_related("account", "agency").order_by("account__email")
        for row in rows:
            state = "" if row.account.is_active and row.ended_at is None else "  (closed)"
            say(f"{row.account.email:<40} {row.agency.slug:<16} {row.role}{state}")
    return exits.OK


def set_password(given: argparse.Namespace) -> int:
    """Set a password typed twice, or read from standard input, or made up when nothing is typed."""
    with grounded():
        from django.contrib.auth.password_validation import validate_password
        from django.core.exceptions import ValidationError

        account = _account(given.email)
        password = _typed()
        try:
            validate_password(password, account)
        except ValidationError as weak:
            raise Trouble(" ".join(weak.messages), exits.REFUSED) from weak
        account.set_password(password)
        _save(account, "account.password_set")
        say(f"The password of {account.email} is set; its sessions have ended.")
    return exits.OK


def reset_factor(given: argparse.Namespace) -> int:
    """Remove the second factor of an account, its passkeys and its links with organisations, and end its sessions."""
    with grounded():
        from allauth.mfa.models import Authenticator

        from darna.base.accounts.models import OrganisationLink

        account = _account(given.email)
        Authenticator.objects.using("migrator").filter(user_id=account.pk).delete()
        OrganisationLink.objects.using("migrator").filter(account_id=account.pk).delete()
        _save(account, "account.factor_reset")
        say(f"{account.email} sets up a new second factor at the next sign-in.")
    return exits.OK


def close(given: argparse.Namespace) -> int:
    """Close an account; what it did stays in the trail."""
    return _switch(given.email, active=False)


def reopen(given: argparse.Namespace) -> int:
    """Open a closed account."""
    return _switch(given.email, active=True)


def _switch(email: str, *, active: bool) -> int:
    with grounded():
        account = _account(email)
        account.is_active = active
        _save(account, "account.opened" if active else "account.closed")
        say(f"{account.email} is {'open' if active else 'closed'}.")
    return exits.OK


def _account(email: str) -> Any:
    from darna.base.accounts.models import Account

    found = Account.objects.using("migrator").filter(email=email.lower()).first()
    if found is None:
        raise Trouble(f"There is no account {email}.", exits.REFUSED)
    return found


def _save(account: Any, verb: str) -> None:
    from allauth.usersessions.models import UserSession

    from darna.base.audit.actions import record
    from darna.base.rowsecurity.context import Context, Kind, acting

    account.save(using="migrator")
    for session in UserSession.objects.using("migrator").filter(user_id=account.pk):
        session.end()
    with acting(Context(Kind.JOB)):
        record(verb, subject=("account", account.pk))


def _typed() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip() or secrets.token_urlsafe(15)
    first = getpass.getpass("New password: ")
    if first != getpass.getpass("Once more: "):
        raise Trouble("The two passwords differ; nothing was changed.", exits.USAGE)
    return first
