"""Checking an e-mail address and a password: throttled first, hashed second, and alike for unknown addresses."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password

from darna.base.accounts import signals, throttle
from darna.base.accounts.addresses import client_address
from darna.base.accounts.models import Account
from darna.base.prepared import ID, Prepared

ALL = "all"
_ACCOUNT = Prepared(lambda account: Account.objects.filter(pk=account, is_active=True), account=ID)


class ThrottledBackend(BaseBackend):
    """The only way to check a password."""

    def authenticate(
        self, request: Any, email: str | None = None, password: str | None = None, **ignored: object
    ) -> Account | None:
        """The account, or None; a refusal without evaluation is marked as `request.sign_in_is_throttled`."""
        if not email or not password:
            return None
        address = client_address(request.META) if request is not None else ""
        failures = _failures_if_this_fails(email, address)
        if not failures:
            if request is not None:
                request.sign_in_is_throttled = True
            return None
        account = _account_with(email, password)
        if account is None:
            _note_failure(request, email, address, failures)
            return None
        throttle.forgive(throttle.SIGN_IN, email)
        return account

    def get_user(self, user_id: UUID) -> Account | None:
        """The account of a session, unless it was closed."""
        return _ACCOUNT.first(account=user_id)


def _failures_if_this_fails(email: str, address: str) -> int:
    if throttle.is_closed(throttle.ADDRESS, address) or throttle.is_closed(throttle.EVERYWHERE, ALL):
        return 0
    return throttle.take(throttle.SIGN_IN, email)


def _account_with(email: str, password: str) -> Account | None:
    account = Account.objects.filter(email=email.strip().lower(), is_active=True).first()
    if account is None or not account.has_usable_password():
        # The same work as for a known address, so that the time of the answer tells nothing.
        make_password(password)
        return None
    return account if account.check_password(password) else None


def _note_failure(request: Any, email: str, address: str, failures: int) -> None:
    throttle.take(throttle.ADDRESS, address)
    throttle.take(throttle.EVERYWHERE, ALL)
    if failures >= throttle.SIGN_IN.free:
        account = Account.objects.filter(email=email.strip().lower()).first()
        signals.sign_in_blocked.send(sender=ThrottledBackend, request=request, account=account)
