"""A case leaves for another agency: put together, looked at as the partner will read it, sent by two."""

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
from darna.base.agencies.queries import other_agencies
from darna.base.agencies.roles import Verb
from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.domains.cases.queries import case_brief
from darna.domains.cases.views.answering import file_url, require_right
from darna.domains.people.queries import person_card
from darna.domains.referrals import packages
from darna.domains.referrals.queries import referral_card
from darna.domains.transfers import actions, forms, queries, wording
from darna.domains.transfers.values import TransferCard
from darna.kernel.errors import AlreadyDone, Refused

answered = partial(answering.answered, say=wording.sentence)


@require_GET
@needs(Verb.READ_NARRATIVE)
def transfer(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    """One transfer: what goes, who said what when, and what the reader may do."""
    card = queries.transfer_card(request.actor, transfer_id)
    actions.open_transfer(transfer_id, by=request.actor)
    back = reverse("transfers:list") + ("" if card.line.is_sender else "?side=received")
    begin = ""
    if card.prepares and card.referral_id is not None:
        asked = referral_card(request.actor, card.referral_id)
        begin = f"{reverse('transfers:prepare', args=[asked.case_id])}?request={transfer_id}" if asked.case_id else ""
    told = {"card": card, "line": card.line, "back": back, "begin_url": begin}
    return render(request, "transfers/transfer.html", told)


@needs(Verb.SHARE_CASE)
def prepare(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Put together what goes with a case."""
    actor, case = request.actor, case_brief(request.actor, case_id)
    require_right(case, case.rights.shares)
    person = person_card(actor, case.person_id)
    if person.is_protected:
        raise Refused("protected_file_is_not_transferred", reference=person.reference)
    material, begun = packages.material_of(person), packages.first_draft(person)
    initial = {
        "seen_version": case.version,
        "parts": sorted(begun.parts),
        "contacts": [str(key) for key in begun.contacts],
    }
    form = forms.TransferForm(
        request.POST or None,
        initial=initial,
        agencies=other_agencies(actor.agency_id, actor.language),
        material=material,
    )
    page = Page(
        _("Transfer the case to another agency"),
        _("Put it together"),
        _("Look at it as the other agency will read it. Nobody outside sees it yet."),
        file_url(case.person_id, case.id),
        _("Back to the file"),
        case.reference,
        lead=_("The person must have agreed to that agency by name. Once it takes the case on, yours is closed."),
        onward=lambda made: transfer_url(made.pk),
    )

    def act() -> Any:
        agency = UUID(form.cleaned_data["agency"])
        return actions.prepare_transfer(case_id, agency, form.draft, by=actor, request_id=key_in(request, "request"))

    return answered(request, form, page, act)


@needs(Verb.ANSWER_REFERRAL)
def request_case(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """Ask the agency that sent a referral for the whole case."""
    card = referral_card(request.actor, referral_id)
    if card.is_sender or card.state != "accepted":
        raise Refused("transfer_is_asked_after_accepting")
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    page = Page(
        _("Ask for the whole case?"),
        _("Ask for it"),
        _("The other agency was asked. It decides, with the person's consent."),
        reverse("referrals:show", args=[referral_id]),
        _("Back to the referral"),
        card.reference,
        onward=lambda made: transfer_url(made.pk),
    )
    return answered(request, form, page, lambda: actions.request_transfer(referral_id, by=request.actor))


@needs(Verb.SHARE_CASE)
def send(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    """Send the case as it was put together."""
    card = _in_state(request, transfer_id, {"proposed"}, "sends", "transfer_is_your_own_proposal")
    page = _page(card, _("Send the case as shown?"), _("Send"), _("The case was sent. It waits for the answer."))
    return _confirmed(request, page, card, actions.send_transfer)


@needs(Verb.SUPERVISE)
def refuse(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    """Not send it, and say why."""
    states = {"requested", "proposed"}
    card = _in_state(request, transfer_id, states, "refuses", "transfer_is_sent_by_the_other_agency")
    form = forms.ReasonForm(request.POST or None, initial={"seen_version": card.line.version})
    page = _page(card, _("Do not send the case"), _("Do not send"), _("The case stays with your agency."))

    def act() -> Any:
        return actions.refuse_transfer(
            transfer_id, form.cleaned_data["reason"], seen_version=form.seen, by=request.actor
        )

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def withdraw(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    """Take it back while nobody answered."""
    states = {"requested", "proposed", "sent"}
    card = _in_state(request, transfer_id, states, "withdraws", "transfer_is_a_colleagues")
    page = _page(card, _("Withdraw the transfer?"), _("Withdraw"), _("The transfer is withdrawn."))
    return _confirmed(request, page, card, actions.withdraw_transfer)


def transfer_url(transfer_id: UUID) -> str:
    """The address of a transfer."""
    return reverse("transfers:transfer", args=[transfer_id])


def key_in(request: DeskRequest, name: str) -> UUID | None:
    """The key of this name in the address; none for anything that is none."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def _in_state(request: DeskRequest, transfer_id: UUID, states: set[str], right: str, otherwise: str) -> TransferCard:
    card = queries.transfer_card(request.actor, transfer_id)
    if card.line.state not in states:
        raise AlreadyDone("transfer_moved_on")
    if not getattr(card, right):
        raise Refused(otherwise)
    return card


def _page(card: TransferCard, title: Any, button: Any, said: Any) -> Page:
    stored = {_("State"): card.line.state_label}
    back = transfer_url(card.line.id)
    return Page(title, button, said, back, _("Back to the transfer"), card.line.agency, stored=lambda: stored)


def _confirmed(request: DeskRequest, page: Page, card: TransferCard, act: Any) -> HttpResponse:
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.line.version})
    return answered(request, form, page, lambda: act(card.line.id, seen_version=form.seen, by=request.actor))
