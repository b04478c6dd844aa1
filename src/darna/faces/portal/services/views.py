"""The public pages of the directory. They ask as the public side alone, and know nobody."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from darna.base.accounts.addresses import client_address
from darna.base.accounts.decorators import public
from darna.base.pages.listing import Address, page_number, pager
from darna.domains.directory.actions.public import suggest_edit
from darna.domains.directory.queries import published
from darna.domains.directory.values import ShownOffer
from darna.faces.portal.services.counting import counted
from darna.faces.portal.services.forms import NeedForm, ServicesForm, SuggestionForm
from darna.faces.portal.services.lines import entry_of, line_of, lines_of
from darna.kernel.errors import NotFound

#: So many entries can be put in order in the reader's own browser.
NEAR_ROWS: Final = 120


@public
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The services that fit, some at a time."""
    form = ServicesForm(request.GET)
    form.is_valid()
    filters, number = form.filters(), page_number(request.GET)
    found = published.find_shown(filters, spoken(), start=(number - 1) * published.ROWS, using=settings.PORTAL_DATABASE)
    address = Address(request.GET, request.path)
    return render(
        request,
        "portal/services/list.html",
        {
            "form": form,
            "found": found,
            "lines": lines_of(found.lines, spoken()),
            "pager": pager(found, number, address),
            "is_narrowed": any(request.GET.get(name) for name in ("spoken", "group", "is_free", "sort")),
            "everywhere_url": address(place=None, page=None, sort=None) if filters.area else "",
        },
    )


@public
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """How many services there are in each commune: a drawing, and the same as a list of links."""
    form = NeedForm(request.GET)
    form.is_valid()
    need = form.cleaned_data.get("need") or ""
    return render(request, "portal/services/map.html", {"form": form, **counted(need, spoken())})


@public
@require_safe
def near(request: HttpRequest) -> HttpResponse:
    """Services that the reader's own browser puts in order of nearness; where the reader is never leaves it."""
    form = NeedForm(request.GET)
    form.is_valid()
    form_of_list = ServicesForm(request.GET)
    form_of_list.is_valid()
    found = published.find_shown(form_of_list.filters(), spoken(), limit=NEAR_ROWS, using=settings.PORTAL_DATABASE)
    values = {"form": form, "found": found, "lines": lines_of(found.lines, spoken())}
    response = render(request, "portal/services/near.html", values)
    # Every other page forbids it: a browser asks the reader here, and the answer stays there.
    response["Permissions-Policy"] = "geolocation=(self), camera=(), microphone=()"
    return response


@public
@require_safe
def service(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """One service at one place."""
    try:
        offer, others = published.shown_with_others(offer_id, using=settings.PORTAL_DATABASE)
    except NotFound as gone:
        raise Http404 from gone
    return render(request, "portal/services/entry.html", {"entry": entry_of(offer, others, spoken())})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Somebody says what is wrong with an entry, without saying who they are."""
    offer = _shown(offer_id)
    form = SuggestionForm(request.POST or None)
    waits = False
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"about": form.cleaned_data["about"], "words": form.cleaned_data["words"]}
        kept = form.is_of_a_machine or suggest_edit(
            offer.id, **told, language=spoken(), address=client_address(request.META), using=settings.PORTAL_DATABASE
        )
        if kept:
            return HttpResponseRedirect(reverse("portal:service_thanks", args=[offer.id]))
        waits = True
    status = 429 if waits else 422 if form.errors else 200
    values = {"form": form, "line": line_of(offer, spoken()), "waits": waits}
    return render(request, "portal/services/wrong.html", values, status=status)


@public
@require_safe
def thanks(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """What becomes of what somebody said."""
    return render(request, "portal/services/thanks.html", {"line": line_of(_shown(offer_id), spoken())})


def spoken() -> str:
    """The language of the page."""
    return (get_language() or "fr")[:2]


def _shown(offer_id: UUID) -> ShownOffer:
    try:
        return published.shown_offer(offer_id, using=settings.PORTAL_DATABASE)
    except NotFound as gone:
        raise Http404 from gone
