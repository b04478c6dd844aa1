"""`darna setup`: the first administrator, the master key with its sheet, the mail."""

from __future__ import annotations

import argparse
import getpass
import secrets
import sys
from typing import Any

from darna.faces.cli import exits
from darna.faces.cli.commands.keys import sheet_lines
from darna.faces.cli.ground import Trouble, grounded, say
from darna.faces.cli.serving import DEMO_MARK


def add_to(commands: Any) -> None:
    """The grammar of `darna setup`."""
    command = commands.add_parser("setup", help="first administrator, master key with recovery sheet, mail")
    command.add_argument("--email", help="e-mail of the first administrator (asked for when absent)")
    command.add_argument("--name", help="full name of the first administrator")
    command.add_argument("--language", choices=["ar", "fr", "it", "en"], default="fr")
    command.add_argument("--send-test", metavar="ADDRESS", help="send a test e-mail to this address and stop")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Set an installation up; what is there already stays as it is."""
    with grounded(make_keyring=True) as home:
        if (home.root / DEMO_MARK).exists():
            raise Trouble(f"{home.root} holds a demo. Set DARNA_HOME to another folder for real use.", exits.REFUSED)
        if given.send_test:
            return send_test(given.send_test, given.language)
        say("\n".join(sheet_lines()))
        if _has_administrator():
            say("There is a platform administrator already; nothing else was changed.")
            return exits.OK
        email = given.email or _ask("E-mail of the first administrator: ")
        name = given.name or _ask("Full name: ")
        password = _password()
        make_administrator(email, name, password, given.language)
    say(f"{email} may sign in now and sets up the second factor at the first sign-in.")
    say("Next: darna check, then darna serve.")
    return exits.OK


def make_administrator(email: str, name: str, password: str, language: str) -> None:
    """The operator of the platform as an agency, and its first administrator."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from darna.base.accounts.models import Account
    from darna.base.agencies.models import Agency, Membership
    from darna.base.agencies.roles import Role
    from darna.base.audit.actions import record
    from darna.base.rowsecurity.context import Context, Kind, acting
    from darna.kernel.clock import today

    try:
        validate_password(password)
    except ValidationError as weak:
        raise Trouble(" ".join(weak.messages), exits.REFUSED) from weak
    with transaction.atomic(using="migrator"):
        operator, _made = Agency.objects.using("migrator").get_or_create(
            slug="operator",
            defaults={
                "kind": Agency.Kind.OPERATOR,
                "name_ar": "مشغل المنصة",
                "name_fr": "Opérateur de la plateforme",
                "name_it": "Gestore della piattaforma",
                "name_en": "Operator of the platform",
                "reference_prefix": "OP",
            },
        )
        account = Account(email=email.lower(), full_name=name, language=language)
        account.set_password(password)
        account.save(using="migrator")
        Membership.objects.using("migrator").create(
            agency=operator, account=account, role=Role.PLATFORM_ADMINISTRATOR, since=today()
        )
    with acting(Context(Kind.JOB, operator.pk)):
        record("account.made_at_setup", subject=("account", account.pk))


def send_test(address: str, language: str) -> int:
    """Send one e-mail through the configured server and say what the server answered."""
    from django.utils import translation

    from darna.base.messages import actions

    with translation.override(language):
        try:
            actions.send_test(address)
        except actions.NotSent as refusal:
            raise Trouble(f"The message was not sent: {refusal}", exits.FOUND) from refusal
    say(f"The mail server accepted a test message for {address}.")
    return exits.OK


def _has_administrator() -> bool:
    from darna.base.agencies.models import Membership

    return Membership.objects.using("migrator").filter(role="platform_administrator", ended_at=None).exists()


def _ask(question: str) -> str:
    if not sys.stdin.isatty():
        raise Trouble("Nobody is there to answer: give --email and --name.", exits.USAGE)
    return input(question).strip()


def _password() -> str:
    if not sys.stdin.isatty():
        typed = sys.stdin.readline().strip()
        made = typed or secrets.token_urlsafe(15)
        if not typed:
            say(f"Password made for you, shown once: {made}")
        return made
    first = getpass.getpass("Password (at least 12 characters): ")
    if first != getpass.getpass("Once more: "):
        raise Trouble("The two passwords differ; nothing was changed.", exits.USAGE)
    return first
