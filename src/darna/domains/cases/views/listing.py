"""The list of cases as a page: filters, columns, sorting and leafing live in the address, which names nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import NOBODY
from darna.base.lists.views.shown import Shown
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Cell, columns, page_number, pager, sort_in
from darna.domains.cases import queries
from darna.domains.cases.forms import FilterForm
from darna.domains.cases.kinds import CASES, OPENED
from darna.domains.cases.queries.lists import SORTS
from darna.domains.cases.values import CaseLine

_NEWEST_FIRST = frozenset({"opened"})


def list_context(request: DeskRequest) -> dict[str, Any]:
    """What the page of the list shows. One query beside those of the list."""
    shown = Shown(CASES, request.GET, request.actor)
    form = FilterForm(shown.asked)
    sort = sort_in(shown.asked, SORTS, OPENED)
    form.is_valid()
    page = queries.case_list(request.actor, form.filters(sort), page_number(shown.asked))
    return {
        "form": form,
        "list": page,
        "shown": shown,
        "columns": columns(shown.headings, sort, SORTS, shown.address, newest_first=_NEWEST_FIRST),
        "rows": list(_rows(page.lines, shown.columns)),
        "pager": pager(page, page.number, shown.address),
        "sort": sort,
        "is_narrowed": any(shown.asked.get(name) for name in form.fields),
    }


def _rows(lines: Iterable[CaseLine], columns: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row, as the shell's tag draws them; the words are translated once."""
    closed, shared, late, nobody = (str(word) for word in (_("closed"), _("shown to us"), _("late"), _("Nobody yet")))
    base = reverse("cases:show", args=[NOBODY])
    nothing = (("muted", "–"),)

    def case(line: CaseLine) -> Cell:
        cell: list[tuple[Any, ...]] = [("text", line.programme_label), ("figure", line.reference)]
        if line.state == "closed":
            cell.append(("tag", "closed", closed))
        if line.is_shared_in:
            cell.append(("tag", "neutral", shared))
        return cell

    def priority(line: CaseLine) -> Cell:
        return (("tag", "danger", line.priority_label) if line.priority == "high" else ("text", line.priority_label),)

    def worker(line: CaseLine) -> Cell:
        return (("name", line.worker) if line.worker else ("muted", "–" if line.is_shared_in else nobody),)

    def target(line: CaseLine) -> Cell:
        cell = (("day", line.target_on),) if line.target_on else nothing
        return (*cell, ("tag", "danger", late)) if line.is_late else cell

    drawn: dict[str, Callable[[CaseLine], Cell]] = {
        "person": lambda line: (("link", base.replace(str(NOBODY), str(line.id)), line.person_name),),
        "case": case,
        "priority": priority,
        "worker": worker,
        "opened": lambda line: (("day", line.opened_on),),
        "target": target,
        "closed": lambda line: (("day", line.closed_on),) if line.closed_on else nothing,
        "outcome": lambda line: (("text", line.outcome_label),) if line.outcome_label else nothing,
    }
    cells = [drawn[code] for code in columns]
    for line in lines:
        yield tuple([cell(line) for cell in cells])
