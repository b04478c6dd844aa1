"""Files that machines ask for: what may be searched, the list of pages, what an installed portal is, and its helper."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from darna.base.accounts.decorators import public
from darna.domains.pages.queries.published import shown_addresses
from darna.faces.portal import ways
from darna.faces.portal.doors import DOORS
from darna.faces.portal.steady import steady
from darna.faces.shell.languages import OWN_NAMES


@dataclass(frozen=True, slots=True)
class Entry:
    """A public page in the list for search engines: its address after the language, and in which it is written."""

    rest: str
    languages: tuple[str, ...] = tuple(OWN_NAMES)
    changed_on: date | None = None


#: How long the list of the site is kept by whoever asks for it.
LIST_SECONDS: Final = 3600
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">'
)

Lister = Callable[[str], Iterable[Entry]]


def written_pages(using: str) -> list[Entry]:
    """Every page that is shown. One query."""
    return [Entry(f"read/{one.slug}/", one.languages, one.changed_on) for one in shown_addresses(using=using)]


#: Whoever shows public pages adds how they are listed; asked with the connection of the public side.
LISTS: Final[list[Lister]] = [written_pages]
_STEADY: Final = ("", "help/", "privacy/", "accessibility/", *(f"door/{door.key}/" for door in DOORS))


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in each language it is written in."""
    entries = [Entry(rest) for rest in _STEADY]
    entries += [Entry(rest) for rest in ("services/", "ask/") if ways.is_open(rest)]
    entries += [entry for lister in LISTS for entry in lister(settings.PORTAL_DATABASE)]
    origin = request.build_absolute_uri("/")
    # Written by hand: thousands of services in four languages are too much for a template.
    text = "\n".join([_HEAD, *(place for entry in entries for place in _places(origin, entry)), "</urlset>\n"])
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=LIST_SECONDS)
    return response


def _places(origin: str, entry: Entry) -> Iterator[str]:
    """One page in each language, each with its twins."""
    places = {language: escape(f"{origin}{language}/{quote(entry.rest)}") for language in entry.languages}
    day = f"<lastmod>{entry.changed_on.isoformat()}</lastmod>" if entry.changed_on else ""
    twins = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{place}"/>' for language, place in places.items()
    )
    return (f"<url><loc>{place}</loc>{day}{twins}</url>" for place in places.values())


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What a search engine may look at: the public pages, and no answer to a question."""
    rooms = [*sorted(settings.DARNA_STAFF_ROOMS), "ask", "search", "offline"]
    lines = ["User-agent: *", *(f"Disallow: /*/{room}/" for room in rooms), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """What a phone shows when the portal is put among its programs."""
    if language not in OWN_NAMES:
        raise Http404
    with override(language):
        told = {
            "name": gettext("Darna, the Maison of migrants"),
            "short_name": "Darna",
            "lang": language,
            "dir": "rtl" if language == "ar" else "ltr",
            "start_url": f"/{language}/",
            "scope": "/",
            "display": "minimal-ui",
            "background_color": "#fbf8f3",
            "theme_color": "#0f5b57",
            "icons": [
                {"src": static(f"portal/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
                for size in (192, 512)
            ],
        }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/manifest+json; charset=utf-8")


@public
@require_safe
def helper(request: HttpRequest) -> HttpResponse:
    """The service worker, which keeps the last public pages on the phone; asked for anew each time."""
    told = {"languages": list(OWN_NAMES), "offline": [f"/{language}/offline/" for language in OWN_NAMES]}
    response = render(request, "portal/sw.js", told, content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return response


@public
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown instead of a page that was never kept, while there is no line."""
    return steady(request, "portal/offline.html", {})
