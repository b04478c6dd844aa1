"""The queue, the screen in the hall, and the slip with the number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import names_of_agencies
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.forms import listed
from darna.domains.reception import actions, queries, wording
from darna.domains.reception.forms import ArrivalForm
from darna.domains.reception.views.answering import tabs
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, NotFound

#: What is done with one ticket, by the word in its address.
MOVES: Final[dict[str, Callable[..., object]]] = {
    "call": actions.call_arrival,
    "meet": actions.meet_visitor,
    "back": actions.put_back,
    "left": actions.mark_left,
    "untie": actions.untie_person,
}


@require_GET
@needs(Verb.RECEIVE)
def queue(request: DeskRequest) -> HttpResponse:
    """The queue of today; asked again every few seconds by browsers that can."""
    return _queue(request)


@require_POST
@needs(Verb.RECEIVE)
def add(request: DeskRequest) -> HttpResponse:
    """Give whoever came in a ticket."""
    form = ArrivalForm(request.POST)
    if not form.is_valid():
        return _queue(request, form=form, status=422)
    try:
        arrival = actions.add_arrival(form.draft(), by=request.actor)
    except AlreadyDone as problem:
        return _queue(request, form=form, problem=problem)
    return redirect(f"{reverse('reception:queue')}?new={arrival.pk}")


@require_POST
@needs(Verb.RECEIVE)
def call_next(request: DeskRequest) -> HttpResponse:
    """Call whoever is next."""
    try:
        actions.call_next(by=request.actor)
    except AlreadyDone as problem:
        return _queue(request, problem=problem)
    return redirect("reception:queue")


@require_POST
@needs(Verb.RECEIVE)
def move(request: DeskRequest, arrival: UUID, move: str) -> HttpResponse:
    """Move one ticket on; whoever sits down with a visitor is led to the search."""
    if move not in MOVES:
        raise NotFound("move", move)
    try:
        MOVES[move](arrival, by=request.actor)
    except AlreadyDone as problem:
        return _queue(request, problem=problem)
    return HttpResponseRedirect(reverse("desk:search" if move in {"meet", "untie"} else "reception:queue"))


@require_GET
@needs(Verb.RECEIVE)
def slip(request: DeskRequest, arrival: UUID) -> HttpResponse:
    """The number on paper, in Arabic and French; nothing on it says who or why."""
    waiting = queries.queue_of_today(request.actor).waiting
    line = next((one for one in waiting if one.id == arrival), None) or queries.arrival_card(request.actor, arrival)
    agency = request.actor.agency_id
    names = {code: names_of_agencies([agency], code).get(agency, "") for code in ("ar", "fr")}
    return render(request, "reception/slip.html", {"line": line, "ahead": max(0, line.place - 1), "names": names})


@require_GET
@needs(Verb.RECEIVE)
def screen(request: DeskRequest) -> HttpResponse:
    """The numbers for the screen in the hall."""
    template = "reception/_screen.html" if request.htmx else "reception/screen.html"
    return render(request, template, {"wall": queries.wall_of_today(request.actor), "at": now()})


def _queue(
    request: DeskRequest, *, form: ArrivalForm | None = None, problem: AlreadyDone | None = None, status: int = 200
) -> HttpResponse:
    found = queries.queue_of_today(request.actor)
    context: dict[str, Any] = {
        "queue": found,
        "at": now(),
        "problem": wording.sentence(problem.code) if problem else "",
    }
    if request.htmx:
        return render(request, "reception/_queue.html", context)
    context |= {
        "form": form or ArrivalForm(),
        "reasons": listed("arrival_reason"),
        "tabs": tabs("reception:queue"),
        "new": next((line for line in found.waiting if str(line.id) == request.GET.get("new")), None),
    }
    return render(request, "reception/queue.html", context, status=409 if problem else status)
