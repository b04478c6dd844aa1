"""Who came today, and the file behind the visitor who sits with a worker."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.listing import Address, columns, page_number, pager, sort_in
from darna.domains.cases.queries import cases_of_person
from darna.domains.reception import actions, queries
from darna.domains.reception.actions.finishing import finish_with_note
from darna.domains.reception.forms import FinishForm, VisitorFilterForm
from darna.domains.reception.queries.visitors import SORTS
from darna.domains.reception.values import CurrentArrival
from darna.domains.reception.views.answering import answered, tabs
from darna.kernel.errors import AlreadyDone

_COLUMNS = [
    (_("Ticket"), "arrived"),
    (_("Reason"), "reason"),
    (_("State"), "state"),
    (_("Worker"), ""),
    (_("File"), ""),
]


@require_GET
@needs(Verb.RECEIVE)
def visitors(request: DeskRequest) -> HttpResponse:
    """Today's visitors, narrowed, sorted, fifty at a time."""
    form, asked = VisitorFilterForm(request.GET), request.GET
    form.is_valid()
    sort, address = sort_in(asked, SORTS, "arrived"), Address(asked, reverse("reception:visitors"))
    page = queries.visitors_of_today(request.actor, form.filters(sort), page_number(asked))
    context = {
        "form": form,
        "list": page,
        "columns": columns(_COLUMNS, sort, SORTS, address),
        "pager": pager(page, page.number, address),
        "tabs": tabs("reception:visitors"),
        "is_narrowed": any(asked.get(name) for name in form.fields),
        "sort": sort,
    }
    return render(request, "reception/visitors.html", context)


@require_POST
@needs(Verb.RECEIVE)
def tie(request: DeskRequest, arrival: UUID, person: UUID) -> HttpResponse:
    """This file is of the visitor who is with the actor."""
    actions.tie_person(arrival, person, by=request.actor)
    messages.success(request, gettext("The ticket is tied to this file."))
    return redirect("desk:file", person)


@needs(Verb.RECEIVE)
def finish(request: DeskRequest, arrival: UUID) -> HttpResponse:
    """End the visit, one's own with the note of the reception where a file is tied; a colleague's, the ticket alone."""
    line = queries.arrival_card(request.actor, arrival)
    if line.state != "with_worker":
        raise AlreadyDone("ticket_is_elsewhere", state=line.state)
    current = queries.current_arrival(request.actor)
    cases = _cases(request, current) if current and current.id == arrival else []
    form = FinishForm(request.POST if request.method == "POST" else None, cases=cases)
    page = Page(
        _("End the visit"),
        _("End the visit"),
        _("The visit is ended."),
        reverse("reception:queue"),
        lead=line.ticket,
    )
    return answered(request, form, page, lambda: finish_with_note(arrival, form.note_in(), by=request.actor))


def _cases(request: DeskRequest, current: CurrentArrival) -> list[tuple[UUID, str]]:
    """The open cases of the person behind the ticket in which the actor may write what happened at the reception."""
    if current.person_id is None:
        return []
    briefs = cases_of_person(request.actor, current.person_id)
    return [
        (case.id, f"{case.programme_label} · {case.reference}")
        for case in briefs
        if case.is_open and case.rights.writes_encounters
    ]
