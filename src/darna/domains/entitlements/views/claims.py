"""Pages of claims: papers and steps marked, and what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page, shown
from darna.base.paper import NoPDF
from darna.domains.entitlements import actions, asking, forms, queries
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.printing import letter_as_pdf
from darna.domains.entitlements.queries.telling import language
from darna.domains.entitlements.values import ClaimCard
from darna.domains.entitlements.views.answering import answered, case_url, claim_url, require_right
from darna.kernel.errors import AlreadyDone, NotFound
from darna.kernel.locales import LOCALES


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
        done = {UUID(text) for text in form.cleaned_data["steps"]}
        actions.mark_claim(claim_id, done, form.papers(), seen_version=form.seen, by=request.actor)

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


@needs(Verb.WRITE_CASE)
def add_step(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    """Write down a step in one's own words, who takes it and by which day."""
    card = queries.claim_card(request.actor, claim_id)
    require_right(card.case, card.may_write)
    form = forms.StepForm(request.POST or None, initial={"seen_version": card.version})

    def act() -> None:
        data = form.cleaned_data
        said = (data["words"], data["doer"], data["due_on"])
        actions.add_step(claim_id, *said, seen_version=form.seen, by=request.actor)

    return answered(request, form, _page_below(card, _("Add a step"), _("The step is written down.")), act)


@needs(Verb.WRITE_CASE)
def plan_part(request: DeskRequest, claim_id: UUID, part_id: UUID) -> HttpResponse:
    """Say who brings a paper or takes a step, and by which day."""
    card = queries.claim_card(request.actor, claim_id)
    require_right(card.case, card.may_write)
    part = next((one for one in (*card.documents, *card.steps) if one.id == part_id), None)
    if part is None:
        raise NotFound("claimpart", part_id)
    known = {"seen_version": card.version, "doer": part.doer, "due_on": part.due_on}
    form = forms.PlanForm(request.POST or None, initial=known)

    def act() -> None:
        said = (form.cleaned_data["doer"], form.cleaned_data["due_on"])
        actions.plan_part(claim_id, part_id, *said, seen_version=form.seen, by=request.actor)

    page = _page_below(card, _("Who does it, and by which day?"), _("It is written down."), lead=part.label)
    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def open_by_hand(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Pursue a right of the catalogue without an answer that was saved."""
    rights = queries.rights_to_claim(request.actor, case_id)
    form = forms.HandClaimForm(request.POST or None, initial={"seen_version": 0}, rights=rights)
    page = Page(
        _("Open a claim by hand"),
        _("Open the claim"),
        _("The claim is open. Mark what is there and what was done."),
        case_url(case_id),
        _("Back to what the law says"),
        lead=_("Where it is not sure that the right is theirs, ask the law first: the claim then keeps its answer."),
        onward=lambda claim: claim_url(claim.pk),
    )

    def act() -> object:
        data = form.cleaned_data
        authority = data["authority"] or asking.authority_of(data["right"], law_in_force().book, language())
        return actions.open_claim_by_hand(case_id, data["right"], authority, by=request.actor)

    return answered(request, form, page, act)


@require_POST
@needs(Verb.READ_NARRATIVE)
def claim_letter(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    """The letter to the office, of the request or of the appeal, as a PDF in the language that is chosen."""
    card = queries.claim_card(request.actor, claim_id)
    spoken = request.POST.get("language", "")
    spoken = spoken if spoken in LOCALES else language()
    letter = queries.letter_of_claim(request.actor, claim_id, spoken)
    try:
        body = letter_as_pdf(letter)
    except NoPDF:
        return render(request, "entitlements/no_pdf.html", {"back": claim_url(claim_id), "card": card}, status=503)
    actions.note_claim_letter(claim_id, spoken, by=request.actor)
    headers = {"Content-Disposition": 'attachment; filename="letter.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _form(request: DeskRequest, card: ClaimCard) -> forms.PartsForm:
    data = request.POST or None
    return forms.PartsForm(data, papers=card.documents, steps=card.steps, version=card.version)


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


def _page_below(card: ClaimCard, title: Any, done: Any, *, lead: str = "") -> Page:
    """A page with one form that leads back to its claim."""
    back = (claim_url(card.line.id), _("Back to the claim"))
    return Page(title, _("Save"), done, *back, card.case.reference, lead=lead or card.line.title)
