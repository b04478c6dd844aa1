"""The room of child protection: procedures, narrowed and sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, Cell, columns, looking, page_number, pager, sort_in
from darna.domains.safeguarding import queries
from darna.domains.safeguarding.forms import FilterForm
from darna.domains.safeguarding.values import ProcedureLine
from darna.domains.safeguarding.views.answering import procedure_url

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Child"), ""),
    (_("Reason"), "reason"),
    (_("State"), "state"),
    (_("Who answers for it"), ""),
    (_("Opened on"), "opened"),
    (_("Next day"), "review"),
)


@looking
@needs(Verb.READ_NARRATIVE)
def procedures(request: DeskRequest) -> HttpResponse:
    """The procedures the reader may see; what they say stands on their own page."""
    asked = request.GET
    form, sort, address = FilterForm(asked), sort_in(asked, queries.SORTS, "-opened"), Address(asked, request.path)
    form.is_valid()
    found = queries.procedure_lines(request.actor, form.filters(sort), number=page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, queries.SORTS, address),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": reverse("safeguarding:list"),
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
        "may_set_hours": request.actor.may(Verb.SUPERVISE),
    }
    return render(request, "safeguarding/list.html", context)


def _rows(lines: Iterable[ProcedureLine]) -> Iterator[tuple[Cell, ...]]:
    late, asked = gettext("late"), gettext("restriction asked for")
    for line in lines:
        state: list[tuple[Any, ...]] = [("tag", line.tag_kind, line.state_label)]
        if line.asks_restriction:
            state.append(("muted", asked))
        day: list[tuple[Any, ...]] = [("day", line.next_on) if line.next_on else ("muted", "–")]
        if line.is_late:
            day.append(("tag", "danger", late))
        yield (
            (("link", procedure_url(line.id), line.person_name),),
            (("text", line.reason_label),),
            state,
            (("name", line.responsible) if line.responsible else ("muted", "–"),),
            (("day", line.opened_at),),
            day,
        )
