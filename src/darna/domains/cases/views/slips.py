"""The slip a person takes home: a page to print, and the same as a PDF where the machine can make one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.domains.cases import printing, queries
from darna.domains.cases.views.answering import file_url


@require_GET
@needs(Verb.OPEN_CASE)
def slip(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The slip as a page to print."""
    return _page(request, case_id)


@require_GET
@needs(Verb.OPEN_CASE)
def slip_pdf(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The slip as a PDF; the page, and why, where the machine lacks what a PDF needs."""
    page = queries.slip_of(request.actor, case_id)
    try:
        body = printing.slip_as_pdf(page)
    except printing.NoPDF:
        return _page(request, case_id, has_no_pdf=True)
    return HttpResponse(
        body,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="slip.pdf"', "Cache-Control": "no-store"},
    )


def _page(request: DeskRequest, case_id: UUID, *, has_no_pdf: bool = False) -> HttpResponse:
    page = queries.slip_of(request.actor, case_id)
    back = file_url(page.person_id, case_id)
    return render(request, "cases/slip.html", {"slip": page, "has_no_pdf": has_no_pdf, "back": back})
