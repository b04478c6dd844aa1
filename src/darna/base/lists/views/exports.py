"""Pages of exports: asked for with a purpose, followed while they are written, taken, and read by those who watch."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.lists import actions, files, queries
from darna.base.lists.forms import SENTENCES, ExportForm
from darna.base.lists.kinds import ListKind, kind_of
from darna.base.lists.models import ExportRecord
from darna.base.lists.views.shown import SHOW
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, Pager, page_number
from darna.kernel.errors import Invalid, NotFound

#: Seconds after which a page that waits for its file asks again.
ASK_AGAIN = 3
_KINDS = {
    ExportRecord.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportRecord.Format.CSV: "text/csv; charset=utf-8",
}


@needs(Verb.EXPORT_LIST)
@require_GET
def exports(request: DeskRequest) -> HttpResponse:
    """What was carried out of the agency, the newest first."""
    page = queries.exports_page(request.actor, page_number(request.GET))
    return render(
        request, "lists/exports.html", {"page": page, "pager": _pager(page, Address(request.GET, request.path))}
    )


@needs(Verb.EXPORT_LIST)
def ask(request: DeskRequest) -> HttpResponse:
    """Ask for the list in the address as a file, for a purpose."""
    kind = kind_of(request.GET.get("list", ""))
    request.actor.require(kind.needs)
    words, shown = kind.cleaned(request.GET), kind.chosen(request.GET.getlist(SHOW))
    form = ExportForm(request.POST or None, kind=kind, shown=shown)
    if request.method == "POST" and form.is_valid():
        try:
            made = _asked(request, kind, form, words)
            return HttpResponseRedirect(reverse("lists:export", args=[made.pk]))
        except Invalid as problem:
            field = problem.field if problem.field in form.fields else None
            form.add_error(field, SENTENCES.get(problem.code, SENTENCES["required"]))
    back = f"{reverse(kind.url_name)}?{request.GET.urlencode()}"
    context = {"form": form, "kind": kind, "words": kind.told(words), "back": back}
    return render(request, "lists/ask.html", context, status=422 if form.errors else 200)


@needs(Verb.EXPORT_LIST)
@require_GET
def export(request: DeskRequest, export_id: UUID) -> HttpResponse:
    """One export: how far it is, where to take it, and what it was for."""
    line = queries.export_line(request.actor, export_id)
    response = render(request, "lists/export.html", {"line": line})
    if line.is_under_way:
        # For browsers without scripts, and for those who leave the page open.
        response["Refresh"] = str(ASK_AGAIN)
    return response


@needs(Verb.EXPORT_LIST)
@require_GET
def download(request: DeskRequest, export_id: UUID) -> Any:
    """The file itself, for whoever asked for it and for a day."""
    made = actions.note_taking(export_id, by=request.actor)
    if not files.is_there(export_id):
        raise NotFound("export", export_id)
    name = f"darna-{made.list_code}-{made.asked_at:%Y-%m-%d}.{made.format}"
    return StreamingHttpResponse(
        files.clear_pieces(export_id),
        content_type=_KINDS[ExportRecord.Format(made.format)],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(made.bytes),
            "Cache-Control": "no-store",
        },
    )


def _asked(request: DeskRequest, kind: ListKind, form: ExportForm, words: dict[str, str]) -> ExportRecord:
    return actions.ask_export(
        kind.code,
        form.asked(words),
        form.told_purpose(),
        form=form.cleaned_data["form"],
        language=(get_language() or "fr")[:2],
        by=request.actor,
    )


def _pager(page: queries.ExportPage, address: Address) -> Pager | None:
    if page.number == 1 and not page.has_next:
        return None
    first = (page.number - 1) * queries.SHOWN + 1
    previous = address(page=page.number - 1) if page.number > 1 else ""
    return Pager(
        first, first + len(page.lines) - 1, None, previous, address(page=page.number + 1) if page.has_next else ""
    )
