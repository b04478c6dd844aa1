"""Two files that may be of one person: side by side, for a person to decide; united, put off, or two."""

from __future__ import annotations

from typing import Any
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
from darna.domains.linkage.queries import what_speaks
from darna.domains.people import actions
from darna.domains.people.queries import person_card
from darna.domains.people.queries.daily import MOST_COUNTED
from darna.domains.people.queries.duplicates import PairFilters, PairRow, pair_count, pair_to_compare, pairs_of
from darna.domains.people.queries.merged import hindrances_to_merge
from darna.faces.desk.comparing import compared, how_alike
from darna.faces.desk.forms.pairs import PairFilterForm, PutOffForm, UniteForm
from darna.faces.desk.views.search import why_here
from darna.faces.shell.problems import sentence
from darna.kernel.errors import Invalid, Refused

#: Pairs on a page: few, because each is looked at with care.
SHOWN = 10
#: Pairs that nobody has decided; of the others it is told what was.
UNDECIDED = ("open", "later")
_look = require_http_methods(["GET", "HEAD"])


@needs(Verb.EDIT_PERSON)
@_look
def duplicates(request: DeskRequest) -> HttpResponse:
    """The pairs that wait for a decision, were put off or decided. Four queries of its own."""
    form = PairFilterForm(request.GET)
    filters = form.filters()
    total = pair_count(request.actor, filters, most=MOST_COUNTED)
    number = min(page_number(request.GET), max(1, -(-total // SHOWN)))
    pairs = pairs_of(request.actor, filters, limit=SHOWN, start=(number - 1) * SHOWN)
    context = {
        "pairs": [_told(pair) for pair in pairs],
        "form": PairFilterForm(initial=vars_of(filters)),
        "is_narrowed": filters != PairFilters(),
        "total": total,
        "page": pager_of_total(number, SHOWN, total, Address(request.GET, request.path)),
    }
    return render(request, "desk/duplicates.html", context)


def vars_of(filters: PairFilters) -> dict[str, str]:
    """The filters as the form begins."""
    return {"state": filters.state, "source": filters.source, "sort": filters.sort}


def _told(pair: PairRow) -> dict[str, Any]:
    return {
        "pair": pair,
        "sides": pair.sides,
        "why": why_here(pair.reasons),
        "alike": how_alike(pair.score),
        "waits": pair.state in UNDECIDED,
    }


@needs(Verb.EDIT_PERSON)
@_look
def compare(request: DeskRequest, pair: UUID) -> HttpResponse:
    """Both files field by field, why Darna asks, and what can be decided; both openings are noted."""
    return _compare_page(request, pair_to_compare(request.actor, pair))


def _compare_page(request: DeskRequest, found: PairRow, *, later: PutOffForm | None = None) -> HttpResponse:
    actor = request.actor
    cards = [person_card(actor, line.id) for line in found.sides]
    for card in cards:
        actions.note_opening(actor, card)
    may_unite = actor.may(Verb.MERGE_PERSONS)
    hindrances = hindrances_to_merge(cards[0].id, cards[1].id) if may_unite else []
    context = {
        **_told(found),
        "cards": cards,
        "rows": compared(cards[0], cards[1]),
        "speaks": what_speaks(actor, cards[0].id, cards[1].id),
        "later": later or PutOffForm(),
        "may_unite": may_unite and not hindrances,
        "hindrances": [sentence(Refused(f"merge_{code}")) for code in hindrances],
    }
    return render(request, "desk/pair.html", context, status=422 if later else 200)


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
    return _next(request)


@needs(Verb.EDIT_PERSON)
@require_POST
def put_off(request: DeskRequest, pair: UUID) -> HttpResponse:
    """Ask about the pair again on a day, when somebody was asked."""
    found = pair_to_compare(request.actor, pair)
    form = PutOffForm(request.POST)
    if form.is_valid():
        try:
            actions.put_off_pair(pair, form.cleaned_data["until"], by=request.actor)
        except Invalid as problem:
            form.add_error("until", sentence(problem))
        else:
            messages.success(request, gettext("The pair is asked about again on that day."))
            return _next(request)
    return _compare_page(request, found, later=form)


@needs(Verb.MERGE_PERSONS)
@require_POST
def unite(request: DeskRequest, pair: UUID) -> HttpResponse:
    """Close one of the two files into the other, with the words that were chosen."""
    found = pair_to_compare(request.actor, pair)
    form = UniteForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Choose which of the two files stays."))
        return redirect("desk:compare", pair)
    kept, closed = found.sides if form.kept() == 0 else found.sides[::-1]
    try:
        actions.merge_persons(kept.id, closed.id, form.taken(), by=request.actor)
    except Refused as problem:
        messages.error(request, sentence(problem))
        return redirect("desk:compare", pair)
    messages.success(
        request, gettext("The two files are one now. Nothing was lost, and a supervisor can part them again.")
    )
    return redirect("desk:file", kept.id)


def _next(request: DeskRequest) -> HttpResponse:
    """The next pair to decide, or the list when there is none."""
    following = pairs_of(request.actor, PairFilters(), limit=1)
    if following and request.POST.get("next"):
        return redirect("desk:compare", following[0].id)
    return redirect("desk:duplicates")
