"""A calendar outside asks with the address of a subscription: busy times, and nobody's name."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from darna.base.accounts.decorators import public
from darna.domains.planning.feeds import feed_of
from darna.domains.planning.ics import calendar_file
from darna.faces.portal.turns import has_turn


@public
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind an address, 404 for one that is over or never was; one that did not change says so."""
    if not has_turn(request):
        return HttpResponse(status=429, headers={"Retry-After": "3600", "Cache-Control": "no-store"})
    feed = feed_of(token, get_language() or "fr", using=settings.PORTAL_DATABASE)
    if feed is None:
        raise Http404
    # A calendar outside lies on other people's machines: where somebody works with whom says something too.
    # The same appointments are the same file: its instant is that of the subscription, not of the asking.
    body = calendar_file(feed.entries, word=gettext("Appointment"), house="", made_at=feed.made_at)
    response = HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"},
    )
    set_response_etag(response)
    unchanged = get_conditional_response(request, etag=response["ETag"], response=response)
    return unchanged if isinstance(unchanged, HttpResponse) else response
