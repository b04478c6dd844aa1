"""How allauth behaves in Darna: no sign-up, no messages or mails of its own, secrets sealed."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from darna.base.accounts import sealing, sessions, signals
from darna.base.accounts.addresses import client_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations; what is told and sent is told and sent by Darna."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        # One kind of answer for one address: htmx gets pages too.
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Darna's views say what there is to say."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request.META)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        # allauth would count tries in a cache of each process; the backend counts them in the database.
        return authenticate(request, **credentials)

    def get_login_stages(self) -> list[str]:
        return ["darna.base.accounts.stages.SecondStep"]

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        steps = sessions.start(request.session)
        if getattr(request, "both_steps_given_by", None) == user.pk:
            sessions.pass_both_steps(request.session, user.pk)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        signals.signed_in.send(sender=type(user), request=request, account=user, steps=steps)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return home_url()

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors, sealed at rest."""

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)


def home_url() -> str:
    """Where somebody lands after signing in: today's desk, or their account while there is no desk."""
    try:
        return reverse("desk:today")
    except NoReverseMatch:
        return reverse("account_home")
