"""Pages on which papers are asked for and taken in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.cases.queries.files import cases_of_person
from darna.domains.documents import actions, forms, queries
from darna.domains.documents.views.answering import answered, paper_url, papers_url
from darna.domains.people.access import own_person_to_read
from darna.kernel.errors import Invalid


@needs(Verb.KEEP_PAPERS)
def keep(request: DeskRequest, person: UUID) -> HttpResponse:
    """Take in a paper: photographed now, or a file."""
    kept = own_person_to_read(request.actor, person)
    form = forms.KeepForm(request.POST or None, request.FILES or None)
    page = Page(
        _("Add a paper"),
        _("Keep this paper"),
        _("The paper is kept."),
        papers_url(person),
        _("Back to the papers"),
        kept.reference,
        lead=_("The picture is drawn anew: where and with what it was taken is left out, and so is the file's name."),
        template="documents/with_file.html",
        onward=lambda made: paper_url(made.pk),
    )

    def act() -> Any:
        return actions.keep_paper(person, form.draft(), _scanned(form), by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.KEEP_PAPERS)
def bring(request: DeskRequest, paper: UUID) -> HttpResponse:
    """Take in the file of a paper that was asked for, or a newer one."""
    card = queries.paper_card(request.actor, paper)
    initial = {"seen_version": card.line.version}
    form = forms.BringForm(request.POST or None, request.FILES or None, initial=initial)
    page = Page(
        _("Take in a newer file") if card.files else _("Take in this paper"),
        _("Keep this paper"),
        _("The paper is kept, and waits to be checked."),
        paper_url(paper),
        _("Back to the paper"),
        card.line.kind_label,
        lead=_("Older files stay, so that both can be compared."),
        template="documents/with_file.html",
    )

    def act() -> Any:
        return actions.bring_file(paper, form.draft(), _scanned(form), seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.KEEP_PAPERS)
def ask(request: DeskRequest, person: UUID) -> HttpResponse:
    """Ask a person for a paper."""
    kept = own_person_to_read(request.actor, person)
    cases = {
        case.id: f"{case.programme_label} {case.reference}"
        for case in cases_of_person(request.actor, person)
        if case.is_open and not case.is_shared_in
    }
    form = forms.AskForm(request.POST or None, cases=cases)
    page = Page(
        _("Ask for a paper"),
        _("Ask for it"),
        _("The paper is on the list."),
        papers_url(person),
        _("Back to the papers"),
        kept.reference,
        lead=_("Ask only for what is needed, and only once."),
    )
    return answered(request, form, page, lambda: actions.ask_papers(person, [form.draft()], by=request.actor))


@needs(Verb.KEEP_PAPERS)
def checklist(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Which papers a case needs and how far each is; some of them are asked for at once."""
    case, lines = queries.checklist(request.actor, case_id, language=(get_language() or "fr")[:2])
    form = forms.ChecklistForm(request.POST or None, lines=lines)
    page = Page(
        _("Papers this case needs"),
        _("Ask for them"),
        _("The papers are on the list."),
        reverse("documents:checklist", args=[case_id]),
        kicker=case.reference,
        template="documents/checklist.html",
        context={"case": case, "lines": lines, "may_ask": case.is_open and bool(form.lines)},
    )

    def act() -> Any:
        return actions.ask_papers(case.person_id, form.drafts(case_id), by=request.actor)

    return answered(request, form, page, act)


def _scanned(form: forms.KeepForm | forms.BringForm) -> Any:
    """What was sent, as it may be kept; a problem is told beside the field that was used. Raises: Invalid."""
    try:
        return form.scanned()
    except Invalid as problem:
        raise Invalid(form.sent_as, problem.code) from problem
