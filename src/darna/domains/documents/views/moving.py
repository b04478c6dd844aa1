"""Pages on which a paper is checked, not accepted, handed back, put right, or taken out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.documents import actions, forms, queries
from darna.domains.documents.values import PaperCard
from darna.domains.documents.views.answering import answered, paper_url, papers_url


@needs(Verb.KEEP_PAPERS)
def change(request: DeskRequest, paper: UUID) -> HttpResponse:
    """Put right what is written of a paper."""
    card = queries.paper_card(request.actor, paper)
    if not card.line.kind:
        request.actor.require(Verb.READ_PAPERS)
    form = forms.ChangeForm(request.POST or None, initial=_written(request, paper))
    page = _page(
        card,
        _("Change what is written of this paper"),
        _("Save"),
        _("The change is saved."),
        fresh=lambda: forms.ChangeForm(initial=_written(request, paper)),
    )

    def act() -> Any:
        return actions.change_paper(paper, form.draft(), seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.READ_PAPERS)
def check(request: DeskRequest, paper: UUID) -> HttpResponse:
    """Say that a paper was looked at, with its days."""
    card = queries.paper_card(request.actor, paper)
    line = card.line
    initial = {"seen_version": line.version, "issued_on": line.issued_on, "expires_on": line.expires_on}
    form = forms.CheckForm(request.POST or None, initial=initial)
    page = _page(card, _("This paper is what it should be"), _("Checked"), _("The paper is checked."))

    def act() -> Any:
        days = form.cleaned_data
        return actions.check_paper(
            paper, days["issued_on"], days["expires_on"], seen_version=form.seen, by=request.actor
        )

    return answered(request, form, page, act)


@needs(Verb.READ_PAPERS)
def refuse(request: DeskRequest, paper: UUID) -> HttpResponse:
    """Say that a paper cannot be used, and why."""
    card = queries.paper_card(request.actor, paper)
    form = forms.RefuseForm(request.POST or None, initial={"seen_version": card.line.version})
    page = _page(
        card,
        _("This paper cannot be used"),
        _("Do not accept it"),
        _("The paper is not accepted. Tell the person why, and what would help."),
    )

    def act() -> Any:
        return actions.refuse_paper(paper, form.cleaned_data["reason"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.READ_PAPERS)
def hand_back(request: DeskRequest, paper: UUID) -> HttpResponse:
    """Say that the original was handed back."""
    card = queries.paper_card(request.actor, paper)
    form = forms.ReturnForm(request.POST or None, initial={"seen_version": card.line.version})
    lead = _("The original is with the person again. The copy stays in the file.")
    page = _page(card, _("Hand this paper back"), _("It was handed back"), _("The paper was handed back."), lead=lead)

    def act() -> Any:
        return actions.return_paper(paper, form.cleaned_data["reason"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.REMOVE_PAPER)
def remove(request: DeskRequest, paper: UUID) -> HttpResponse:
    """Take a paper out with all its files."""
    card = queries.paper_card(request.actor, paper)
    form = forms.RemoveForm(request.POST or None)
    page = _page(
        card,
        _("Take this paper out for good"),
        _("Take it out"),
        _("The paper is taken out. It can no longer be opened here."),
        lead=_("All its files are deleted. The trail keeps that it was here, and nothing of what it showed."),
        is_danger=True,
        onward=lambda _gone: papers_url(card.line.person_id),
    )
    return answered(
        request, form, page, lambda: actions.remove_paper(paper, form.cleaned_data["reason"], by=request.actor)
    )


def _written(request: DeskRequest, paper: UUID) -> dict[str, Any]:
    return queries.written_of(request.actor, paper)


def _page(card: PaperCard, title: Any, button: Any, said: Any, **more: Any) -> Page:
    back = paper_url(card.line.id)
    stored = {_("State"): card.line.state_label, _("Valid until"): card.line.expires_on}
    return Page(title, button, said, back, _("Back to the paper"), card.line.kind_label, stored=lambda: stored, **more)
