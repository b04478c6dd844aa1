"""The consent form to print and sign: a page, and a PDF where the machine can make one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.paper import NoPDF
from darna.faces.desk import paper
from darna.faces.desk.paper import SHEETS, ConsentSheet
from darna.faces.desk.views.person import own_card
from darna.faces.shell.languages import OWN_NAMES


@require_GET
@needs(Verb.RECORD_CONSENT)
def blank(request: DeskRequest) -> HttpResponse:
    """A form of nobody, to have a pile of."""
    return _page(request, _sheet(request))


@require_GET
@needs(Verb.RECORD_CONSENT)
def blank_pdf(request: DeskRequest) -> HttpResponse:
    """The same as a PDF."""
    return _pdf(request, _sheet(request))


@require_GET
@needs(Verb.RECORD_CONSENT)
def of_person(request: DeskRequest, person: UUID) -> HttpResponse:
    """A form with the reference of a file; the person writes their own name on it."""
    return _page(request, _sheet(request, person))


@require_GET
@needs(Verb.RECORD_CONSENT)
def of_person_pdf(request: DeskRequest, person: UUID) -> HttpResponse:
    """The same as a PDF."""
    return _pdf(request, _sheet(request, person))


def _sheet(request: DeskRequest, person: UUID | None = None) -> ConsentSheet:
    reference = own_card(request, person).reference if person else ""
    key = paper.sheet_key(request.GET.get("in", ""))
    return paper.consent_sheet(request.actor, key, reference=reference, person_id=person)


def _pdf(request: DeskRequest, sheet: ConsentSheet) -> HttpResponse:
    try:
        body = paper.consent_as_pdf(sheet)
    except NoPDF:
        return _page(request, sheet, has_no_pdf=True)
    headers = {"Content-Disposition": 'inline; filename="consent.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _page(request: DeskRequest, sheet: ConsentSheet, *, has_no_pdf: bool = False) -> HttpResponse:
    told = [sheet.person_id] if sheet.person_id else []
    name = "desk:paper_consent_of" if told else "desk:paper_consent"
    here, pdf = reverse(name, args=told), reverse(f"{name}_pdf", args=told)
    context = {
        "sheet": sheet,
        "has_no_pdf": has_no_pdf,
        "back": reverse("desk:consent", args=told) if told else reverse("desk:today"),
        "pdf": f"{pdf}?in={sheet.key}",
        "others": [(f"{here}?in={key}", " + ".join(OWN_NAMES[code] for code in held)) for key, held in SHEETS.items()],
    }
    return render(request, "desk/paper_consent.html", context)
