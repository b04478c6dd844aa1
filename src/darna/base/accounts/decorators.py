"""Who may open a route of the accounts: anyone, or the owner of the account.

`view.needed_verb` is what the access table reads: "public" or "own_account" here, "signed_in" or a verb elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from darna.base.accounts import sessions

View = Callable[..., HttpResponse]

PUBLIC = "public"
OWN_ACCOUNT = "own_account"
#: What a page answers at most: a view that tells reading from writing by POST must not take another method for reading.
METHODS = ("GET", "HEAD", "POST")


def public(view: View) -> View:
    """Anyone may open the route, signed in or not."""
    return _declared(view, PUBLIC)


def own_account(*, before_second_factor: bool = False, proved: bool = False) -> Callable[[View], View]:
    """Whoever is signed in may open the route for their own account; with `proved`, after typing the password again."""

    def decorate(inner: View) -> View:
        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            lead = turned_away(request, before_second_factor=before_second_factor)
            if lead is None and proved and not sessions.proved_recently(request.session):
                lead = led_to(request, "account_reauthenticate")
            return lead or wrong_method(request) or inner(request, *args, **kwargs)

        return _declared(guarded, OWN_ACCOUNT)

    return decorate


def turned_away(request: Any, *, before_second_factor: bool = False) -> HttpResponse | None:
    """Where a request must go first: sign in, unlock, or set up a second factor; None when it may go on."""
    if not request.user.is_authenticated:
        return led_to(request, "account_login")
    if request.is_locked:
        return led_to(request, "account_unlock")
    if not before_second_factor and not sessions.passed_both_steps(request.session, request.user.pk):
        return led_to(request, "mfa_activate_totp")
    return None


def wrong_method(request: HttpRequest) -> HttpResponse | None:
    """The answer to a method that no page has (405); None when the view may look for itself."""
    return None if request.method in METHODS else HttpResponseNotAllowed(METHODS)


def led_to(request: Any, url_name: str) -> HttpResponse:
    """Lead to a page and, after a page that was only read, back again; htmx leaves the page as a whole."""
    address = reverse(url_name)
    if request.method in {"GET", "HEAD"} and not getattr(request, "htmx", False):
        address = f"{address}?{urlencode({'next': request.get_full_path()})}"
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def _declared(view: View, verb: str) -> View:
    view.needed_verb = verb  # type: ignore[attr-defined]
    return view
