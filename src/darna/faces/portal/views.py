"""The first page, the doors and what must always be there: help lines, data and rights, accessibility. No cookies."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.http import require_safe

from darna.base.accounts.decorators import public
from darna.domains.pages.queries.published import shown_pages
from darna.faces.portal import ways
from darna.faces.portal.doors import CHILD_LINE, DOORS, NEEDS, door_of
from darna.faces.portal.entitlements.catalogue import rights_behind
from darna.faces.portal.lines import CHILD_LINES, LINES
from darna.faces.portal.steady import steady
from darna.faces.shell.languages import OWN_NAMES


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead from the bare address to the welcome page in the language the browser asks for."""
    language = get_language_from_request(request)[:2]
    response = redirect(f"/{language if language in OWN_NAMES else 'fr'}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@public
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """What the Maison does, in plain words, for whoever comes. No queries."""
    told = {"doors": DOORS, "child_line": CHILD_LINE, "has_asking": ways.has_asking()}
    return steady(request, "portal/welcome.html", told)


@public
@require_safe
def behind_door(request: HttpRequest, door: str) -> HttpResponse:
    """What one door is for, its pages and where to go on. One query."""
    found = door_of(door)
    if found is None:
        raise Http404
    language = (get_language() or "fr")[:2]
    pages = [line for line in shown_pages(language, using=settings.PORTAL_DATABASE) if line.door == door]
    told = {
        "door": found,
        "pages": [line for line in pages if not line.for_minors],
        "for_minors": [line for line in pages if line.for_minors],
        "needs": [(code, NEEDS[code]) for code in found.needs] if ways.has_services() else [],
        "rights": rights_behind(door, language) if ways.has_access() else (),
        "has_asking": ways.has_asking(),
        "leave": any(line.is_sensitive for line in pages),
        "lines": CHILD_LINES if door == "child" else (),
    }
    response = render(request, "portal/door.html", told)
    if told["leave"]:
        # Whoever picks up the phone afterwards does not find what was read on it.
        patch_cache_control(response, no_store=True)
    return response


@public
@require_safe
def help_lines(request: HttpRequest) -> HttpResponse:
    """Whom to call, and how sure we are of each number. No queries."""
    return steady(request, "portal/help.html", {"lines": LINES, "leave": True})


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about a person, and that person's rights. No queries."""
    return steady(request, "portal/privacy.html", {"has_asking": ways.has_asking()})


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far these pages can be used by everyone, and what to do when they cannot. No queries."""
    return steady(request, "portal/accessibility.html", {})
