"""Pages of whoever asks without an account; nothing here is kept by a browser, and no address says what is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from darna.base.accounts.addresses import client_address
from darna.base.accounts.decorators import public
from darna.domains.asking import published
from darna.domains.asking.codes import grouped
from darna.domains.asking.sealing import IN_USE, code_in_use, in_use
from darna.domains.asking.values import KEPT_AFTER_END_DAYS, KEPT_DAYS, LONGEST_FILE, Conversation, Said
from darna.domains.asking.wording import told
from darna.faces.portal.asking.forms import AskForm, CodeForm, SayForm, TimeForm
from darna.faces.portal.doors import CHILD_LINE

View = Callable[..., HttpResponse]
#: Where somebody who must leave at once is led: a page that says nothing of this one.
ELSEWHERE: Final = "https://www.wikipedia.org/"
_TOO_MANY: Final = {Said.TOO_MANY, Said.TOO_MANY_HERE, Said.SAME_WORDS, Said.WAIT}


def unkept(view: View) -> View:
    """Anyone may open it; no browser and nobody in between keeps it, and no search engine shows it."""

    @public
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex" if request.path != reverse("portal:ask") else "all"
        return response

    return shown


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a house, or ask for an appointment."""
    return _ask(request, is_young=False)


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def ask_young(request: HttpRequest) -> HttpResponse:
    """The same for somebody under 18, in other words."""
    return _ask(request, is_young=True)


@unkept
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The receipt: the code, to be written down."""
    code = _code(request)
    if not code:
        return redirect("portal:ask_answer")
    return _page(request, "portal/ask/sent.html", {"code": grouped(code), "groups": grouped(code).split("-")})


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Enter the code, or read what was said while it is in use on this phone."""
    if request.method == "POST":
        return _enter(request)
    code = _code(request)
    found = _conversation(request, code) if code else None
    return _said(request, found, SayForm()) if found else _page(request, "portal/ask/code.html", {"form": CodeForm()})


@unkept
@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """Say something more."""
    code, form = _code(request), SayForm(request.POST)
    found = _conversation(request, code) if code else None
    if found is None:
        return redirect("portal:ask_answer")
    if not form.is_valid():
        return _said(request, found, form, status=422)
    text = form.cleaned_data["text"].strip()
    said = published.add_message(code, text, seed=form.seed, address=_address(request), using=_using())
    if not said.is_done:
        form.add_error(None, told(said))
        return _said(request, found, form, status=_status(said))
    return HttpResponseRedirect(reverse("portal:ask_answer") + "#end")


@unkept
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Say whether the proposed time suits."""
    code, form = _code(request), TimeForm(request.POST)
    if code and form.is_valid():
        suits = form.cleaned_data["suits"] == "yes"
        at = form.cleaned_data["proposed_at"]
        published.confirm_time(code, at, suits=suits, address=_address(request), using=_using())
    return HttpResponseRedirect(reverse("portal:ask_answer") + "#time")


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """Remove the question with everything said in it."""
    code = _code(request)
    if not code:
        return redirect("portal:ask_answer")
    if request.method != "POST":
        return _page(request, "portal/ask/remove.html", {})
    published.withdraw_question(code, address=_address(request), using=_using())
    return _forgotten(redirect("portal:ask_removed"))


@unkept
@require_safe
def removed(request: HttpRequest) -> HttpResponse:
    """What was removed is gone."""
    return _page(request, "portal/ask/removed.html", {})


@unkept
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Forget the code on this phone."""
    return _forgotten(redirect("portal:welcome"))


@unkept
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the code on this phone and lead elsewhere, at once."""
    return _forgotten(HttpResponseRedirect(ELSEWHERE))


def _ask(request: HttpRequest, *, is_young: bool) -> HttpResponse:
    houses = published.houses(_language(), using=_using())
    if not houses:
        return _page(request, "portal/ask/nobody.html", {"is_young": is_young, "child_line": CHILD_LINE})
    form = AskForm(request.POST or None, houses=houses, is_young=is_young)
    if request.method == "POST" and form.is_valid():
        draft = form.draft(_language())
        said, code = published.ask(draft, seed=form.seed, address=_address(request), using=_using())
        if said.is_done:
            return _remembered(redirect("portal:ask_sent"), code)
        form.add_error(None, told(said))
        return _form(request, form, houses, status=_status(said))
    return _form(request, form, houses, status=422 if form.errors else 200)


def ask_with(request: HttpRequest, text: str, carried: str = "") -> HttpResponse:
    """The page of a question with words that another page wrote; nothing is sent before the person sends it.

    `carried` is a file of this house that may go with it; one that is too long is left out.
    """
    houses = published.houses(_language(), using=_using())
    if not houses:
        return _page(request, "portal/ask/nobody.html", {"is_young": False, "child_line": CHILD_LINE})
    file = carried if len(carried) <= LONGEST_FILE else ""
    form = AskForm(houses=houses, initial={"text": text, "carried": file, "sends_file": True})
    return _form(request, form, houses, status=200)


def _form(request: HttpRequest, form: AskForm, houses: Any, *, status: int) -> HttpResponse:
    promised = {house.answers_within_days for house in houses}
    context = {
        "form": form,
        "house": houses[0] if len(houses) == 1 else None,
        "days": promised.pop() if len(promised) == 1 else None,
        "wants_to_come": form["kind"].value() == "appointment" or bool(form["wishes"].value()),
        "child_line": CHILD_LINE,
        "sent_to": reverse("portal:ask_young" if form.is_young else "portal:ask"),
    }
    return _page(request, "portal/ask/form.html", context, status=status)


def _enter(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        code = form.cleaned_data["code"]
        if _conversation(request, code):
            return _remembered(redirect("portal:ask_answer"), code)
        form.add_error("code", told(Said.UNKNOWN))
    return _page(request, "portal/ask/code.html", {"form": form}, status=422)


def _said(request: HttpRequest, found: Conversation, form: SayForm, *, status: int = 200) -> HttpResponse:
    proposed = found.proposed_at.isoformat() if found.proposed_at else ""
    return _page(request, "portal/ask/answer.html", {"found": found, "form": form, "proposed": proposed}, status=status)


def _page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    kept = {"kept_days": KEPT_DAYS, "kept_after_end": KEPT_AFTER_END_DAYS}
    ways = {"leave": True, "quick_exit_url": reverse("portal:ask_leave")}
    return render(request, template, {**kept, **ways, **context}, status=status)


def _conversation(request: HttpRequest, code: str) -> Conversation | None:
    found: tuple[UUID, Conversation] | None = published.conversation(
        code, _language(), address=_address(request), using=_using()
    )
    return found[1] if found else None


def _code(request: HttpRequest) -> str:
    return code_in_use(request.COOKIES.get(settings.DARNA_QUESTION_COOKIE, ""))


def _remembered(response: HttpResponse, code: str) -> HttpResponse:
    """The code stays in use on this phone for twenty minutes, unreadable to scripts and to whoever finds it."""
    response.set_cookie(
        settings.DARNA_QUESTION_COOKIE,
        in_use(code),
        max_age=IN_USE,
        httponly=True,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        samesite="Strict",
    )
    return response


def _forgotten(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(settings.DARNA_QUESTION_COOKIE, samesite="Strict")
    return response


def _status(said: Said) -> int:
    return 429 if said in _TOO_MANY else 422


def _address(request: HttpRequest) -> str:
    return client_address(request.META)


def _language() -> str:
    return (get_language() or "fr")[:2]


def _using() -> str:
    return str(settings.PORTAL_DATABASE)
