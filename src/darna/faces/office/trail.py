"""The trail of accounts: each thing that happened to one leaves one sentence, in the agency that the account works for."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal

from darna.base.accounts import signals
from darna.base.accounts.models import Account
from darna.base.agencies.queries import actor_of, current_memberships
from darna.base.audit.actions import record
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting

VERBS: dict[str, Signal] = {
    "account.signed_in": signals.signed_in,
    "account.signed_out": signals.signed_out,
    "account.sign_in_blocked": signals.sign_in_blocked,
    "account.second_factor_blocked": signals.second_factor_blocked,
    "account.password_changed": signals.password_changed,
    "account.password_reset": signals.password_reset,
    "account.second_factor_added": signals.second_factor_added,
    "account.recovery_codes_renewed": signals.recovery_codes_renewed,
    "account.session_ended": signals.session_ended,
}


def listen() -> None:
    """Begin to write the trail of accounts."""
    for verb, signal in VERBS.items():
        signal.connect(_writer(verb), weak=False, dispatch_uid=f"office.trail.{verb}")


def _writer(verb: str) -> Any:
    def write(sender: object, account: Account | None, request: Any = None, **told: object) -> None:
        with acting(_context_of(account, request)):
            record(verb, subject=("accounts.account", account.pk if account else None))

    return write


def _context_of(account: Account | None, request: Any) -> Context:
    actor = getattr(request, "actor", None)
    if actor is not None:
        return actor.context  # type: ignore[no-any-return]
    if account is None:
        return PUBLIC
    own = Context(Kind.STAFF, subject_id=account.pk)
    with acting(own):
        first = current_memberships(account.pk).first()
    return actor_of(first).context if first else own
