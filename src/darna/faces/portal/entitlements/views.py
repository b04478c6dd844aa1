"""The public pages of rights. What is told in a form answers it and is kept nowhere: not here, not in the address.

A right is read on one page, which sets no cookie and may be read again without a line; it is checked on another.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from darna.base.accounts.decorators import public
from darna.faces.portal import ways
from darna.faces.portal.entitlements import catalogue, comparing
from darna.faces.portal.entitlements.answering import answered, shown_right
from darna.faces.portal.entitlements.comparing import Comparison
from darna.faces.portal.entitlements.forms import AudienceForm, SituationForm
from darna.faces.portal.entitlements.law import address_in_law
from darna.faces.portal.entitlements.places import named_needs, places_for
from darna.faces.portal.lawbook import book_today
from darna.faces.portal.turns import has_turn
from darna.rules.book import Book
from darna.rules.engine.rights import Right

answering = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """The rights by who asks. No queries."""
    form = AudienceForm(request.GET)
    who = form.cleaned_data["who"] if form.is_valid() else ""
    told = {
        "form": form,
        "who": who,
        "groups": [
            (code, words, [_line(right) for right in found]) for code, words, found in catalogue.rights_for(who)
        ],
        "has_forms": bool(comparing.legal_forms()),
        "has_supports": bool(comparing.supports()),
    }
    return render(request, "portal/access/list.html", told)


@public
@require_safe
def right(request: HttpRequest, address: str) -> HttpResponse:
    """What a right is, who decides, the steps and the papers. One query."""
    found = _right(address)
    is_about_danger = catalogue.is_about_danger(found)
    told = {
        "right": shown_right(found, spoken(), book_today()),
        "is_about_danger": is_about_danger,
        "law": address_in_law(found.id),
        "leave": catalogue.can_be_left(found),
        "needs": named_needs(found),
        "has_asking": ways.has_asking(),
    }
    response = render(request, "portal/access/right.html", told)
    return _unkept(response) if is_about_danger else response


@public
@answering
def check(request: HttpRequest, address: str) -> HttpResponse:
    """Whether one seems to have a right. One query, and those of its services with an answer."""
    found, known = _right(address), book_today()
    form = SituationForm(catalogue.facts_of(found.id, known), spoken(), _posted(request))
    waits = _waits(request, form)
    told = {
        "right": shown_right(found, spoken(), known),
        "is_about_danger": catalogue.is_about_danger(found),
        "form": form,
        "leave": True,
        "has_asking": ways.has_asking(),
        "waits": waits,
        **({} if waits else _answer(form, found, known)),
    }
    return _unkept(render(request, "portal/access/check.html", told, status=_status(form, waits=waits)))


@public
@answering
def legal_forms(request: HttpRequest) -> HttpResponse:
    """The legal forms side by side. One query."""
    return _compared(request, comparing.FORMS, comparing.legal_forms())


@public
@answering
def supports(request: HttpRequest) -> HttpResponse:
    """What an investment may get. One query."""
    return _compared(request, comparing.SUPPORT, comparing.supports())


def spoken() -> str:
    """The language of the page."""
    return (get_language() or "fr")[:2]


def _compared(request: HttpRequest, page: Comparison, found: tuple[Right, ...]) -> HttpResponse:
    known = book_today()
    form = SituationForm(catalogue.facts_of_rights(found, known), spoken(), _posted(request))
    waits = _waits(request, form)
    told = {
        "page": page,
        "waits": waits,
        "form": form,
        "leave": True,
        "rights": [_line(one) for one in found],
        "compared": comparing.compared(found, form.told, spoken(), known) if _is_told(form) and not waits else (),
        "has_asking": ways.has_asking(),
    }
    return _unkept(render(request, "portal/access/compare.html", told, status=_status(form, waits=waits)))


def _right(address: str) -> Right:
    found = catalogue.right_at(address)
    if found is None:
        raise Http404
    return found


def _answer(form: SituationForm, found: Right, known: Book) -> dict[str, Any]:
    if not _is_told(form):
        return {}
    return {"answered": answered(found, form.told, spoken(), known), "places": places_for(found, spoken())}


def _unkept(response: HttpResponse) -> HttpResponse:
    """Kept by no browser and shown by no search engine: what is told, and what speaks of danger."""
    patch_cache_control(response, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _is_told(form: SituationForm) -> bool:
    return form.is_bound and form.is_valid()


def _waits(request: HttpRequest, form: SituationForm) -> bool:
    """Whether somebody asks for an answer who asked too often."""
    return _is_told(form) and not has_turn(request)


def _status(form: SituationForm, *, waits: bool) -> int:
    return 429 if waits else 422 if form.is_bound and form.errors else 200


def _line(one: Right) -> dict[str, str]:
    return {"address": one.address, "title": one.title.in_(spoken()), "summary": one.summary.in_(spoken())}
