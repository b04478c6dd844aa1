"""The trail of accounts: whatever happened to one leaves one sentence, in the agency that the account works for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from darna.base.accounts import signals
from darna.base.accounts.models import Account
from darna.base.agencies.queries import actor_of, current_memberships
from darna.base.audit.actions import record
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting


@receiver(signals.signed_in)
def note_signing_in(sender: object, **told: Any) -> None:
    """Somebody is in; the sentence says by which steps."""
    with acting(_context(**told)):
        record("account.signed_in", subject=_subject(**told), detail={"steps": told.get("steps") or []})


@receiver(signals.signed_out)
def note_signing_out(sender: object, **told: Any) -> None:
    """A session was ended by whoever began it."""
    with acting(_context(**told)):
        record("account.signed_out", subject=_subject(**told))


@receiver(signals.sign_in_blocked)
def note_block(sender: object, **told: Any) -> None:
    """Too many wrong passwords under one address, known or not."""
    with acting(_context(**told)):
        record("account.sign_in_blocked", subject=_subject(**told))


@receiver(signals.second_factor_blocked)
def note_second_block(sender: object, **told: Any) -> None:
    """Too many wrong codes after a right password: somebody may know the password."""
    with acting(_context(**told)):
        record("account.second_factor_blocked", subject=_subject(**told))


@receiver(signals.password_changed)
def note_new_password(sender: object, **told: Any) -> None:
    """The owner chose another password."""
    with acting(_context(**told)):
        record("account.password_changed", subject=_subject(**told))


@receiver(signals.password_reset)
def note_replaced_password(sender: object, **told: Any) -> None:
    """A password was chosen through the link of an e-mail."""
    with acting(_context(**told)):
        record("account.password_reset", subject=_subject(**told))


@receiver(signals.second_factor_added)
def note_second_factor(sender: object, **told: Any) -> None:
    """A phone was set up."""
    with acting(_context(**told)):
        record("account.second_factor_added", subject=_subject(**told))


@receiver(signals.recovery_codes_renewed)
def note_recovery_codes(sender: object, **told: Any) -> None:
    """New recovery codes took the place of the old."""
    with acting(_context(**told)):
        record("account.recovery_codes_renewed", subject=_subject(**told))


@receiver(signals.passkey_added)
def note_passkey(sender: object, **told: Any) -> None:
    """A passkey was made."""
    with acting(_context(**told)):
        record("account.passkey_added", subject=_subject(**told))


@receiver(signals.passkey_renamed)
def note_name_of_passkey(sender: object, **told: Any) -> None:
    """A passkey has another name."""
    with acting(_context(**told)):
        record("account.passkey_renamed", subject=_subject(**told))


@receiver(signals.passkey_removed)
def note_removed_passkey(sender: object, **told: Any) -> None:
    """A passkey is no longer used."""
    with acting(_context(**told)):
        record("account.passkey_removed", subject=_subject(**told))


@receiver(signals.passkey_doubted)
def note_doubted_passkey(sender: object, **told: Any) -> None:
    """A passkey has signed less often than before: somebody may hold a copy."""
    with acting(_context(**told)):
        record("account.passkey_doubted", subject=_subject(**told))


@receiver(signals.organisation_linked)
def note_link(sender: object, organisation: str = "", **told: Any) -> None:
    """The owner may also sign in through an organisation."""
    with acting(_context(**told)):
        record("account.organisation_linked", subject=_subject(**told), detail={"organisation": organisation})


@receiver(signals.organisation_unlinked)
def note_ended_link(sender: object, organisation: str = "", **told: Any) -> None:
    """Nobody signs in through the organisation any more."""
    with acting(_context(**told)):
        record("account.organisation_unlinked", subject=_subject(**told), detail={"organisation": organisation})


@receiver(signals.session_ended)
def note_ended_session(sender: object, **told: Any) -> None:
    """A session on another device was ended from the list."""
    with acting(_context(**told)):
        record("account.session_ended", subject=_subject(**told))


def _subject(account: Account | None, **told: Any) -> tuple[str, UUID | None]:
    return "accounts.account", account.pk if account else None


def _context(account: Account | None, request: Any = None, **told: Any) -> Context:
    actor = getattr(request, "actor", None)
    if actor is not None:
        return actor.context  # type: ignore[no-any-return]
    if account is None:
        return PUBLIC
    own = Context(Kind.STAFF, subject_id=account.pk)
    with acting(own):
        first = current_memberships(account.pk).first()
    return actor_of(first).context if first else own
