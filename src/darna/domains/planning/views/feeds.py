"""Subscribing to one's calendar: an address shown once, and a way to end it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.domains.planning import actions, forms, queries, wording
from darna.domains.planning.views.answering import answered, explain
from darna.kernel.errors import AlreadyDone, Invalid


@needs(Verb.OPEN_FILE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: DeskRequest) -> HttpResponse:
    """My addresses, and a form for another; a new one is shown this once."""
    form = forms.FeedForm(request.POST or None, may_team=request.actor.may(Verb.SUPERVISE))
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    told = form.cleaned_data
    try:
        token = actions.make_feed(told["scope"], told["label"], by=request.actor)
    except Invalid as problem:
        explain(form, problem)
        return _page(request, form, status=422)
    except AlreadyDone as problem:
        form.add_error(None, wording.sentence(problem.code))
        return _page(request, form, status=422)
    address = request.build_absolute_uri(reverse("portal:calendar_feed", args=[token]))
    return _page(request, forms.FeedForm(may_team=request.actor.may(Verb.SUPERVISE)), address=address)


@needs(Verb.OPEN_FILE)
def end_feed(request: DeskRequest, feed_id: UUID) -> HttpResponse:
    """End an address."""
    line = queries.my_feed(request.actor, feed_id)
    form = ConfirmForm(request.POST or None, initial={"seen_version": line.version})
    page = Page(
        _("End this subscription?"),
        _("End it"),
        _("The address answers nobody any more."),
        reverse("planning:feeds"),
        _("Back to the subscriptions"),
        line.label,
        lead=_("What the other calendar has taken over already stays there until it asks again."),
        is_danger=True,
    )
    return answered(request, form, page, lambda: actions.end_feed(feed_id, seen_version=form.seen, by=request.actor))


def _page(request: DeskRequest, form: Any, *, status: int = 200, address: str = "") -> HttpResponse:
    values = {"form": form, "feeds": queries.my_feeds(request.actor), "address": address}
    return render(request, "planning/feeds.html", values, status=status)
