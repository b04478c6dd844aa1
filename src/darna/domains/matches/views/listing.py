"""The possible matches of the agency, and one of them side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, rows_of, sort_in
from darna.domains.matches import queries
from darna.domains.matches.forms import MatchFilterForm
from darna.domains.matches.queries import SORTS
from darna.domains.matches.values import MatchLine
from darna.domains.people.actions import note_opening

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Person"), ""),
    (_("Other agency"), ""),
    (_("State"), "state"),
    (_("Noticed on"), "noticed"),
)


@require_GET
@needs(Verb.COMPARE_ACROSS)
def matches(request: DeskRequest) -> HttpResponse:
    """The possible matches, narrowed, sorted, fifty at a time."""
    asked = request.GET
    form, sort, address = MatchFilterForm(asked), sort_in(asked, SORTS, "noticed"), Address(asked, request.path)
    form.is_valid()
    found = queries.match_lines(request.actor, form.filters(sort), page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, SORTS, address, newest_first=("noticed",)),
        "rows": rows_of(found.lines, list(_CELLS), _CELLS),
        "pager": pager(found, found.number, address),
        "reset_url": request.path,
        "sort": sort,
        "is_narrowed": bool(asked.get("state")),
    }
    return render(request, "matches/list.html", context)


@require_GET
@needs(Verb.COMPARE_ACROSS)
def match(request: DeskRequest, match_id: UUID) -> HttpResponse:
    """One possible match: what waits for whom and, once both agreed, both cards beside each other."""
    card = queries.match_card(request.actor, match_id)
    note_opening(request.actor, card.line.person_id)
    return render(request, "matches/show.html", {"card": card, "line": card.line})


def match_url(match_id: UUID) -> str:
    """The page of a possible match."""
    return reverse("matches:show", args=[match_id])


def _state(line: MatchLine) -> Cell:
    told: list[tuple[Any, ...]] = [("tag", line.tag_kind, line.state_label)]
    return [*told, ("tag", "new", str(_("waiting for us")))] if line.waits else told


_CELLS: Final[Mapping[str, Callable[[MatchLine], Cell]]] = {
    "person": lambda line: (("link", match_url(line.id), line.person_name or line.reference),),
    "other": lambda line: (("text", line.other) if line.other else ("muted", "–"),),
    "state": _state,
    "noticed": lambda line: (("day", line.noticed_on),),
}
