"""Proposing, deciding, asking the person: a page each, and the closing with everything that was said."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.domains.cases.queries import case_card
from darna.domains.cases.queries.elsewhere import open_elsewhere
from darna.domains.cases.views.answering import file_url, require_right
from darna.domains.closing import actions, forms, queries, wording
from darna.domains.closing.values import ClosingCard
from darna.kernel.errors import AlreadyDone

answered = partial(answering.answered, say=wording.sentence)


@require_GET
@needs(Verb.OPEN_FILE)
def closing(request: DeskRequest, closing_id: UUID) -> HttpResponse:
    """One closing: the proposal, who agreed, what the person said, how they were later."""
    card = queries.closing_card(request.actor, closing_id)
    return render(request, "closing/closing.html", {"card": card, "line": card.line, "back": _file(card)})


@needs(Verb.CLOSE_CASE)
def propose(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Propose to close a case."""
    actor, case = request.actor, case_card(request.actor, case_id)
    require_right(case, case.rights.closes)
    form = forms.ProposeForm(request.POST or None, initial={"seen_version": case.version})
    page = Page(
        _("Propose to close the case"),
        _("Propose"),
        _("The proposal waits for a supervisor. The case stays open until then."),
        file_url(case.person_id, case.id),
        _("Back to the file"),
        case.reference,
        lead=_("In your agency a second person agrees before a case is closed."),
        warnings=list(open_elsewhere.tell(actor, case_id)),
        warnings_title=_("Before you close it"),
        onward=lambda made: closing_url(made.pk),
    )

    def act() -> Any:
        told = form.cleaned_data
        return actions.propose_closing(case_id, told["outcome"], told["note"], closed_on=told["closed_on"], by=actor)

    return answered(request, form, page, act)


@needs(Verb.CLOSE_CASE)
def withdraw(request: DeskRequest, closing_id: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    card = _waiting(request, closing_id, "withdraws", "closing_is_a_colleagues_proposal")
    page = _page(card, _("Withdraw the proposal?"), _("Withdraw"), _("The proposal is withdrawn. The case stays open."))
    return _confirmed(request, page, card, actions.withdraw_closing)


@needs(Verb.SUPERVISE)
def approve(request: DeskRequest, closing_id: UUID) -> HttpResponse:
    """Agree, and close the case."""
    card = _waiting(request, closing_id, "decides", "closing_is_your_own_proposal")
    page = _page(
        card,
        _("Close the case as proposed?"),
        _("Agree and close"),
        _("The case is closed."),
        lead=_("What is still to do in it, and views given to other agencies, end with it."),
        warnings=list(open_elsewhere.tell(request.actor, card.case.id)),
        warnings_title=_("Before you close it"),
    )
    return _confirmed(request, page, card, actions.approve_closing)


@needs(Verb.SUPERVISE)
def send_back(request: DeskRequest, closing_id: UUID) -> HttpResponse:
    """Say what is missing."""
    card = _waiting(request, closing_id, "decides", "closing_is_your_own_proposal")
    form = forms.RemarkForm(request.POST or None, initial={"seen_version": card.line.version})
    page = _page(card, _("Send the proposal back"), _("Send it back"), _("The proposal went back to its worker."))

    def act() -> Any:
        remark = form.cleaned_data["remark"]
        return actions.send_back_closing(closing_id, remark, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def opinion(request: DeskRequest, closing_id: UUID) -> HttpResponse:
    """Write down what the person says of the accompaniment."""
    card = queries.closing_card(request.actor, closing_id)
    require_right(card.case, card.rights.notes_opinion or card.line.state in {"proposed", "sent_back", "withdrawn"})
    _require(card.rights.notes_opinion, "closing_never_came_to_be")
    form = forms.OpinionForm(request.POST or None, initial={"seen_version": card.line.version})
    page = _page(
        card,
        _("What the person says of it"),
        _("Save"),
        _("Thank the person: their answer is kept."),
        lead=_("Ask what was good and what should be otherwise. No answer changes what the person receives."),
    )

    def act() -> Any:
        told = form.cleaned_data
        return actions.note_opinion(
            closing_id,
            told["opinion"],
            told["way"],
            told["words"],
            on=told["on"],
            seen_version=form.seen,
            by=request.actor,
        )

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def check(request: DeskRequest, closing_id: UUID) -> HttpResponse:
    """Write down how the person is some months after."""
    card = queries.closing_card(request.actor, closing_id)
    require_right(card.case, card.rights.notes_opinion or card.line.state in {"proposed", "sent_back", "withdrawn"})
    _require(card.rights.notes_check, "check_is_made_already")
    form = forms.CheckForm(request.POST or None, initial={"seen_version": card.line.version})
    page = _page(
        card,
        _("How the person is now"),
        _("Save"),
        _("It is written down. If the person needs you again, a supervisor reopens the case."),
    )

    def act() -> Any:
        told = form.cleaned_data
        return actions.note_check(
            closing_id, form.found, told["note"], on=told["on"], seen_version=form.seen, by=request.actor
        )

    return answered(request, form, page, act)


def closing_url(closing_id: UUID) -> str:
    """The address of a closing."""
    return reverse("closing:closing", args=[closing_id])


def _waiting(request: DeskRequest, closing_id: UUID, right: str, otherwise: str) -> ClosingCard:
    card = queries.closing_card(request.actor, closing_id)
    _require(card.line.state == "proposed", "closing_is_decided_already")
    require_right(card.case, getattr(card.rights, right), otherwise=otherwise)
    return card


def _require(allowed: bool, code: str) -> None:
    """Raises: AlreadyDone for a closing that moved on since the button was drawn."""
    if not allowed:
        raise AlreadyDone(code)


def _page(card: ClosingCard, title: Any, button: Any, said: Any, **more: Any) -> Page:
    more.setdefault("stored", lambda: {_("State"): card.line.state_label})
    return Page(title, button, said, closing_url(card.line.id), _("Back to the closing"), card.case.reference, **more)


def _confirmed(request: DeskRequest, page: Page, card: ClosingCard, act: Any) -> HttpResponse:
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.line.version})
    return answered(request, form, page, lambda: act(card.line.id, seen_version=form.seen, by=request.actor))


def _file(card: ClosingCard) -> str:
    return file_url(card.case.person_id, card.case.id)
