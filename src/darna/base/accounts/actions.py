"""What an owner or an administrator does to an account. Each tells one signal, from which the trail is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from darna.base.accounts import letters, passkeys, second_factor, sessions, signals, throttle
from darna.base.accounts.models import Account
from darna.base.accounts.organisations import links
from darna.base.accounts.organisations.known import Organisation
from darna.base.accounts.passkeys import Passkey
from darna.kernel.errors import Invalid


def set_up_second_factor(account: Account, secret: str, code: str, *, request: Any) -> None:
    """Begin to use an authenticator app whose first code proves that it works. Raises: `Invalid` on a wrong code."""
    step = second_factor.step_of_code(secret, code)
    if step is None:
        raise Invalid("code", "wrong_code")
    second_factor.give_totp(account, secret, used_step=step)
    second_factor.give_recovery_codes(account)
    sessions.pass_both_steps(request.session, account.pk)
    signals.second_factor_added.send(sender=Account, request=request, account=account)
    letters.send(account, "account/email/second_factor_added", _subject_security)


def renew_recovery_codes(account: Account, *, request: Any) -> None:
    """Replace the recovery codes; the old ones stop working at once."""
    second_factor.give_recovery_codes(account)
    signals.recovery_codes_renewed.send(sender=Account, request=request, account=account)


def add_passkey(account: Account, passkey: Passkey, *, request: Any) -> None:
    """Begin to use a passkey that the owner's browser has just made, beside the codes of an authenticator app.

    Raises: `Invalid` when there is no app, which is the way in without a passkey, or when there are too many.
    """
    if not second_factor.has_second_factor(account.pk):
        raise Invalid("name", "passkey_without_app")
    if len(passkeys.of_account_locked(account.pk)) >= passkeys.MOST:
        raise Invalid("name", "too_many_passkeys")
    passkeys.keep(passkey)
    signals.passkey_added.send(sender=Account, request=request, account=account)
    letters.send(account, "account/email/passkey_added", _subject_security, passkey=passkey.name)


def rename_passkey(account: Account, passkey_id: int, name: str, *, request: Any) -> None:
    """Give a passkey another name. Raises: `NotFound`."""
    passkeys.rename(passkeys.one_of(account.pk, passkey_id), name)
    signals.passkey_renamed.send(sender=Account, request=request, account=account)


def remove_passkey(account: Account, passkey_id: int, *, request: Any) -> None:
    """Stop using a passkey; it may be lost, so every other session of the account ends. Raises: `NotFound`."""
    passkey = passkeys.one_of(account.pk, passkey_id)
    passkeys.remove(passkey)
    sessions.end_others(account, request.session)
    signals.passkey_removed.send(sender=Account, request=request, account=account)
    letters.send(account, "account/email/passkey_removed", _subject_security, passkey=passkey.name)


def link_organisation(account: Account, organisation: Organisation, claims: Mapping[str, Any], *, request: Any) -> None:
    """Let the owner sign in through an organisation too, as whoever it has just signed in.

    Raises: `Refused` when it vouches for another address than the account's, or when either is linked already.
    """
    links.require_same_address(account, claims)
    links.link(account, organisation, claims)
    signals.organisation_linked.send(sender=Account, request=request, account=account, organisation=organisation.code)
    letters.send(account, "account/email/organisation_linked", _subject_security, organisation=organisation)


def unlink_organisation(account: Account, organisation: Organisation, *, request: Any) -> None:
    """Let nobody sign in through an organisation any more; every other session ends. Raises: `NotFound`."""
    links.unlink(account.pk, organisation.code)
    sessions.end_others(account, request.session)
    signals.organisation_unlinked.send(sender=Account, request=request, account=account, organisation=organisation.code)
    letters.send(account, "account/email/organisation_unlinked", _subject_security, organisation=organisation)


def change_password(account: Account, password: str, *, request: Any) -> None:
    """Set a new password for whoever has just typed the old one; every session of the account ends."""
    _set_password(account, password)
    signals.password_changed.send(sender=Account, request=request, account=account)
    letters.send(account, "account/email/password_changed", _subject_security)


def offer_password_reset(email: str, *, root: str) -> None:
    """Send a link to choose a new password, if the address belongs to somebody; otherwise nothing at all."""
    account = Account.objects.filter(email=email.strip().lower(), is_active=True).first()
    if account is None:
        return
    uid = urlsafe_base64_encode(account.pk.bytes)
    with translation.override(account.language):
        path = reverse("account_choose_password", args=[uid, default_token_generator.make_token(account)])
    letters.send(account, "account/email/password_reset", _subject_reset, link=root + path)


def reset_password(account: Account, password: str, *, request: Any) -> None:
    """Set the password that was chosen through a link; what too many failures closed is open again."""
    _set_password(account, password)
    open_again(account)
    signals.password_reset.send(sender=Account, request=request, account=account)
    letters.send(account, "account/email/password_changed", _subject_security)


def remove_second_factor(account_id: UUID) -> bool:
    """Take away authenticator, passkeys, recovery codes and links to organisations, and end all sessions.

    The next sign-in sets a second step up anew. The caller writes the trail and tells the owner. False when there was
    nothing to take away.
    """
    had_link = links.unlink_all(account_id)
    had_one = second_factor.take_away(account_id) or had_link
    throttle.reopen(throttle.SECOND_FACTOR, str(account_id))
    sessions.end_all(account_id)
    return had_one


def open_again(account: Account) -> None:
    """Let an account sign in again that too many failures had closed."""
    throttle.reopen(throttle.SIGN_IN, account.email)
    throttle.reopen(throttle.SECOND_FACTOR, str(account.pk))


def _set_password(account: Account, password: str) -> None:
    account.set_password(password)
    account.save(update_fields=["password"])
    sessions.end_all(account.pk)


def _subject_security() -> str:
    return _("Your Darna account was changed")


def _subject_reset() -> str:
    return _("Choose a new password for Darna")
