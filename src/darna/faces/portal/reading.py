"""A public page as it is read, and its pictures."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from darna.base.accounts.decorators import public
from darna.domains.pages.queries.published import ShownPage, shown_image, shown_page
from darna.domains.pages.values import DIRECTIONS
from darna.faces.portal import ways
from darna.faces.portal.doors import door_of
from darna.faces.portal.lines import CHILD_LINES
from darna.kernel.markdown import to_html

#: A picture never changes: another one has another address. It may be taken back, so not for ever.
PICTURE_SECONDS = 3600


@public
@require_safe
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """One page with its sources; in the nearest language where the reader's is not ready. Two queries."""
    language = (get_language() or "fr")[:2]
    page = shown_page(slug, language, using=settings.PORTAL_DATABASE)
    told = {
        "page": page,
        "line": page.line,
        "door": door_of(page.line.door),
        "body": _drawn(page, language),
        "direction": DIRECTIONS[page.line.language],
        "is_other_language": page.line.language != language,
        "written_in": page.languages,
        "twins": [
            (code, reverse("portal:read", args=[slug]).replace(f"/{language}/", f"/{code}/", 1))
            for code in page.languages
        ],
        "leave": page.line.is_sensitive,
        "lines": CHILD_LINES if page.line.for_minors else (),
        "has_asking": ways.has_asking(),
        "address": request.build_absolute_uri(request.path),
    }
    response = render(request, "portal/read.html", told)
    if page.line.is_sensitive:
        # Whoever picks up the phone afterwards does not find what was read on it.
        patch_cache_control(response, no_store=True)
    return response


@public
@require_safe
def picture(request: HttpRequest, image_id: UUID) -> HttpResponse:
    """A picture of a page that is shown. One query."""
    media_type, body = shown_image(image_id, using=settings.PORTAL_DATABASE)
    response = HttpResponse(body, content_type=media_type)
    patch_cache_control(response, public=True, max_age=PICTURE_SECONDS)
    response["Content-Disposition"] = "inline"
    return response


def _drawn(page: ShownPage, language: str) -> SafeString:
    """The body; links of this site that name no language lead into the reader's."""
    return mark_safe(to_html(page.body, root=f"/{language}"))  # noqa: S308 - the renderer escapes everything
