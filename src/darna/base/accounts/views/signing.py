"""Signing in and out, the second step, the lock of the desk."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView
from allauth.mfa.stages import AuthenticateStage
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from darna.base.accounts import ceremonies, second_factor, sessions, signals, throttle
from darna.base.accounts.decorators import own_account, public
from darna.base.accounts.demo import demo_codes
from darna.base.accounts.demo_password import DEMO_PASSWORD
from darna.base.accounts.forms import THROTTLED, WRONG_CODE, PasswordForm, SecondStepForm, SignInForm
from darna.base.accounts.models import Account
from darna.base.accounts.organisations.known import organisations
from darna.base.accounts.views.answering import GET_OR_POST, next_of, page
from darna.base.accounts.views.passkeys import refuse_passkey
from darna.kernel.errors import Invalid


class SignInView(LoginView):  # type: ignore[misc]
    """The first step: e-mail address and password."""

    template_name = "account/sign_in.html"
    form_class = SignInForm

    def form_valid(self, form: Any) -> HttpResponse:
        sessions.begin(self.request.session, sessions.PASSWORD)
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 429 if form.throttled else 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demo = {"demo_accounts": demo_codes(), "demo_password": DEMO_PASSWORD}
        ways = {"organisations": organisations(), "next": self.request.GET.get("next", "")}
        return {**super().get_context_data(**kwargs), **demo, **ways}


sign_in = public(SignInView.as_view())


@public
@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
@require_http_methods(GET_OR_POST)
def second_step(request: Any) -> HttpResponse:
    """The second step: a passkey, a one-time code, or a recovery code."""
    stage = request._login_stage
    account = stage.login.user
    form = SecondStepForm(request.POST or None)
    if form.is_valid() and _accepts(request, account, form):
        sessions.go_on(request.session, sessions.PASSKEY if form.cleaned_data["credential"] else sessions.CODE)
        sessions.pass_both_steps(request.session, account.pk)
        return stage.exit()  # type: ignore[no-any-return]
    options = ceremonies.begin_second_step(request, account)
    return page(request, "account/second_step.html", form, options=options)


def _accepts(request: Any, account: Account, form: Any) -> bool:
    failures = throttle.take(throttle.SECOND_FACTOR, str(account.pk))
    if failures and _is_proved(request, account, form):
        throttle.forgive(throttle.SECOND_FACTOR, str(account.pk))
        return True
    if not failures:
        form.throttled = True
        form.add_error(None, THROTTLED)
    if failures >= throttle.SECOND_FACTOR.free:
        signals.second_factor_blocked.send(sender=Account, request=request, account=account)
    return False


def _is_proved(request: Any, account: Account, form: Any) -> bool:
    if answer := form.cleaned_data["credential"]:
        return _is_proved_by_passkey(request, account, form, answer)
    if second_factor.accept_code(account.pk, form.cleaned_data["code"]):
        return True
    form.add_error("code", WRONG_CODE)
    return False


def _is_proved_by_passkey(request: Any, account: Account, form: Any, answer: dict[str, Any]) -> bool:
    try:
        ceremonies.finish_second_step(request, account, answer)
    except Invalid as problem:
        refuse_passkey(request, form, problem)
        return False
    return True


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


@own_account(before_second_factor=True)
@require_POST
def lock(request: Any) -> HttpResponse:
    """Lock the desk now."""
    sessions.lock(request.session)
    return HttpResponseRedirect(f"{reverse('account_unlock')}?{urlencode({'next': next_of(request)})}")


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(GET_OR_POST)
def unlock(request: Any) -> HttpResponse:
    """Open a locked desk with the password; what was signed in stays signed in."""
    if not request.user.is_authenticated or not request.is_locked:
        return HttpResponseRedirect(next_of(request))
    form = PasswordForm(request.POST or None, request=request)
    if form.is_valid():
        sessions.unlock(request.session)
        return HttpResponseRedirect(next_of(request))
    return page(request, "account/unlock.html", form, next=next_of(request))
