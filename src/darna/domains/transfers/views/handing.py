"""A case goes to a colleague: the page that asks or gives, and the hand-over with its note."""

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
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.domains.cases.queries import case_card
from darna.domains.cases.views.answering import file_url, require_right
from darna.domains.transfers import actions, forms, queries, wording
from darna.domains.transfers.values import HandoverCard
from darna.kernel.errors import AlreadyDone, Refused

answered = partial(answering.answered, say=wording.sentence)


@needs(Verb.WRITE_CASE)
def start(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Give the case, or ask that it is given."""
    actor, case = request.actor, case_card(request.actor, case_id)
    require_right(case, case.is_open, otherwise="case_is_closed")
    gives = actor.may(Verb.ASSIGN_CASE) or (
        case.worker_id == actor.membership_id and queries.rule_of(actor.agency_id).workers_give
    )
    workers = members_who_may(actor.agency_id, Verb.WRITE_CASE)
    if not case.rights.writes:
        # Whoever does not write here asks for themselves alone.
        workers = {key: name for key, name in workers.items() if key == actor.membership_id}
    workers.pop(case.worker_id, None)  # type: ignore[arg-type]
    form = forms.HandoverForm(request.POST or None, initial={"seen_version": case.version}, workers=workers)
    page = Page(
        _("Hand the case over"),
        _("Give the case") if gives else _("Ask for it"),
        _("The case is given. Your colleague finds your note on their page of the day.")
        if gives
        else _("The request waits for a supervisor. Nothing changes until then."),
        file_url(case.person_id, case.id),
        _("Back to the file"),
        case.reference,
        lead=_("Another worker of your agency accompanies the person from then on.")
        if gives
        else _("In your agency a supervisor decides who accompanies whom."),
        stored=lambda: {_("Who accompanies the person"): case.worker or _("Nobody for now")},
        onward=lambda made: handover_url(made.pk),
    )

    def act() -> Any:
        note = form.cleaned_data["note"]
        if gives:
            return actions.give_handover(case_id, form.worker_id, note, seen_version=form.seen, by=actor)
        return actions.ask_handover(case_id, form.worker_id, note, by=actor)

    return answered(request, form, page, act)


@require_GET
@needs(Verb.READ_NARRATIVE)
def handover(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """One hand-over with its note."""
    card = queries.handover_card(request.actor, handover_id)
    actions.open_handover(handover_id, by=request.actor)
    back = file_url(card.line.person_id, card.line.case_id)
    return render(request, "transfers/handover.html", {"card": card, "line": card.line, "back": back})


@needs(Verb.ASSIGN_CASE)
def grant(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Agree, and give the case."""
    card = _in_state(request, handover_id, "asked", "decides", "handover_is_your_own_request")
    page = _page(card, _("Give the case as asked?"), _("Agree and give"), _("The case is given."))
    return _confirmed(request, page, card, actions.grant_handover)


@needs(Verb.ASSIGN_CASE)
def refuse(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Not agree, and say why."""
    card = _in_state(request, handover_id, "asked", "decides", "handover_is_your_own_request")
    form = forms.RemarkForm(request.POST or None, initial={"seen_version": card.line.version})
    page = _page(card, _("Refuse the hand-over"), _("Refuse"), _("The case stays where it is; your words are told."))

    def act() -> Any:
        remark = form.cleaned_data["remark"]
        return actions.refuse_handover(handover_id, remark, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def withdraw(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Take one's own request back."""
    card = _in_state(request, handover_id, "asked", "withdraws", "handover_was_asked_by_a_colleague")
    page = _page(card, _("Withdraw the request?"), _("Withdraw"), _("The request is withdrawn."))
    return _confirmed(request, page, card, actions.withdraw_handover)


@needs(Verb.WRITE_CASE)
def confirm(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Say that the note was read, and take the case on."""
    card = _in_state(request, handover_id, "given", "confirms", "handover_is_to_a_colleague")
    page = _page(card, _("You read the note and take the case on?"), _("I read it"), _("Thank you. The case is yours."))
    return _confirmed(request, page, card, actions.confirm_handover)


def handover_url(handover_id: UUID) -> str:
    """The address of a hand-over."""
    return reverse("transfers:handover", args=[handover_id])


def _in_state(request: DeskRequest, handover_id: UUID, state: str, right: str, otherwise: str) -> HandoverCard:
    card = queries.handover_card(request.actor, handover_id)
    if card.line.state != state:
        raise AlreadyDone("handover_moved_on")
    if not getattr(card, right):
        raise Refused(otherwise)
    return card


def _page(card: HandoverCard, title: Any, button: Any, said: Any) -> Page:
    back = handover_url(card.line.id)
    stored = {_("State"): card.line.state_label}
    return Page(title, button, said, back, _("Back to the hand-over"), card.line.reference, stored=lambda: stored)


def _confirmed(request: DeskRequest, page: Page, card: HandoverCard, act: Any) -> HttpResponse:
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.line.version})
    return answered(request, form, page, lambda: act(card.line.id, seen_version=form.seen, by=request.actor))
