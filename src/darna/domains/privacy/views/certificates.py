"""Certificates of erasure: the list, one of them, and the paper that is handed over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.listing import Address, columns, page_number, pager, sort_in
from darna.base.paper import NoPDF
from darna.domains.privacy import actions, printing, queries
from darna.domains.privacy.forms import CopiesForm
from darna.domains.privacy.values import CertificateLine
from darna.domains.privacy.views.saying import answered
from darna.domains.privacy.wording import RULES

_SORTS = ("erased", "-erased")
_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Number"), ""),
    (_("File"), ""),
    (_("Erased on"), "erased"),
    (_("Rule"), ""),
    (_("Older copies until"), ""),
)


@require_GET
@needs(Verb.KEEP_PRIVACY)
def certificates(request: DeskRequest) -> HttpResponse:
    """The certificates of the agency, fifty at a time."""
    asked = request.GET
    sort, address = sort_in(asked, _SORTS, "erased"), Address(asked, request.path)
    found = queries.certificates(request.actor, number=page_number(asked), is_oldest_first=sort == "-erased")
    rows = [
        (
            (("link", reverse("privacy:certificate", args=[line.id]), line.number),),
            (("text", line.reference),),
            (("day", line.erased_at.date()),),
            (("text", _rule(line)),),
            (("day", line.copies_until) if line.copies_until else ("tag", "new", _("not written down yet")),),
        )
        for line in found.lines
    ]
    context = {
        "found": found,
        "rows": rows,
        "columns": columns(_COLUMNS, sort, _SORTS, address, newest_first=("erased",)),
        "pager": pager(found, found.number, address),
    }
    return render(request, "privacy/certificates.html", context)


@require_GET
@needs(Verb.KEEP_PRIVACY)
def certificate(request: DeskRequest, certificate_id: UUID) -> HttpResponse:
    """One certificate."""
    line = queries.certificate_line(request.actor, certificate_id)
    return render(request, "privacy/certificate.html", {"line": line, "rule": _rule(line)})


@require_GET
@needs(Verb.KEEP_PRIVACY)
def paper(request: DeskRequest, certificate_id: UUID) -> HttpResponse:
    """The paper, in the person's language and in Arabic; its words to print where no PDF is made."""
    line = queries.certificate_line(request.actor, certificate_id)
    try:
        body = printing.certificate_as_pdf(line, request.actor.agency_name)
    except NoPDF:
        return render(request, "privacy/certificate.html", {"line": line, "rule": _rule(line), "is_paper": True})
    headers = {"Content-Disposition": 'inline; filename="certificate.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


@needs(Verb.KEEP_PRIVACY)
def copies(request: DeskRequest, certificate_id: UUID) -> HttpResponse:
    """Write down until when older copies of the database may hold clear names."""
    line = queries.certificate_line(request.actor, certificate_id)
    initial = {"seen_version": line.version, **({"day": line.copies_until} if line.copies_until else {})}
    form = CopiesForm(request.POST or None, initial=initial)
    page = Page(
        _("Until when older copies are kept"),
        _("Save"),
        _("Saved. It stands on the certificate."),
        reverse("privacy:certificate", args=[certificate_id]),
        _("Back to the certificate"),
        line.number,
        lead=_(
            "A restore erases the person again before anything is opened; a copy with its passphrase still holds names."
        ),
    )

    def act() -> Any:
        day = form.cleaned_data["day"]
        return actions.note_copies_end(certificate_id, day, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


def _rule(line: CertificateLine) -> Any:
    return RULES.get(line.rule, line.rule)
