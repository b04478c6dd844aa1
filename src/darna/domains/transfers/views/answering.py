"""The answer of the agency that is to take a case on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.cases.views.answering import file_url
from darna.domains.transfers import actions, forms, journeys, queries
from darna.domains.transfers.values import TransferCard
from darna.domains.transfers.views.moving import answered, transfer_url
from darna.kernel.errors import AlreadyDone, Refused


@needs(Verb.ANSWER_REFERRAL)
def accept(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    """Take the case on: whose file it is here, and who accompanies the person."""
    actor, card = request.actor, _to_answer(request, transfer_id)
    if card.body is None:
        raise AlreadyDone("transfer_moved_on")
    workers = members_who_may(actor.agency_id, Verb.WRITE_CASE)
    if not actor.may(Verb.ASSIGN_CASE):
        workers = {key: name for key, name in workers.items() if key == actor.membership_id}
    likely = [(str(one.id), f"{one.name} · {one.reference}") for one in journeys.likely_files(actor, card.body)]
    files = [*likely, (forms.NEW, str(_("A new file, with what was sent")))]
    initial = {
        "seen_version": card.line.version,
        "person": forms.NEW if not likely else None,
        "worker": str(actor.membership_id),
    }
    form = forms.AcceptForm(request.POST or None, initial=initial, files=files, workers=workers)
    page = _page(
        card,
        _("Take the case on"),
        _("Take it on"),
        _("The case is open here. The other agency's case is closed as transferred."),
        lead=_("Look first whether the person has a file with you already."),
        onward=file_url,
    )

    def act() -> Any:
        told = form.cleaned_data
        return journeys.take_on(
            transfer_id, form.person_id, told["programme"], UUID(told["worker"]), seen_version=form.seen, by=actor
        )

    return answered(request, form, page, act)


@needs(Verb.ANSWER_REFERRAL)
def decline(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    """Not take it on, and say why."""
    card = _to_answer(request, transfer_id)
    form = forms.ReasonForm(request.POST or None, initial={"seen_version": card.line.version})
    page = _page(
        card, _("Decline the case"), _("Decline"), _("The other agency is told. What was sent is closed to you.")
    )

    def act() -> Any:
        return actions.decline_transfer(
            transfer_id, form.cleaned_data["reason"], seen_version=form.seen, by=request.actor
        )

    return answered(request, form, page, act)


def _to_answer(request: DeskRequest, transfer_id: UUID) -> TransferCard:
    card = queries.transfer_card(request.actor, transfer_id)
    if card.line.is_sender:
        raise Refused("transfer_is_answered_by_the_other_agency")
    if not card.answers:
        raise AlreadyDone("transfer_moved_on")
    return card


def _page(card: TransferCard, title: Any, button: Any, said: Any, **more: Any) -> Page:
    stored = {_("State"): card.line.state_label}
    back = transfer_url(card.line.id)
    return Page(title, button, said, back, _("Back to the transfer"), card.line.agency, stored=lambda: stored, **more)
