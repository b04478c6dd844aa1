"""Signing in and out, the second factor, the password, the list of sessions, the lock of the desk."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView
from allauth.mfa.stages import AuthenticateStage
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from darna.base.accounts import actions, qr, second_factor, sessions, signals, throttle
from darna.base.accounts.adapters import home_url
from darna.base.accounts.addresses import client_address
from darna.base.accounts.decorators import own_account, public
from darna.base.accounts.demo import demo_codes
from darna.base.accounts.demo_password import DEMO_PASSWORD
from darna.base.accounts.forms import (
    THROTTLED,
    WRONG_CODE,
    ChangePasswordForm,
    CodeForm,
    ForgottenForm,
    NewPasswordForm,
    PasswordForm,
    SecondStepForm,
    SignInForm,
)
from darna.base.accounts.models import Account
from darna.base.accounts.sealing import seal, unseal
from darna.kernel.errors import Invalid

PENDING_SECRET = "darna.pending_secret"  # noqa: S105
GET_OR_POST = ["GET", "HEAD", "POST"]


class SignInView(LoginView):  # type: ignore[misc]
    """The first step: e-mail address and password."""

    template_name = "account/sign_in.html"
    form_class = SignInForm

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 429 if form.throttled else 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demo = {"demo_accounts": demo_codes(), "demo_password": DEMO_PASSWORD}
        return {**super().get_context_data(**kwargs), **demo}


sign_in = public(SignInView.as_view())


@public
@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
@require_http_methods(GET_OR_POST)
def second_step(request: Any) -> HttpResponse:
    """The second step: a one-time code or a recovery code."""
    stage = request._login_stage
    form = SecondStepForm(request.POST or None)
    if form.is_valid() and _accepts(request, stage.login.user, form):
        sessions.pass_both_steps(request.session, stage.login.user.pk)
        return stage.exit()  # type: ignore[no-any-return]
    return _page(request, "account/second_step.html", form)


def _accepts(request: Any, account: Account, form: Any) -> bool:
    failures = throttle.take(throttle.SECOND_FACTOR, str(account.pk))
    if failures and second_factor.accept_code(account.pk, form.cleaned_data["code"]):
        throttle.forgive(throttle.SECOND_FACTOR, str(account.pk))
        return True
    form.throttled = not failures
    form.add_error("code", WRONG_CODE if failures else THROTTLED)
    if failures >= throttle.SECOND_FACTOR.free:
        signals.second_factor_blocked.send(sender=Account, request=request, account=account)
    return False


@public
@never_cache
@require_http_methods(GET_OR_POST)
def sign_out(request: Any) -> HttpResponse:
    """Sign out, or give up a sign-in half way."""
    if request.method == "POST":
        clear_login(request)
        if request.user.is_authenticated:
            _sign_out(request)
        return redirect("account_login")
    if not request.user.is_authenticated:
        return redirect("account_login")
    return render(request, "account/sign_out.html")


def _sign_out(request: Any) -> None:
    signals.signed_out.send(sender=Account, request=request, account=request.user)
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    messages.success(request, _("You are signed out."))


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
    return _page(
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
    left = len(second_factor.unused_recovery_codes(request.user.pk))
    return render(request, "account/home.html", {"codes_left": left})


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
        return HttpResponseRedirect(_next(request))
    return _page(request, "account/prove.html", form, next=_next(request))


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
    return _page(request, "account/change_password.html", form)


@public
@require_http_methods(GET_OR_POST)
def forgotten(request: Any) -> HttpResponse:
    """Ask for a link to choose a new password; the answer is the same whoever asks."""
    form = ForgottenForm(request.POST or None)
    if not form.is_valid():
        return _page(request, "account/forgotten.html", form)
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
    return _page(request, "account/choose_password.html", form)


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


@own_account(before_second_factor=True)
@require_POST
def lock(request: Any) -> HttpResponse:
    """Lock the desk now."""
    sessions.lock(request.session)
    return HttpResponseRedirect(f"{reverse('account_unlock')}?{urlencode({'next': _next(request)})}")


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(GET_OR_POST)
def unlock(request: Any) -> HttpResponse:
    """Open a locked desk with the password; what was signed in stays signed in."""
    if not request.user.is_authenticated or not request.is_locked:
        return HttpResponseRedirect(_next(request))
    form = PasswordForm(request.POST or None, request=request)
    if form.is_valid():
        sessions.unlock(request.session)
        return HttpResponseRedirect(_next(request))
    return _page(request, "account/unlock.html", form, next=_next(request))


def _page(request: Any, template: str, form: Any, **values: Any) -> HttpResponse:
    status = 200
    if form.is_bound and form.errors:
        status = 429 if getattr(form, "throttled", False) else 422
    return render(request, template, {"form": form, **values}, status=status)


def _next(request: Any) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    # Only a path of this site: a link in an e-mail must not lead elsewhere through us.
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return str(wanted)
    return home_url()
