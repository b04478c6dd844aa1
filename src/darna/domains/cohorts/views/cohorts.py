"""Pages of one cohort: its cases, its name, its coach, taking cases in and out, the sheet to print."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.base.pages.listing import Address, columns, page_number, pager, sort_in
from darna.domains.cases.queries import case_list
from darna.domains.cases.values import CaseFilters, CasePage
from darna.domains.cohorts import actions, forms, queries
from darna.domains.cohorts.queries.entries import SORTS, STATES
from darna.domains.cohorts.values import CohortCard
from darna.domains.cohorts.views import listing
from darna.domains.cohorts.views.answering import answered, explain
from darna.kernel.errors import Invalid, Refused

#: A sheet of paper holds the cases of a training action; a longer cohort is printed page by page of its list.
MOST_ON_A_SHEET = 200


@require_GET
@needs(Verb.REVIEW_COHORTS)
def cohort(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """One cohort of the own agency with its cases; looking is written down."""
    card, asked = queries.cohort_card(request.actor, cohort_id), request.GET
    form, sort, state = forms.EntryFilterForm(asked), sort_in(asked, SORTS, "reviewed"), asked.get("state", "")
    state = state if state in STATES else ""
    page = queries.entry_page(request.actor, cohort_id, state=state, sort=sort, page=page_number(asked))
    actions.note_cohort_opening(request.actor, cohort_id)
    context = {
        "cohort": card,
        "form": form,
        "list": page,
        "columns": columns(listing.ENTRY_COLUMNS, sort, SORTS, Address(asked)),
        "rows": list(listing.entry_rows(page.lines)),
        "pager": pager(page, page.number, Address(asked)),
        "is_narrowed": bool(state),
        "sort": sort,
    }
    return render(request, "cohorts/cohort.html", context)


@require_GET
@needs(Verb.REVIEW_COHORTS)
def sheet(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """The progress of a cohort on paper; looking is written down."""
    card = queries.cohort_card(request.actor, cohort_id)
    page = queries.entry_page(request.actor, cohort_id, sort="added", rows=MOST_ON_A_SHEET)
    actions.note_cohort_opening(request.actor, cohort_id)
    return render(request, "cohorts/sheet.html", {"cohort": card, "list": page, "agency": request.actor.agency_name})


@needs(Verb.KEEP_COHORTS)
def change_cohort(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """Call the cohort otherwise, or set another target."""
    card = queries.cohort_card(request.actor, cohort_id)
    _require(card.rights.changes)
    labels = {f"label_{language}": text for language, text in card.label.items()}
    seen = {**labels, "target": card.target, "seen_version": card.version}
    form = forms.ChangeCohortForm(request.POST or None, initial=seen)
    page = Page(
        _("Change the cohort"),
        _("Save"),
        _("The change is saved."),
        reverse("cohorts:action", args=[card.action_id]),
        kicker=card.action_title,
        stored=lambda: {_("Name"): card.title, _("How many cases"): card.target},
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.change_cohort(cohort_id, form.draft(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.FILL_COHORTS)
def name_coach(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """Say who looks at the cases."""
    actor, card = request.actor, queries.cohort_card(request.actor, cohort_id)
    _require(card.rights.fills)
    seen = {
        "coach": card.coach.member_id or "",
        "coach_name": card.coach.name,
        "coach_organisation": card.coach.organisation,
        "seen_version": card.version,
    }
    members = members_who_may(actor.agency_id, Verb.REVIEW_COHORTS)
    form = forms.CoachForm(request.POST or None, initial=seen, members=members)
    page = Page(
        _("Name the coach"),
        _("Save"),
        _("The coach is named."),
        _address(cohort_id),
        lead=_("A member of your agency reviews the cases in Darna. For somebody from outside, a supervisor writes."),
        kicker=card.title,
        stored=lambda: {_("Coach"): card.coach_shown or _("Nobody for now")},
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.name_coach(cohort_id, form.choice(), seen_version=form.seen, by=actor),
    )


@needs(Verb.FILL_COHORTS)
def add_cases(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """Tick open cases of the agency; each that is taken in is a sentence of its own in its file's trail."""
    actor, card = request.actor, queries.cohort_card(request.actor, cohort_id)
    _require(card.rights.fills)
    listed, taken = _candidates(request), queries.cases_in(cohort_id)
    offered = [line for line in listed.lines if line.id not in taken]
    form = forms.CasesForm(request.POST or None, offered=(line.id for line in offered))
    if request.method == "POST" and form.is_valid():
        try:
            # All that were ticked, or none.
            with transaction.atomic():
                for case_id in form.cleaned_data["cases"]:
                    actions.add_case(cohort_id, case_id, by=actor)
        except Invalid as problem:
            explain(form, problem)
        else:
            return _added(request, cohort_id, len(form.cleaned_data["cases"]))
    return _offered(request, card, form, listed, taken)


@needs(Verb.FILL_COHORTS)
def take_case_out(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Take a case out of its cohort."""
    card = queries.entry_card(request.actor, entry_id)
    _require(card.cohort.rights.fills)
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    page = Page(
        _("Take the case out of the cohort"),
        _("Take it out"),
        _("The case is no longer in the cohort."),
        _address(card.cohort.id),
        lead=_("It counts no longer. What was found in it stays in the trail of the file."),
        kicker=card.reference,
        is_danger=True,
        stored=lambda: {_("Reviews"): card.rounds},
    )
    act = partial(actions.take_case_out, entry_id, by=request.actor)
    return answered(request, form, page, lambda: act(seen_version=form.seen))


def _candidates(request: DeskRequest) -> CasePage:
    wanted = CaseFilters(state="open", origin="own", programme=request.GET.get("programme", ""))
    return case_list(request.actor, wanted, page_number(request.GET))


def _added(request: DeskRequest, cohort_id: UUID, count: int) -> HttpResponse:
    told = ngettext("%(count)s case is in the cohort now.", "%(count)s cases are in the cohort now.", count)
    messages.success(request, told % {"count": count})
    return HttpResponseRedirect(_address(cohort_id))


def _offered(
    request: DeskRequest, card: CohortCard, form: forms.CasesForm, listed: CasePage, taken: frozenset[UUID]
) -> HttpResponse:
    actions.note_cohort_opening(request.actor, card.id)
    context: dict[str, Any] = {
        "cohort": card,
        "form": form,
        "list": listed,
        "taken": taken,
        "pager": pager(listed, listed.number, Address(request.GET)),
        "programme_form": forms.ProgrammeFilterForm(request.GET),
        "ticked": set(request.POST.getlist("cases")),
    }
    return render(request, "cohorts/add_cases.html", context, status=422 if form.errors else 200)


def _address(cohort_id: UUID) -> str:
    return reverse("cohorts:cohort", args=[cohort_id])


def _require(allowed: bool) -> None:
    """Refuse the page before anybody writes in vain. Raises: Refused."""
    if not allowed:
        raise Refused("action_has_ended")
