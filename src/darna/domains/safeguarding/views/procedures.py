"""Pages of a procedure, its steps and its options."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.domains.cases.queries import case_brief
from darna.domains.safeguarding import actions, forms, queries
from darna.domains.safeguarding.queries.procedures import option_card
from darna.domains.safeguarding.values import ProcedureCard, StepLine
from darna.domains.safeguarding.views.answering import (
    answered,
    chosen,
    colleagues,
    file_url,
    procedure_url,
    require_right,
)
from darna.kernel.errors import AlreadyDone


@require_GET
@needs(Verb.READ_NARRATIVE)
def show_procedure(request: DeskRequest, procedure_id: UUID) -> HttpResponse:
    """A procedure with its steps, and what can be done now."""
    card = queries.procedure_card(request.actor, procedure_id)
    return render(request, "safeguarding/procedure.html", {"card": card, "back": file_url(card.case)})


@needs(Verb.WRITE_CASE)
def open_procedure(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Open the procedure of a case."""
    case = case_brief(request.actor, case_id)
    require_right(case, case.rights.writes)
    form = forms.OpenForm(request.POST or None, initial={"seen_version": 0}, workers=colleagues(request))
    page = Page(
        _("Open a best-interests procedure"),
        _("Open it"),
        _("The procedure is open. Safety comes first."),
        file_url(case),
        _("Back to the file"),
        case.reference,
        onward=lambda made: procedure_url(made.pk),
    )

    def act() -> object:
        data = form.cleaned_data
        return actions.open_procedure(
            case_id,
            data["reason"],
            data["concern"],
            responsible_id=chosen(data, "responsible"),
            asks_restriction=data["asks_restriction"],
            by=request.actor,
        )

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def hand_over(request: DeskRequest, procedure_id: UUID) -> HttpResponse:
    """Somebody else answers for it."""
    card = _card(request, procedure_id, "writes")
    form = forms.WorkerForm(request.POST or None, initial={"seen_version": card.version}, workers=colleagues(request))
    page = _page(card, _("Hand the procedure over"), _("Hand it over"), _("The procedure is handed over."))

    def act() -> None:
        worker = UUID(form.cleaned_data["responsible"])
        actions.hand_over_procedure(procedure_id, worker, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def plan_step(request: DeskRequest, step_id: UUID) -> HttpResponse:
    """Who carries a step, and by when."""
    step, card = _step(request, step_id)
    mine = step.responsible_id == request.actor.membership_id
    initial = {
        "seen_version": step.version,
        "responsible": "" if mine else step.responsible_id,
        "due_on": step.due_on,
    }
    form = forms.StepPlanForm(request.POST or None, initial=initial, workers=colleagues(request))
    stored = {_("Who carries it"): step.responsible, _("By which day"): step.due_on}
    page = _page(card, step.label, _("Save"), _("The step is planned."), stored=lambda: stored)

    def act() -> None:
        data = form.cleaned_data
        responsible = chosen(data, "responsible")
        actions.plan_step(step_id, responsible, data["due_on"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def finish_step(request: DeskRequest, step_id: UUID) -> HttpResponse:
    """A step is done."""
    step, card = _step(request, step_id)
    form = forms.StepDoneForm(request.POST or None, initial={"seen_version": step.version}, kind=step.kind)
    page = _page(card, step.label, _("Done"), _("The step is done."), lead=_LEADS.get(step.kind, ""))

    def act() -> None:
        data = form.cleaned_data
        more = {name: data[name] for name in ("manner", "present") if name in data}
        told = {"done_on": data["done_on"], **more}
        actions.finish_step(step_id, data["words"], seen_version=form.seen, by=request.actor, **told)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def leave_out_step(request: DeskRequest, step_id: UUID) -> HttpResponse:
    """A step is not needed, for a reason."""
    step, card = _step(request, step_id)
    form = forms.NoteForm(request.POST or None, initial={"seen_version": step.version}, label=_("Why it is not needed"))
    page = _page(card, step.label, _("It is not needed"), _("The step is left out."))

    def act() -> None:
        actions.leave_out_step(step_id, form.cleaned_data["note"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def weigh_option(request: DeskRequest, procedure_id: UUID) -> HttpResponse:
    """One way for the child, with its reasons."""
    card = _card(request, procedure_id, "writes", state="open")
    form = forms.OptionForm(request.POST or None, initial={"seen_version": 0})
    page = _page(card, _("Weigh an option"), _("Save"), _("The option is written down."))

    def act() -> None:
        data = form.cleaned_data
        words = data["speaks_for"], data["speaks_against"]
        actions.weigh_option(procedure_id, data["kind"], *words, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def remove_option(request: DeskRequest, option_id: UUID) -> HttpResponse:
    """Ask first, then take an option out."""
    option, card = option_card(request.actor, option_id)
    _require(card, "writes", "open")
    form = ConfirmForm(request.POST or None, initial={"seen_version": option.version})
    page = _page(
        card, _("Take this option out?"), _("Take it out"), _("The option is gone."), lead=option.label, is_danger=True
    )
    return answered(
        request, form, page, lambda: actions.remove_option(option_id, seen_version=form.seen, by=request.actor)
    )


@needs(Verb.WRITE_CASE)
def propose(request: DeskRequest, procedure_id: UUID) -> HttpResponse:
    """Propose a decision to a supervisor."""
    card = _card(request, procedure_id, "proposes", state="open")
    form = forms.DecisionForm(
        request.POST or None,
        initial={"seen_version": card.version},
        options=card.options,
        workers=colleagues(request),
        me=request.actor.membership_id,
    )
    page = _page(card, _("Propose a decision"), _("Propose it"), _("The decision waits for a supervisor."))
    return answered(
        request,
        form,
        page,
        lambda: actions.propose_decision(procedure_id, form.draft(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.SUPERVISE)
def approve(request: DeskRequest, procedure_id: UUID) -> HttpResponse:
    """Approve what somebody else proposed."""
    card = _card(request, procedure_id, "decides", state="proposed")
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    lead = card.despite if card.goes_against_child else card.decision
    page = _page(card, _("Approve this decision?"), _("Approve"), _("The decision is approved."), lead=lead)
    return answered(
        request, form, page, lambda: actions.approve_decision(procedure_id, seen_version=form.seen, by=request.actor)
    )


@needs(Verb.SUPERVISE)
def send_back(request: DeskRequest, procedure_id: UUID) -> HttpResponse:
    """Ask for another look."""
    card = _card(request, procedure_id, "decides", state="proposed")
    form = forms.NoteForm(
        request.POST or None, initial={"seen_version": card.version}, label=_("What should be looked at again")
    )
    page = _page(card, _("Send the decision back"), _("Send it back"), _("The decision is sent back."))

    def act() -> None:
        actions.send_back_decision(procedure_id, form.cleaned_data["note"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def review(request: DeskRequest, procedure_id: UUID) -> HttpResponse:
    """Look at the decision again."""
    card = _card(request, procedure_id, "reviews", state="decided")
    form = forms.ReviewForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(card, _("Look at the decision again"), _("Save"), _("The review is written down."))

    def act() -> None:
        data = form.cleaned_data
        told = {"holds_until": data["holds_until"], "seen_version": form.seen}
        actions.review_decision(procedure_id, data["words"], by=request.actor, **told)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def close(request: DeskRequest, procedure_id: UUID) -> HttpResponse:
    """Say how it ended."""
    card = _card(request, procedure_id, "closes")
    form = forms.CloseForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(card, _("Close the procedure"), _("Close it"), _("The procedure is closed."), is_danger=True)

    def act() -> None:
        data = form.cleaned_data
        actions.close_procedure(procedure_id, data["closing"], data["note"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


_LEADS = {
    "safety": _("A safe place, food, health, and nobody near who may do harm."),
    "guardian": _("Who stands for the child, and by which paper or whose word."),
    "heard": _("In a language they know, with time, and with the choice to say nothing."),
    "tracing": _("Only where it is safe and the child agrees."),
    "assessment": _("What the child says, safety, family, health, school, and who they are."),
    "panel": _("Everybody weighs the options; nobody decides alone."),
}


def _card(request: DeskRequest, procedure_id: UUID, right: str, *, state: str = "") -> ProcedureCard:
    card = queries.procedure_card(request.actor, procedure_id)
    _require(card, right, state)
    return card


def _require(card: ProcedureCard, right: str, state: str = "") -> None:
    """What moved on since the button was drawn is another matter (409) than what is not theirs (403)."""
    is_writing = right in {"writes", "proposes", "reviews", "closes"}
    require_right(card.case, card.case.rights.writes if is_writing else True)
    if (state and card.state != state) or not getattr(card.rights, right):
        raise AlreadyDone("procedure_is_in_another_state")


def _step(request: DeskRequest, step_id: UUID) -> tuple[StepLine, ProcedureCard]:
    step, card = queries.step_card(request.actor, step_id)
    _require(card, "writes", "open")
    if step.state != "open":
        raise AlreadyDone("step_is_ended_already")
    return step, card


def _page(card: ProcedureCard, title: Any, button: Any, said: Any, **more: Any) -> Page:
    more.setdefault("stored", lambda: {_("State of the procedure"): card.state_label})
    return Page(title, button, said, procedure_url(card.id), _("Back to the procedure"), card.case.reference, **more)
