"""Passkeys: signing in with one, and keeping the list of one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from darna.base.accounts import actions, ceremonies, passkeys, second_factor, sessions, signals, throttle
from darna.base.accounts.addresses import client_address
from darna.base.accounts.backends import ALL
from darna.base.accounts.decorators import own_account, public
from darna.base.accounts.forms import (
    THROTTLED,
    NewPasskeyForm,
    PasskeyForm,
    PasskeyNameForm,
)
from darna.base.accounts.models import Account
from darna.base.accounts.passkeys import Passkey
from darna.base.accounts.relying import relying
from darna.base.accounts.views.answering import GET_OR_POST, entered, next_of, page
from darna.base.accounts.wording import SENTENCES
from darna.kernel.errors import Invalid, NotFound


@public
@never_cache
@require_http_methods(GET_OR_POST)
def sign_in_with_passkey(request: Any) -> HttpResponse:
    """Sign in with a passkey alone: the device has it, and asked its owner for a finger, a face or a number."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(next_of(request))
    form, here = PasskeyForm(request.POST or None), relying(request)
    account = _signed_in(request, form) if form.is_valid() else None
    if account is not None:
        return entered(request, account, sessions.PASSKEY, both_steps=True, then=next_of(request))
    may_begin = not here.trouble and throttle.take(throttle.BEGINNING, client_address(request.META))
    options = ceremonies.begin_sign_in(request) if may_begin else None
    return page(request, "account/passkey_sign_in.html", form, options=options, here=here, next=next_of(request))


def _signed_in(request: Any, form: Any) -> Account | None:
    address = client_address(request.META)
    # Nobody guesses a signature, so an account is not counted: whoever knows its number could close it for its owner.
    if throttle.is_closed(throttle.ADDRESS, address) or throttle.is_closed(throttle.EVERYWHERE, ALL):
        form.throttled = True
        form.add_error(None, THROTTLED)
        return None
    try:
        return ceremonies.finish_sign_in(request, form.cleaned_data["credential"])
    except Invalid as problem:
        throttle.take(throttle.ADDRESS, address)
        throttle.take(throttle.EVERYWHERE, ALL)
        refuse_passkey(request, form, problem)
        return None


def refuse_passkey(request: Any, form: Any, problem: Invalid) -> None:
    """Say that a passkey was not accepted; when there may be a copy of it, the trail is told."""
    if isinstance(problem, ceremonies.Copied):
        signals.passkey_doubted.send(sender=Account, request=request, account=problem.account)
    form.add_error(None, SENTENCES[problem.code])


@own_account()
@require_safe
def passkey_list(request: Any) -> HttpResponse:
    """My passkeys."""
    told = {"passkeys": passkeys.of_account(request.user.pk), "here": relying(request)}
    return render(request, "account/passkeys.html", told)


@own_account(proved=True)
@require_http_methods(GET_OR_POST)
def add_passkey(request: Any) -> HttpResponse:
    """Make a passkey in this browser, and name it."""
    form, here = NewPasskeyForm(request.POST or None), relying(request)
    if form.is_valid() and _added(request, form):
        messages.success(request, _("The passkey is added. Next time you can sign in with it."))
        return redirect("account_passkeys")
    has_app = second_factor.has_second_factor(request.user.pk)
    options = ceremonies.begin_adding(request, request.user) if has_app and not here.trouble else None
    return page(request, "account/passkey_add.html", form, options=options, here=here, has_app=has_app)


def _added(request: Any, form: Any) -> bool:
    told = form.cleaned_data
    try:
        made = ceremonies.finish_adding(request, request.user, told["name"], told["credential"])
        actions.add_passkey(request.user, made, request=request)
    except Invalid as problem:
        form.add_error(None, SENTENCES[problem.code])
        return False
    return True


@own_account()
@require_http_methods(GET_OR_POST)
def rename_passkey(request: Any, passkey: int) -> HttpResponse:
    """Give one of my passkeys another name."""
    found = _mine(request, passkey)
    form = PasskeyNameForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        actions.rename_passkey(request.user, passkey, form.cleaned_data["name"], request=request)
        messages.success(request, _("The passkey has its new name."))
        return redirect("account_passkeys")
    return page(request, "account/passkey_rename.html", form)


@own_account(proved=True)
@require_http_methods(GET_OR_POST)
def remove_passkey(request: Any, passkey: int) -> HttpResponse:
    """Remove one of my passkeys, after asking."""
    found = _mine(request, passkey)
    if request.method == "POST":
        actions.remove_passkey(request.user, passkey, request=request)
        messages.success(request, _("The passkey is removed. Your other sessions were ended."))
        return redirect("account_passkeys")
    return render(request, "account/passkey_remove.html", {"passkey": found})


def _mine(request: Any, passkey: int) -> Passkey:
    try:
        return passkeys.one_of(request.user.pk, passkey)
    except NotFound as nowhere:
        raise Http404 from nowhere
