"""What an owner or an administrator does to an account. Each tells one signal, from which the trail is written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from darna.base.accounts import letters, second_factor, sessions, signals, throttle
from darna.base.accounts.models import Account
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
    """Take away authenticator and recovery codes and end all sessions; the next sign-in sets them up anew.

    The caller writes the trail and tells the owner. False when there was nothing to take away.
    """
    had_one = second_factor.take_away(account_id)
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
