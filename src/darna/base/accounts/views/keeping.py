"""What an owner keeps of their account: the second factor, the recovery codes, the password, the list of sessions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from darna.base.accounts import actions, passkeys, qr, second_factor, sessions, signals, throttle
from darna.base.accounts.addresses import client_address
from darna.base.accounts.decorators import own_account, public
from darna.base.accounts.forms import (
    THROTTLED,
    WRONG_CODE,
    ChangePasswordForm,
    CodeForm,
    ForgottenForm,
    NewPasswordForm,
    PasswordForm,
)
from darna.base.accounts.models import Account
from darna.base.accounts.organisations.known import organisations
from darna.base.accounts.sealing import seal, unseal
from darna.base.accounts.views.answering import GET_OR_POST, next_of, page
from darna.kernel.errors import Invalid

PENDING_SECRET = "darna.pending_secret"  # noqa: S105


@own_account(before_second_factor=True, proved=True)
@sensitive_post_parameters("code")
@require_http_methods(GET_OR_POST)
def set_up_second_factor(request: Any) -> HttpResponse:
    """Set up an authenticator app: a picture to scan, then its first code."""
    if second_factor.has_second_factor(request.user.pk):
        return redirect("account_home")
    form, secret = CodeForm(request.POST or None), _pending_secret(request)
    if form.is_valid() and _set_up(request, form, secret):
        request.session.pop(PENDING_SECRET)
        return redirect("account_recovery_codes")
    return page(
        request, "account/set_up.html", form, secret=_in_groups(secret), picture=qr.picture(request.user, secret)
    )


def _set_up(request: Any, form: Any, secret: str) -> bool:
    key = str(request.user.pk)
    if not throttle.take(throttle.SECOND_FACTOR, key):
        form.throttled = True
        form.add_error("code", THROTTLED)
        return False
    try:
        actions.set_up_second_factor(request.user, secret, form.cleaned_data["code"], request=request)
    except Invalid:
        form.add_error("code", WRONG_CODE)
        return False
    throttle.forgive(throttle.SECOND_FACTOR, key)
    return True


def _pending_secret(request: Any) -> str:
    # Sealed, because sessions lie in the database as plain text.
    sealed = request.session.get(PENDING_SECRET)
    if not sealed:
        sealed = request.session[PENDING_SECRET] = seal(second_factor.new_secret())
    return unseal(sealed)


def _in_groups(secret: str) -> str:
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


@own_account()
@require_safe
def home(request: Any) -> HttpResponse:
    """My account: who I am here and what keeps it mine."""
    told = {
        "codes_left": len(second_factor.unused_recovery_codes(request.user.pk)),
        "passkeys": len(passkeys.of_account(request.user.pk)),
        "organisations": organisations(),
    }
    return render(request, "account/home.html", told)


@own_account(proved=True)
@require_http_methods(GET_OR_POST)
def recovery_codes(request: Any) -> HttpResponse:
    """The recovery codes that are still good, to print and keep; a POST makes new ones."""
    if request.method == "POST":
        actions.renew_recovery_codes(request.user, request=request)
        messages.success(request, _("There are new recovery codes. The old ones no longer work."))
        return redirect("account_recovery_codes")
    codes = second_factor.unused_recovery_codes(request.user.pk)
    return render(request, "account/recovery_codes.html", {"codes": codes})


@own_account(proved=True)
@require_safe
def print_recovery_codes(request: Any) -> HttpResponse:
    """The recovery codes as a sheet of paper."""
    codes = second_factor.unused_recovery_codes(request.user.pk)
    return render(request, "account/recovery_sheet.html", {"codes": codes})


@own_account(before_second_factor=True)
@sensitive_post_parameters("password")
@require_http_methods(GET_OR_POST)
def prove(request: Any) -> HttpResponse:
    """The password once more before the account itself is changed."""
    form = PasswordForm(request.POST or None, request=request)
    if form.is_valid():
        sessions.prove(request.session)
        return HttpResponseRedirect(next_of(request))
    return page(request, "account/prove.html", form, next=next_of(request))


@own_account()
@sensitive_post_parameters()
@require_http_methods(GET_OR_POST)
def change_password(request: Any) -> HttpResponse:
    """A new password for the old one; every session ends, this one too."""
    form = ChangePasswordForm(request.POST or None, request=request)
    if form.is_valid():
        actions.change_password(request.user, form.cleaned_data["password"], request=request)
        request.session.flush()
        messages.success(request, _("Your password is changed. Sign in with the new one."))
        return redirect("account_login")
    return page(request, "account/change_password.html", form)


@public
@require_http_methods(GET_OR_POST)
def forgotten(request: Any) -> HttpResponse:
    """Ask for a link to choose a new password; the answer is the same whoever asks."""
    form = ForgottenForm(request.POST or None)
    if not form.is_valid():
        return page(request, "account/forgotten.html", form)
    email = form.cleaned_data["email"]
    from_here = throttle.take(throttle.RESET_FROM_ADDRESS, client_address(request.META))
    if from_here and throttle.take(throttle.RESET_REQUEST, email):
        actions.offer_password_reset(email, root=request.build_absolute_uri("/")[:-1])
    return redirect("account_reset_password_done")


@public
@require_safe
def forgotten_done(request: HttpRequest) -> HttpResponse:
    """What happens next after a link was asked for."""
    return render(request, "account/forgotten_done.html")


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(GET_OR_POST)
def choose_password(request: Any, uid: str, token: str) -> HttpResponse:
    """Choose a new password through the link of an e-mail; the link works once."""
    account = _account_of_link(uid, token)
    if account is None:
        return render(request, "account/link_is_over.html", status=410)
    form = NewPasswordForm(request.POST or None, account=account)
    if form.is_valid():
        actions.reset_password(account, form.cleaned_data["password"], request=request)
        request.session.flush()
        messages.success(request, _("Your password is changed. Sign in with the new one."))
        return redirect("account_login")
    return page(request, "account/choose_password.html", form)


def _account_of_link(uid: str, token: str) -> Account | None:
    try:
        key = UUID(bytes=urlsafe_base64_decode(uid))
    except ValueError:
        return None
    account = Account.objects.filter(pk=key, is_active=True).first()
    return account if account and default_token_generator.check_token(account, token) else None


@own_account()
@require_http_methods(GET_OR_POST)
def session_list(request: Any) -> HttpResponse:
    """Where I am signed in; a POST ends one of these sessions."""
    if request.method == "POST":
        return _end_session(request)
    rows = UserSession.objects.purge_and_list(request.user)
    here = request.session.session_key
    lines = [
        {"row": row, "is_here": row.session_key == here}
        for row in sorted(rows, key=lambda r: r.last_seen_at, reverse=True)
    ]
    return render(request, "account/sessions.html", {"sessions": lines})


def _end_session(request: Any) -> HttpResponse:
    row_id = request.POST.get("session", "")
    if not row_id.isdecimal() or not sessions.end_one(request.user.pk, int(row_id)):
        raise Http404
    signals.session_ended.send(sender=Account, request=request, account=request.user)
    messages.success(request, _("The session is ended."))
    return redirect("account_sessions")
