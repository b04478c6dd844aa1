"""How a page of the accounts answers: with a form to correct, back where somebody came from, or signed in."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from darna.base.accounts import sessions
from darna.base.accounts.adapters import home_url
from darna.base.accounts.models import Account

GET_OR_POST = ["GET", "HEAD", "POST"]


def page(request: Any, template: str, form: Any, **values: Any) -> HttpResponse:
    """A page with its form: 422 when it came back with mistakes, 429 when it was sent too often."""
    status = 200
    if form.is_bound and form.errors:
        status = 429 if getattr(form, "throttled", False) else 422
    return render(request, template, {"form": form, **values}, status=status)


def next_of(request: Any) -> str:
    """Where somebody wanted to go, if that is a page of this site; otherwise home."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    # Only a path of this site: a link in an e-mail must not lead elsewhere through us.
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return str(wanted)
    return home_url()


def entered(request: Any, account: Account, step: str, *, both_steps: bool = False, then: str = "") -> HttpResponse:
    """Sign somebody in who has just proved who they are; the second step follows unless both were given at once."""
    clear_login(request)
    sessions.begin(request.session, step)
    if both_steps:
        request.both_steps_given_by = account.pk
    response: HttpResponse = perform_login(request, Login(user=account, redirect_url=then or None))
    return response
