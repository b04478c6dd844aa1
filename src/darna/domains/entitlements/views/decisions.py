"""Pages of saved decisions: why, what is otherwise now, and the claim that is opened from one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.domains.entitlements import actions, asking, forms, queries
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.queries.telling import language
from darna.domains.entitlements.views.answering import answered, case_url, claim_url, decision_url, require_right


@require_GET
@needs(Verb.READ_NARRATIVE)
def show_decision(request: DeskRequest, decision_id: UUID) -> HttpResponse:
    """A saved answer with its reasons, sources and facts, beside the answer of today where that is another."""
    card = queries.decision_card(request.actor, decision_id)
    known = law_in_force().book
    address = queries.address_of(card.line.question, known) if card.line.question in known.questions else ""
    context = {"card": card, "back": case_url(card.case.id), "address": address}
    return render(request, "entitlements/decision.html", context)


@needs(Verb.WRITE_CASE)
def note_seen(request: DeskRequest, later_id: UUID) -> HttpResponse:
    """Say that somebody looked at a changed answer and takes it from there."""
    decision_id, version = queries.later_place(request.actor, later_id)
    form = ConfirmForm(request.POST or None, initial={"seen_version": version})
    page = Page(
        _("Take this changed answer off the list?"),
        _("I looked at it"),
        _("The changed answer is off the list. It stays with the decision."),
        decision_url(decision_id),
        _("Back to the answer"),
        lead=_("Nobody has told the person. Do that yourself, in the way that is safe for them."),
    )
    return answered(request, form, page, lambda: actions.note_seen(later_id, seen_version=form.seen, by=request.actor))


@needs(Verb.WRITE_CASE)
def open_claim(request: DeskRequest, decision_id: UUID) -> HttpResponse:
    """Pursue the right the decision is about."""
    card = queries.decision_card(request.actor, decision_id)
    require_right(card.case, card.case.rights.writes)
    right = asking.right_of(card.line.question, law_in_force().book)
    authority = right.authority.in_(language()) if right else ""
    form = forms.ClaimForm(request.POST or None, initial={"seen_version": 0, "authority": authority})
    page = Page(
        _("Open a claim"),
        _("Open the claim"),
        _("The claim is open. Mark what is there and what was done."),
        decision_url(decision_id),
        _("Back to the answer"),
        card.case.reference,
        lead=card.line.title,
        onward=lambda claim: claim_url(claim.pk),
    )

    def act() -> object:
        return actions.open_claim(decision_id, form.cleaned_data["authority"], by=request.actor)

    return answered(request, form, page, act)
