"""Public pages know nobody: no session, no transaction on the application's connection, short keeping by browsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag

from darna.base.database.through import asked_through
from darna.faces.shell.languages import language_of_path

#: Addresses without a language that everybody may ask for.
ROOT_FILES: Final = frozenset({"/", "/sitemap.xml", "/robots.txt", "/sw.js"})
_MANIFESTS: Final = "/manifest-"
#: What other programs ask: public data alone.
_INTERFACE: Final = "/api/"
#: How long a browser shows a page again without asking.
SECONDS: Final = 60


def is_public_path(path: str) -> bool:
    """Whether an address is of a public page: any under a language that is not of a room of staff.

    >>> [is_public_path(path) for path in ("/fr/", "/fr/read/x/", "/fr/desk/", "/fr/deskside/", "/healthz", "/sw.js")]
    [True, True, False, True, False, True]
    """
    if path in ROOT_FILES or path.startswith((_MANIFESTS, _INTERFACE)):
        return True
    if not language_of_path(path):
        return False
    room = path.lstrip("/").split("/", 2)[1:2]
    return bool(room) and room[0] not in settings.DARNA_STAFF_ROOMS


class PublicMiddleware:
    """Sets `request.is_public`; a public page is given no cookie that says who reads it, and may be kept a minute.

    A view that sets `Cache-Control` itself keeps what it set; an answer to a form is never kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.is_public = is_public_path(request.path_info)  # type: ignore[attr-defined]
        if not request.is_public:  # type: ignore[attr-defined]
            return self.get_response(request)
        kept = {
            settings.CSRF_COOKIE_NAME,
            settings.LANGUAGE_COOKIE_NAME,
            settings.DARNA_QUESTION_COOKIE,
            settings.DARNA_COMPLAINT_COOKIE,
        }
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if name in kept}
        with asked_through(settings.PORTAL_DATABASE):
            response = self.get_response(request)
        return _kept_shortly(request, response) if isinstance(response, HttpResponse) else response


def _kept_shortly(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    if request.method not in {"GET", "HEAD"} or response.status_code != 200 or response.cookies:
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True)
        return response
    if not request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        _say_that_no_cookie_matters(response)
    if response.has_header("Cache-Control"):
        return response
    patch_cache_control(response, public=True, max_age=SECONDS)
    set_response_etag(response)
    return get_conditional_response(request, etag=response.get("ETag"), response=response) or response


def _say_that_no_cookie_matters(response: HttpResponse) -> None:
    """The machinery of sessions was asked whether somebody signed in, and nobody had: the page is the same for all."""
    told = [name.strip() for name in response.get("Vary", "").split(",")]
    del response["Vary"]
    if others := [name for name in told if name and name.lower() != "cookie"]:
        patch_vary_headers(response, others)
