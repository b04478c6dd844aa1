"""Pages of the training action itself: the list, planning, changing, starting, ending, bringing an agency in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import other_agencies
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.base.pages.listing import Address, columns, page_number, pager, sort_in
from darna.domains.cohorts import actions, forms, queries
from darna.domains.cohorts.queries.lists import SORTS
from darna.domains.cohorts.values import ActionCard
from darna.domains.cohorts.views import listing
from darna.domains.cohorts.views.answering import answered
from darna.kernel.errors import Refused


@require_GET
@needs(Verb.SEE_COHORTS)
def action_list(request: DeskRequest) -> HttpResponse:
    """Training actions the agency leads or takes part in."""
    asked = request.GET
    form, sort = forms.ActionFilterForm(asked), sort_in(asked, SORTS, "starts")
    form.is_valid()
    page = queries.action_list(request.actor, form.filters(sort), page_number(asked))
    context = {
        "form": form,
        "list": page,
        "columns": columns(listing.ACTION_COLUMNS, sort, SORTS, Address(asked), newest_first=listing.NEWEST_FIRST),
        "rows": list(listing.action_rows(page.lines)),
        "pager": pager(page, page.number, Address(asked)),
        "may_plan": request.actor.may(Verb.KEEP_COHORTS),
        "is_narrowed": bool(asked.get("state")),
        "sort": sort,
    }
    return render(request, "cohorts/list.html", context)


@require_GET
@needs(Verb.SEE_COHORTS)
def action(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """One training action with how far every cohort is."""
    card = queries.action_card(request.actor, action_id)
    may_keep = request.actor.may(Verb.KEEP_COHORTS) and card.state != "ended"
    context = {
        "action": card,
        "state_tag": listing.STATE_TAGS[card.state],
        "columns": listing.COHORT_COLUMNS,
        "may_keep": may_keep,
    }
    return render(request, "cohorts/action.html", context)


@needs(Verb.KEEP_COHORTS)
def plan_action(request: DeskRequest) -> HttpResponse:
    """Plan a training action."""
    form = forms.ActionForm(request.POST or None)
    page = Page(
        _("Plan a training action"),
        _("Plan it"),
        _("The training action is planned. Bring in the agencies that take part."),
        reverse("cohorts:list"),
        lead=_("Several agencies bring cases to it, each in a cohort of its own that the others do not see."),
    )
    made: list[UUID] = []
    answer = answered(request, form, page, lambda: made.append(actions.plan_action(form.draft(), by=request.actor).pk))
    if made:
        answer["Location"] = _address(made[0])
    return answer


@needs(Verb.KEEP_COHORTS)
def change_action(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """Change what an action is called, its dates, its coach."""
    card = _led(request, action_id)
    _require(card.rights.changes)
    seen = {
        **{f"label_{language}": text for language, text in card.label.items()},
        **{
            name: getattr(card, name) for name in ("starts_on", "ends_on", "target", "coach_name", "coach_organisation")
        },
        "points": [code for code, _label in card.points],
        "seen_version": card.version,
    }
    form = forms.ChangeActionForm(request.POST or None, initial=seen)
    page = Page(
        _("Change the training action"),
        _("Save"),
        _("The change is saved."),
        _address(action_id),
        kicker=card.title,
        stored=lambda: _stored(card),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.change_action(action_id, form.draft(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.KEEP_COHORTS)
def start_action(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """Let the reviews begin."""
    card = _led(request, action_id)
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    page = Page(
        _("Start the training action"),
        _("Start"),
        _("The training action runs: coaches may review."),
        _address(action_id),
        lead=_("From now on the points to look at stay as they are."),
        kicker=card.title,
        stored=lambda: _stored(card),
    )
    return answered(
        request, form, page, lambda: actions.start_action(action_id, seen_version=form.seen, by=request.actor)
    )


@needs(Verb.KEEP_COHORTS)
def end_action(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """Close the action for everybody."""
    card = _led(request, action_id)
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    page = Page(
        _("End the training action"),
        _("End it"),
        _("The training action has ended."),
        _address(action_id),
        lead=_("No case is reviewed any more, in any agency. What was found stays to be read."),
        kicker=card.title,
        is_danger=True,
        stored=lambda: _stored(card),
    )
    return answered(
        request, form, page, lambda: actions.end_action(action_id, seen_version=form.seen, by=request.actor)
    )


@needs(Verb.KEEP_COHORTS)
def add_cohort(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """Bring an agency into the action."""
    actor, card = request.actor, _led(request, action_id)
    _require(card.rights.brings_agencies)
    offered = {actor.agency_id: actor.agency_name, **other_agencies(actor.agency_id, actor.language)}
    form = forms.AddCohortForm(request.POST or None, agencies=offered)
    page = Page(
        _("Bring in an agency"),
        _("Bring in an agency"),
        _("The agency takes part. Its own supervisor names the coach and chooses the cases."),
        _address(action_id),
        lead=_("You will see how far its cohort is, and never its cases."),
        kicker=card.title,
    )
    return answered(request, form, page, lambda: actions.add_cohort(action_id, form.agency_id, form.draft(), by=actor))


def _address(action_id: UUID) -> str:
    return reverse("cohorts:action", args=[action_id])


def _stored(card: ActionCard) -> dict[object, object]:
    return {_("Name"): card.title, _("First day"): card.starts_on, _("Last day"): card.ends_on}


def _led(request: DeskRequest, action_id: UUID) -> ActionCard:
    card = queries.action_card(request.actor, action_id)
    if card.agency_id != request.actor.agency_id:
        raise Refused("action_is_led_by_another_agency")
    return card


def _require(allowed: bool) -> None:
    """Refuse the page before anybody writes in vain. Raises: Refused."""
    if not allowed:
        raise Refused("action_has_ended")
