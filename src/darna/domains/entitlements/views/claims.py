"""Pages of claims: papers and steps marked, and what became of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page, shown
from darna.domains.entitlements import actions, forms, queries
from darna.domains.entitlements.values import ClaimCard
from darna.domains.entitlements.views.answering import answered, case_url, claim_url, require_right
from darna.kernel.errors import AlreadyDone


@require_GET
@needs(Verb.READ_NARRATIVE)
def show_claim(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    """A claim with its papers and steps."""
    card = queries.claim_card(request.actor, claim_id)
    form = _form(request, card)
    return shown(request, form, _page(card))


@needs(Verb.WRITE_CASE)
def mark_claim(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    """Mark which papers are there and which steps were taken."""
    card = queries.claim_card(request.actor, claim_id)
    require_right(card.case, card.may_write)
    form = _form(request, card)

    def act() -> None:
        done = {UUID(text) for text in (*form.cleaned_data["documents"], *form.cleaned_data["steps"])}
        actions.mark_claim(claim_id, done, seen_version=form.seen, by=request.actor)

    return answered(request, form, _page(card), act)


@needs(Verb.WRITE_CASE)
def move_claim(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    """Say what became of the claim."""
    card = queries.claim_card(request.actor, claim_id)
    require_right(card.case, card.may_write)
    if not card.next_states:
        raise AlreadyDone("claim_moved_on")
    form = forms.MoveForm(request.POST or None, initial={"seen_version": card.version}, states=card.next_states)
    page = Page(
        _("What became of the claim?"),
        _("Save"),
        _("The claim went on."),
        claim_url(claim_id),
        _("Back to the claim"),
        card.case.reference,
        lead=card.line.title,
        stored=lambda: {_("State"): card.line.state_label, _("Why, or what came with it"): card.note},
    )

    def act() -> None:
        data = form.cleaned_data
        said = (data["state"], data["on"], data["note"], data["due_on"])
        actions.move_claim(claim_id, *said, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


def _form(request: DeskRequest, card: ClaimCard) -> forms.PartsForm:
    parts = {"documents": card.documents, "steps": card.steps}
    return forms.PartsForm(request.POST or None, parts=parts, version=card.version)


def _page(card: ClaimCard) -> Page:
    return Page(
        card.line.title,
        _("Save"),
        _("The papers and steps are marked."),
        claim_url(card.line.id) if card.may_write else case_url(card.case.id),
        _("Back to what the law says"),
        card.case.reference,
        template="entitlements/claim.html",
        context={"card": card, "case_url": case_url(card.case.id)},
    )
