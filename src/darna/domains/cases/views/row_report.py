"""The report of an import by row, as a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.lists.views.shown import Shown
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Cell, columns, key_in, page_number, pager, rows_of
from darna.domains.cases.registers.row_kind import BATCH, ROWS, RowFilterForm, row_filters
from darna.domains.cases.registers.row_report import SORTS, RowLine, offered_in, row_lines

_DRAWN: Final[Mapping[str, Callable[[RowLine], Cell]]] = {
    "row": lambda line: (("figure", str(line.row)),),
    "weight": lambda line: (("tag", line.tag_kind, line.weight_label),),
    "column": lambda line: (("name", line.column),) if line.column else (("muted", "–"),),
    "why": lambda line: (("text", line.sentence),),
}


@needs(Verb.IMPORT_REGISTER)
@require_GET
def rows(request: DeskRequest) -> HttpResponse:
    """What was said of each row of one import, narrowed, sorted, fifty at a time."""
    shown = Shown(ROWS, request.GET, request.actor)
    batch = key_in(shown.asked, BATCH)
    if batch is None:
        return HttpResponseRedirect(reverse("cases:imports"))
    offered, filters = offered_in(request.actor, batch), row_filters(shown.asked)
    page = row_lines(request.actor, filters, page_number(shown.asked))
    context = {
        "form": RowFilterForm(shown.asked, offered=offered),
        "batch": batch,
        "list": page,
        "shown": shown,
        "reset_url": f"{reverse('cases:import_rows')}?{BATCH}={batch}",
        "columns": columns(shown.headings, filters.sort, SORTS, shown.address),
        "rows": rows_of(page.lines, shown.columns, _DRAWN),
        "pager": pager(page, page.number, shown.address),
        "sort": filters.sort,
        "is_narrowed": bool(filters.weight or filters.reason or filters.column),
    }
    return render(request, "cases/import_rows.html", context)
