"""The public pages. No queries, no cookies needed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from darna.base.accounts.decorators import public
from darna.faces.portal.doors import CHILD_LINE, DOORS
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
    """What the Maison does, in plain words, for whoever comes."""
    return render(request, "portal/welcome.html", {"doors": DOORS, "child_line": CHILD_LINE})


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about a person, and that person's rights."""
    return render(request, "portal/privacy.html")


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far these pages can be used by everyone, and what to do when they cannot."""
    return render(request, "portal/accessibility.html")
