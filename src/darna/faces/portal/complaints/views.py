"""Pages of whoever complains without an account; no browser keeps them, and no address says what is complained of."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from darna.base.accounts.addresses import client_address
from darna.base.accounts.decorators import public
from darna.domains.asking.codes import grouped
from darna.domains.asking.sealing import IN_USE, code_in_use, in_use
from darna.domains.complaints import published
from darna.domains.complaints.choices import KIND_NAMES, OUTCOME_NAMES, REMEDY_NAMES, STATE_NAMES
from darna.domains.complaints.values import Conversation, Said
from darna.domains.complaints.wording import told
from darna.faces.portal.asking.forms import CodeForm
from darna.faces.portal.asking.views import ELSEWHERE
from darna.faces.portal.complaints.forms import DecideForm, EndForm, MoreForm, ReviewForm, TellForm

View = Callable[..., HttpResponse]
_TOO_MANY: Final = {Said.TOO_MANY, Said.TOO_MANY_HERE, Said.SAME_WORDS, Said.WAIT}


def unkept(view: View) -> View:
    """Anyone may open it; no browser and nobody in between keeps it, and search engines show its first page alone."""

    @public
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex" if request.path != reverse("portal:complain") else "all"
        return response

    return shown


@unkept
@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How complaints work here, who reads them and how they ended so far."""
    context = {
        "places": published.places(_language(), using=_using()),
        "counts": [
            (one, KIND_NAMES[one.kind], OUTCOME_NAMES[one.outcome])
            for one in published.counts(_language(), using=_using())
        ],
    }
    return _page(request, "portal/complain/how.html", context)


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """Complain or give an opinion."""
    places = published.places(_language(), using=_using())
    if not places:
        return _page(request, "portal/complain/how.html", {"places": (), "counts": []})
    form = TellForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        said, code = published.complain(
            form.draft(_language()), seed=form.seed, address=_address(request), using=_using()
        )
        if said.is_done:
            return _remembered(redirect("portal:complain_sent"), code)
        form.add_error(None, told(said))
        return _page(request, "portal/complain/form.html", {"form": form, "places": places}, status=_status(said))
    return _page(
        request, "portal/complain/form.html", {"form": form, "places": places}, status=422 if form.errors else 200
    )


@unkept
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The receipt: the code, to be written down."""
    code = _code(request)
    if not code:
        return redirect("portal:complain_answer")
    return _page(request, "portal/complain/sent.html", {"groups": grouped(code).split("-")})


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Enter the code, or read what was said while it is in use on this phone."""
    if request.method == "POST":
        return _enter(request)
    code = _code(request)
    found = _conversation(request, code) if code else None
    return _said(request, found) if found else _page(request, "portal/complain/code.html", {"form": CodeForm()})


@unkept
@require_POST
def more(request: HttpRequest) -> HttpResponse:
    """Say something more."""
    return _words(request, MoreForm, "form", published.add)


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Ask that somebody else looks again."""
    code = _code(request)
    found = _conversation(request, code) if code else None
    if found is None or (request.method != "POST" and not found.may_review):
        return redirect("portal:complain_answer")
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].strip()
        said = published.ask_review(code, text, seed=form.seed, address=_address(request), using=_using())
        if said.is_done:
            return redirect("portal:complain_answer")
        form.add_error(None, told(said))
    return _page(request, "portal/complain/review.html", {"form": form}, status=422 if form.errors else 200)


@unkept
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Say whether the desk may be told exactly what stood there."""
    code, form = _code(request), DecideForm(request.POST)
    if code and form.is_valid():
        agrees, one = form.cleaned_data["agrees"] == "yes", form.cleaned_data["handover"]
        published.decide_handover(code, one, agrees=agrees, address=_address(request), using=_using())
    return HttpResponseRedirect(reverse("portal:complain_answer") + "#desk")


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest) -> HttpResponse:
    """End it, satisfied or not; before an answer, that withdraws it."""
    code = _code(request)
    found = _conversation(request, code) if code else None
    if found is None or found.is_closed:
        return redirect("portal:complain_answer")
    form = EndForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "portal/complain/end.html", {"found": found})
    satisfied = {"yes": True, "no": False}.get(form.cleaned_data["satisfied"])
    published.close(code, satisfied=satisfied, address=_address(request), using=_using())
    return redirect("portal:complain_answer")


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


def _words(request: HttpRequest, kind: type[MoreForm], name: str, act: Callable[..., Said]) -> HttpResponse:
    code, form = _code(request), kind(request.POST)
    found = _conversation(request, code) if code else None
    if found is None:
        return redirect("portal:complain_answer")
    if not form.is_valid():
        return _said(request, found, status=422, **{name: form})
    said = act(code, form.cleaned_data["text"].strip(), seed=form.seed, address=_address(request), using=_using())
    if not said.is_done:
        form.add_error(None, told(said))
        return _said(request, found, status=_status(said), **{name: form})
    return HttpResponseRedirect(reverse("portal:complain_answer") + "#end")


def _enter(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        code = form.cleaned_data["code"]
        if _conversation(request, code):
            return _remembered(redirect("portal:complain_answer"), code)
        form.add_error("code", told(Said.UNKNOWN))
    return _page(request, "portal/complain/code.html", {"form": form}, status=422)


def _said(
    request: HttpRequest, found: Conversation, *, status: int = 200, form: MoreForm | None = None
) -> HttpResponse:
    context = {
        "found": found,
        "form": form or MoreForm(),
        "kind": KIND_NAMES[found.kind],
        "state": STATE_NAMES[found.state],
        "outcome": OUTCOME_NAMES.get(found.outcome, ""),
        "remedy": REMEDY_NAMES.get(found.remedy, ""),
    }
    return _page(request, "portal/complain/answer.html", context, status=status)


def _page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    ways = {"leave": True, "quick_exit_url": reverse("portal:complain_leave")}
    return render(request, template, {**ways, **context}, status=status)


def _conversation(request: HttpRequest, code: str) -> Conversation | None:
    return published.conversation(code, _language(), address=_address(request), using=_using())


def _code(request: HttpRequest) -> str:
    return code_in_use(request.COOKIES.get(settings.DARNA_COMPLAINT_COOKIE, ""))


def _remembered(response: HttpResponse, code: str) -> HttpResponse:
    """The code stays in use on this phone for twenty minutes, unreadable to scripts and to whoever finds it."""
    response.set_cookie(
        settings.DARNA_COMPLAINT_COOKIE,
        in_use(code),
        max_age=IN_USE,
        httponly=True,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        samesite="Strict",
    )
    return response


def _forgotten(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(settings.DARNA_COMPLAINT_COOKIE, samesite="Strict")
    return response


def _status(said: Said) -> int:
    return 429 if said in _TOO_MANY else 422


def _address(request: HttpRequest) -> str:
    return client_address(request.META)


def _language() -> str:
    return (get_language() or "fr")[:2]


def _using() -> str:
    return str(settings.PORTAL_DATABASE)
