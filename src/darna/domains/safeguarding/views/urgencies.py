"""Pages of the urgent clock."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.cases.queries import case_brief
from darna.domains.referrals.queries import referrals_of
from darna.domains.safeguarding import actions, forms, queries
from darna.domains.safeguarding.views.answering import answered, file_url, require_right
from darna.kernel.errors import AlreadyDone


@require_GET
@needs(Verb.OPEN_FILE)
def show_clock(request: DeskRequest, urgency_id: UUID) -> HttpResponse:
    """An urgent concern, with the time that is left."""
    card = queries.urgency_card(request.actor, urgency_id)
    return render(request, "safeguarding/urgency.html", {"card": card, "back": file_url(card.case)})


@needs(Verb.OPEN_CASE)
def start_clock(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Something does not wait."""
    case = case_brief(request.actor, case_id)
    require_right(case, case.rights.notes_needs)
    form = forms.ClockForm(request.POST or None, initial={"seen_version": 0})
    page = Page(
        _("Something does not wait"),
        _("Start the clock"),
        _("The clock runs. Call somebody in, then say so here."),
        file_url(case),
        _("Back to the file"),
        case.reference,
        lead=_("If the child is in danger now, call for help first and write afterwards."),
        onward=lambda made: _address(made.pk),
    )

    def act() -> object:
        return actions.start_clock(case_id, form.cleaned_data["concern"], form.cleaned_data["words"], by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.OPEN_CASE)
def stop_clock(request: DeskRequest, urgency_id: UUID) -> HttpResponse:
    """Say what was done."""
    card = queries.urgency_card(request.actor, urgency_id)
    require_right(card.case, card.case.rights.notes_needs)
    if not card.may_stop:
        raise AlreadyDone("clock_is_stopped_already")
    sent = {
        line.id: f"{line.agency} · {line.need_label}"
        for line in referrals_of(request.actor, card.case.person_id)
        if line.state != "draft"
    }
    form = forms.StopForm(request.POST or None, initial={"seen_version": card.version}, referrals=sent)
    page = Page(
        _("What was done"),
        _("Stop the clock"),
        _("The clock is stopped."),
        _address(urgency_id),
        _("Back"),
        card.case.reference,
        stored=lambda: {_("State"): card.state_label},
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.stop_clock(urgency_id, form.draft(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.SUPERVISE)
def hours(request: DeskRequest) -> HttpResponse:
    """In how many hours the agency calls somebody in."""
    stored, version = queries.stored_hours(request.actor)
    form = forms.HoursForm(request.POST or None, initial={"seen_version": version, "hours": stored})
    page = Page(
        _("Hours of the urgent clock"),
        _("Save"),
        _("The change is saved."),
        reverse("safeguarding:list"),
        _("Child protection"),
        lead=_("When a child's safety does not wait, somebody is called in within so many hours."),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.set_urgent_hours(form.cleaned_data["hours"], seen_version=form.seen, by=request.actor),
    )


def _address(urgency_id: UUID) -> str:
    return reverse("safeguarding:clock", args=[urgency_id])
