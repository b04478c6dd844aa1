"""The pages of the trail; opening one is itself an entry."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import note_reading
from darna.base.audit.forms import FilterForm
from darna.base.audit.queries import Filters, chain_of, readers_of, trail_page
from darna.kernel.errors import Invalid, NotFound


@needs(Verb.READ_AUDIT)
@require_safe
def trail(request: Any) -> HttpResponse:
    """What the agency's members did, newest first."""
    form = FilterForm(request.GET, actor=request.actor)
    filters = form.filters() if form.is_valid() else None
    page = _page(request, filters)
    note_reading(filters or Filters())
    context = {"form": form, "page": page, "older_url": _older(request, page), "chain": chain_of(request.actor)}
    context |= {"columns": _columns(), "is_first": not request.GET.get("before")}
    return render(request, "audit/trail.html", context, status=422 if form.errors else 200)


@needs(Verb.READ_AUDIT)
@require_safe
def person(request: Any, person_id: UUID) -> HttpResponse:
    """Who of the agency saw one person's file, and what they did there."""
    try:
        readers = readers_of(request.actor, person_id)
    except NotFound as absent:
        raise Http404 from absent
    page = _page(request, Filters(person_id=person_id))
    note_reading(Filters(person_id=person_id))
    context = {"readers": readers, "page": page, "older_url": _older(request, page), "columns": _columns()}
    context |= {"reference": next((line.reference for line in page.lines if line.reference), "")} if page else {}
    context |= {"is_first": not request.GET.get("before")}
    return render(request, "audit/person.html", context)


def _page(request: Any, filters: Filters | None) -> Any:
    if filters is None:
        return None
    try:
        return trail_page(request.actor, filters, before=request.GET.get("before", ""))
    except Invalid as wrong:
        raise Http404 from wrong


def _older(request: Any, page: Any) -> str:
    if not page or not page.older:
        return ""
    kept = {name: value for name, value in request.GET.items() if name != "before" and value}
    return "?" + urlencode({**kept, "before": page.older})


def _columns() -> list[dict[str, str]]:
    labels = (_("When"), pgettext("member who acted", "Who"), _("What happened"), _("File"), _("Details"))
    return [{"label": label} for label in labels]
