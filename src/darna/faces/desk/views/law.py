"""A working life drawn in its case, and the letter to an institution that is made from it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.paper import NoPDF
from darna.domains.entitlements import actions
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.queries.lives import Life, life_of
from darna.domains.people.actions import note_opening
from darna.faces.desk.forms.fields import language
from darna.faces.desk.forms.law import LetterToForm
from darna.faces.portal.rights import timeline
from darna.faces.portal.rights.letters import Told, letter, letter_as_pdf
from darna.faces.portal.rights.surveying import lengths
from darna.kernel.clock import today
from darna.rules.telling import teller


@needs(Verb.READ_NARRATIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def life(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The drawing of the insured periods, and the letter as a PDF; every letter leaves a sentence in the trail."""
    found = life_of(request.actor, case_id)
    form = LetterToForm(request.POST or None, initial={"name": found.name}, countries=found.career.countries)
    if request.method != "POST":
        # The page says whose life it is, so that it was opened is written down.
        note_opening(request.actor, found.case.person_id)
        return _page(request, found, form)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        body = letter_as_pdf(letter(_told(found, form), law_in_force().book))
    except NoPDF:
        return _page(request, found, form, has_no_pdf=True)
    actions.note_letter(case_id, form.cleaned_data["to"], by=request.actor)
    headers = {"Content-Disposition": 'attachment; filename="letter.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _told(found: Life, form: LetterToForm) -> Told:
    data = form.cleaned_data
    return Told(data["to"], found.career, found.birth, form.lines, data["is_legal_in_union"], today())


def _page(request: DeskRequest, found: Life, form: LetterToForm, *, status: int = 200, **more: Any) -> HttpResponse:
    known, on = law_in_force().book, today()
    tell, months = teller(known, language()), lengths(found.facts, found.career, known, on=on)
    drawn = {
        "drawing": timeline.timeline(found.career, tell, on=on),
        "lines": timeline.table(found.career, tell, on=on),
        "sums": timeline.sums(found.career, tell, months, on=on),
    }
    return render(request, "desk/life.html", {"life": found, "form": form, **drawn, **more}, status=status)
