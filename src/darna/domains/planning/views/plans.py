"""Pages of plans and their items."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.base.paper import NoPDF
from darna.domains.cases.queries import case_brief
from darna.domains.planning import actions, forms, printing, queries
from darna.domains.planning.values import ItemLine, PlanCard
from darna.domains.planning.views.answering import answered, file_url, plan_url, require_right
from darna.kernel.errors import AlreadyDone


@require_GET
@needs(Verb.OPEN_FILE)
def show_plan(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """A plan with its items and what can be done with it now."""
    card = queries.plan_card(request.actor, plan_id)
    return render(request, "planning/plan.html", {"plan": card, "back": file_url(card.case)})


@needs(Verb.WRITE_CASE)
def write_plan(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Begin the plan of a case."""
    case = case_brief(request.actor, case_id)
    require_right(case, case.rights.writes)
    form = forms.PlanForm(request.POST or None, initial={"seen_version": 0})
    page = Page(
        _("Write a plan"),
        _("Save"),
        _("The plan is begun. Add who does what."),
        file_url(case),
        _("Back to the file"),
        case.reference,
        onward=lambda plan: plan_url(plan.pk),
    )

    def act() -> object:
        data = form.cleaned_data
        return actions.write_plan(case_id, data["goal"], data["commitment"], by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def change_plan(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Change the words of a draft."""
    card = _plan(request, plan_id, "edits")
    seen = {"seen_version": card.version, "goal": card.goal, "commitment": card.commitment}
    form = forms.PlanForm(request.POST or None, initial=seen)
    stored = {_("What we want to reach together"): card.goal, _("What the person says they will do"): card.commitment}
    page = _page(card, _("Change the words of the plan"), _("Save"), _("The plan is saved."), stored=lambda: stored)

    def act() -> None:
        data = form.cleaned_data
        actions.change_plan(plan_id, data["goal"], data["commitment"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def add_item(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Add what somebody does."""
    card = _plan(request, plan_id, "edits")
    form = forms.ItemForm(request.POST or None, initial={"seen_version": 0, "who": "worker"}, workers=_others(request))
    page = _page(card, _("Add an item"), _("Add"), _("The item is added."))
    return answered(request, form, page, lambda: actions.add_item(plan_id, form.draft(), by=request.actor))


@needs(Verb.WRITE_CASE)
def change_item(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Change an item of a draft."""
    item, card = _item(request, item_id, "edits")
    mine = item.worker_id == request.actor.membership_id
    seen = {
        "seen_version": item.version,
        "action": item.action,
        "who": item.who,
        "worker": "" if mine else item.worker_id or "",
        "institution": item.institution,
        "due_on": item.due_on,
    }
    form = forms.ItemForm(request.POST or None, initial=seen, workers=_others(request))
    stored = {_("What is done"): item.action, _("Who does it"): item.who_label, _("By which day"): item.due_on}
    page = _page(card, _("Change an item"), _("Save"), _("The item is saved."), stored=lambda: stored)

    def act() -> None:
        actions.change_item(item_id, form.draft(), seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def remove_item(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Ask first, then take the item out of the draft."""
    item, card = _item(request, item_id, "edits")
    form = ConfirmForm(request.POST or None, initial={"seen_version": item.version})
    page = _page(
        card, _("Take this item out?"), _("Take it out"), _("The item is gone."), lead=item.action, is_danger=True
    )
    return answered(request, form, page, lambda: actions.remove_item(item_id, seen_version=form.seen, by=request.actor))


@needs(Verb.WRITE_CASE)
def finish_item(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Say that an item was done."""
    item, card = _item(request, item_id, "ends_items")
    form = forms.ItemDoneForm(request.POST or None, initial={"seen_version": item.version})
    page = _page(card, _("This was done"), _("Done"), _("The item is done."), lead=item.action)

    def act() -> None:
        note, day = form.cleaned_data["note"], form.cleaned_data["done_on"]
        actions.finish_item(item_id, note, done_on=day, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def drop_item(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Give an item up, with a reason."""
    item, card = _item(request, item_id, "ends_items")
    form = forms.NoteForm(request.POST or None, initial={"seen_version": item.version})
    page = _page(card, _("Give this up"), _("Give it up"), _("The item is given up."), lead=item.action, is_danger=True)
    return _noted(request, form, page, actions.drop_item, item_id)


@needs(Verb.WRITE_CASE)
def propose(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Hand the draft to the supervisors."""
    card = _plan(request, plan_id, "proposes")
    page = _page(
        card,
        _("Propose this plan?"),
        _("Propose it"),
        _("The plan waits for a supervisor."),
        lead=_("A supervisor reads it and approves it, or sends it back with a remark."),
    )
    return _confirmed(request, page, card, actions.propose_plan)


@needs(Verb.WRITE_CASE)
def take_back(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Make it a draft again."""
    card = _plan(request, plan_id, "takes_back")
    page = _page(card, _("Make it a draft again?"), _("Make it a draft"), _("The plan is a draft again."))
    return _confirmed(request, page, card, actions.take_back_plan)


@needs(Verb.SUPERVISE)
def approve(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Approve as a supervisor."""
    card = _to_decide(request, plan_id)
    lead = _("The worker then reads it to the person and begins it with their yes.")
    page = _page(card, _("Approve this plan?"), _("Approve"), _("The plan is approved."), lead=lead)
    return _confirmed(request, page, card, actions.approve_plan)


@needs(Verb.SUPERVISE)
def send_back(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Ask for changes."""
    card = _to_decide(request, plan_id)
    form = forms.NoteForm(
        request.POST or None, initial={"seen_version": card.version}, label=_("What should be changed")
    )
    page = _page(card, _("Send the plan back"), _("Send it back"), _("The plan went back to its worker."))
    return _noted(request, form, page, actions.send_back_plan, plan_id)


@needs(Verb.WRITE_CASE)
def begin(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Begin the plan with the person's yes."""
    card = _plan(request, plan_id, "begins")
    form = forms.AgreedForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(card, _("Begin the plan"), _("Begin"), _("The plan is under way."))

    def act() -> None:
        told = form.cleaned_data
        how = told["how"] or "aloud"
        actions.begin_plan(plan_id, told["agreed_on"], how=how, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def complete(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Say what the plan reached."""
    card = _plan(request, plan_id, "completes")
    form = forms.NoteForm(request.POST or None, initial={"seen_version": card.version}, label=_("What was reached"))
    page = _page(card, _("Complete the plan"), _("Complete"), _("The plan is completed."))
    return _noted(request, form, page, actions.complete_plan, plan_id)


@needs(Verb.WRITE_CASE)
def revise(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Begin a newer plan from this one."""
    card = _plan(request, plan_id, "revises")
    page = _page(
        card,
        _("Begin a newer plan from this one?"),
        _("Begin a newer plan"),
        _("The newer plan is begun as a draft. This one goes on until the person agrees to the newer one."),
    )
    return _confirmed(request, page, card, actions.revise_plan)


@require_GET
@needs(Verb.READ_NARRATIVE)
def print_plan(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """The plan on paper, for the person to take home; nothing on it names them."""
    card = queries.plan_card(request.actor, plan_id)
    return render(request, "planning/print.html", {"plan": card, "back": plan_url(plan_id)})


@require_GET
@needs(Verb.READ_NARRATIVE)
def plan_sheet(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """The sheet that is signed, in Arabic and in the language of the page; the page to print where no PDF is made."""
    card = queries.plan_card(request.actor, plan_id)
    try:
        body = printing.sheet_as_pdf(card, request.actor.agency_name)
    except NoPDF:
        return redirect("planning:print_plan", plan_id)
    return HttpResponse(
        body,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="plan.pdf"', "Cache-Control": "no-store"},
    )


def _plan(request: DeskRequest, plan_id: UUID, right: str) -> PlanCard:
    card = queries.plan_card(request.actor, plan_id)
    _require(card, getattr(card.rights, right), is_theirs=card.case.rights.writes)
    return card


def _to_decide(request: DeskRequest, plan_id: UUID) -> PlanCard:
    card = queries.plan_card(request.actor, plan_id)
    if card.state == "proposed":
        require_right(card.case, card.rights.decides, otherwise="plan_is_your_own_proposal")
    _require(card, card.rights.decides, is_theirs=True)
    return card


def _item(request: DeskRequest, item_id: UUID, right: str) -> tuple[ItemLine, PlanCard]:
    """An item to change or to end; whoever it was given to ends it, even in a colleague's case."""
    item, card = queries.item_card(request.actor, item_id)
    is_given = right == "ends_items" and item.worker_id == request.actor.membership_id
    allowed = getattr(card.rights, right) or (is_given and card.state == "active" and card.case.is_open)
    _require(card, allowed, is_theirs=card.case.rights.writes or is_given)
    return item, card


def _require(card: PlanCard, allowed: bool, *, is_theirs: bool) -> None:
    """Raises: Refused for somebody else's case; AlreadyDone for a plan that moved on since the button was drawn."""
    require_right(card.case, is_theirs)
    if not allowed:
        raise AlreadyDone("plan_is_in_another_state")


def _page(card: PlanCard, title: Any, button: Any, said: Any, **more: Any) -> Page:
    more.setdefault("stored", lambda: {_("State of the plan"): card.state_label})
    return Page(title, button, said, plan_url(card.id), _("Back to the plan"), card.case.reference, **more)


def _confirmed(request: DeskRequest, page: Page, card: PlanCard, act: Any) -> HttpResponse:
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    return answered(request, form, page, lambda: act(card.id, seen_version=form.seen, by=request.actor))


def _noted(request: DeskRequest, form: forms.NoteForm, page: Page, act: Any, row_id: UUID) -> HttpResponse:
    return answered(
        request,
        form,
        page,
        lambda: act(row_id, form.cleaned_data["note"], seen_version=form.seen, by=request.actor),
    )


def _others(request: DeskRequest) -> dict[UUID, str]:
    members = members_who_may(request.actor.agency_id, Verb.WRITE_CASE)
    return {key: name for key, name in members.items() if key != request.actor.membership_id}
