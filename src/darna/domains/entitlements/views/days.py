"""The room where one sees how long rights take, by right, commune and agency."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.access import agencies_visible_to
from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import names_of_agencies
from darna.base.agencies.roles import Verb
from darna.base.lists.cells import as_line
from darna.base.lists.views.shown import Shown
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Cell, columns, page_number, pager, sort_in
from darna.domains.entitlements import forms
from darna.domains.entitlements.kinds import BY_CLAIMS, DAYS
from darna.domains.entitlements.queries.days import (
    SORTS,
    DaysFilters,
    DaysLine,
    claimed,
    days_in_file,
    days_to_access,
    last_year,
)
from darna.domains.entitlements.queries.telling import language

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Right"), ""),
    (_("Commune"), ""),
    (_("Agency"), ""),
    (_("Claims"), "claims"),
    (_("Obtained"), "obtained"),
    (_("Obtained in part"), ""),
    (_("Refused"), ""),
    (_("Under way"), ""),
    (_("Days, half of them"), "days"),
    (_("Days, nine in ten"), "slowest"),
)


@require_GET
@needs(Verb.MEASURE_ACCESS)
def days_file(request: DeskRequest) -> HttpResponse:
    """The same as a file of columns: what is not told on the page is not told in it."""
    asked = request.GET
    form = forms.DaysForm(asked, period=last_year(), agencies=_agencies(request))
    period = form.period()
    form.offer_claimed(*claimed(request.actor, *period))
    filters = DaysFilters(**form.told(period), sort=sort_in(asked, SORTS, "claims"))
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Cache-Control": "no-store"})
    response["Content-Disposition"] = 'attachment; filename="days-to-access.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow([str(head) for head, _sort in _COLUMNS])
    # Names of agencies and communes are typed by people: none of them becomes a formula.
    writer.writerows(
        [as_line(value) for ((_kind, value),) in row] for row in _rows(days_in_file(request.actor, filters))
    )
    return response


@require_GET
@needs(Verb.MEASURE_ACCESS)
def days(request: DeskRequest) -> HttpResponse:
    """How many days from the claim to the right: in the middle, and for nine in ten."""
    actor, shown = request.actor, Shown(DAYS, request.GET, request.actor)
    asked, address = shown.asked, shown.address
    sort = sort_in(asked, SORTS, BY_CLAIMS)
    form = forms.DaysForm(asked, period=last_year(), agencies=_agencies(request))
    period = form.period()
    form.offer_claimed(*claimed(actor, *period))
    told = form.told(period)
    found = days_to_access(actor, DaysFilters(**told, sort=sort), number=page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, SORTS, address, newest_first=("claims", "days", "slowest", "obtained")),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, found.number, address),
        "shown": shown,
        "sort": sort,
        "period": period,
        "file_url": f"{reverse('entitlements:days_file')}?{asked.urlencode()}",
    }
    return render(request, "entitlements/days.html", context, status=200 if form.is_valid() else 422)


def _agencies(request: DeskRequest) -> list[tuple[str, str]]:
    """Whoever plans chooses among the agencies; whoever meets persons is told of their own."""
    if request.actor.may(Verb.OPEN_FILE):
        return []
    keys = agencies_visible_to(request.actor).filter(is_active=True).values_list("pk", flat=True)
    return [(str(key), name) for key, name in names_of_agencies(set(keys), language()).items()]


def _rows(lines: Iterable[DaysLine]) -> Iterator[tuple[Cell, ...]]:
    few = gettext("fewer than five")
    for line in lines:
        counts = (line.claims, line.obtained, line.partly, line.refused, line.pursued)
        yield (
            (("text", line.right),),
            (("text", line.commune) if line.commune else ("muted", gettext("not recorded")),),
            (("text", line.agency),),
            *((("muted", few) if one is None else ("name", str(one)),) for one in counts),
            *((("muted", "–") if one is None else ("name", str(one)),) for one in (line.days, line.slowest)),
        )
