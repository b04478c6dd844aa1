"""Two files that may be of one person: side by side, for a person to decide."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, page_number, pager_of_total
from darna.domains.people import actions, queries
from darna.domains.people.queries.daily import open_pair_count
from darna.faces.desk.views.search import why_here

#: Pairs on a page: few, because each is looked at with care.
SHOWN = 10


@needs(Verb.EDIT_PERSON)
@require_http_methods(["GET", "HEAD"])
def duplicates(request: DeskRequest) -> HttpResponse:
    """The pairs that wait for a decision. Four queries of its own."""
    total = open_pair_count(request.actor)
    number = min(page_number(request.GET), max(1, -(-total // SHOWN)))
    start = (number - 1) * SHOWN
    pairs = queries.open_pairs(request.actor, limit=SHOWN, start=start)
    context = {
        "pairs": [{"pair": pair, "sides": (line, pair.other), "why": why_here(pair.reasons)} for line, pair in pairs],
        "total": total,
        "page": pager_of_total(number, SHOWN, total, Address(request.GET, request.path)),
    }
    return render(request, "desk/duplicates.html", context)


@needs(Verb.EDIT_PERSON)
@require_POST
def decide(request: DeskRequest, pair: UUID) -> HttpResponse:
    """Say that both files are of one person, or of two."""
    is_same = request.POST.get("same") == "yes"
    actions.decide_pair(pair, is_same, by=request.actor)
    messages.success(
        request,
        gettext("Noted: both files are of one person.")
        if is_same
        else gettext("Noted: they are two different persons."),
    )
    return redirect("desk:duplicates")
