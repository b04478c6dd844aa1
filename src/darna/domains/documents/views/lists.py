"""The papers of the agency, of one person, and one paper; none of these pages shows a paper itself in a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, sort_in
from darna.domains.documents import queries
from darna.domains.documents.forms import FilterForm
from darna.domains.documents.values import SORTS, PaperLine
from darna.domains.documents.views.answering import paper_url, papers_url
from darna.domains.people.actions import note_opening as note_look
from darna.domains.people.queries import names_of

looking = require_http_methods(["GET", "HEAD"])
_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Kind of paper"), "kind"),
    (_("State"), "state"),
    (_("Until which day"), "due"),
    (_("Valid until"), "expires"),
    (pgettext_lazy("paper", "Last change"), "moved"),
)
_TAGS = {
    "asked": "waiting",
    "received": "new",
    "checked": "done",
    "refused": "danger",
    "expired": "danger",
    "returned": "closed",
}


@needs(Verb.OPEN_FILE)
@looking
def papers(request: DeskRequest) -> HttpResponse:
    """All papers of the agency that the actor may know of, narrowed, sorted, some at a time."""
    return _listed(request, None)


@needs(Verb.OPEN_FILE)
@looking
def of_person(request: DeskRequest, person: UUID) -> HttpResponse:
    """The papers of one person, narrowed, sorted, some at a time; whose they are stands above, so the look is noted."""
    page = _listed(request, person)
    note_look(request.actor, person)
    return page


@needs(Verb.OPEN_FILE)
@looking
def paper(request: DeskRequest, paper: UUID) -> HttpResponse:
    """What is written of a paper, and the files in which it was brought."""
    card = queries.paper_card(request.actor, paper)
    note_look(request.actor, card.line.person_id)
    tag = "danger" if card.line.has_expired else _TAGS[card.line.state]
    return render(
        request, "documents/paper.html", {"card": card, "tag": tag, "papers_url": papers_url(card.line.person_id)}
    )


def _listed(request: DeskRequest, person: UUID | None) -> HttpResponse:
    asked, actor = request.GET, request.actor
    form, sort, address = FilterForm(asked), sort_in(asked, SORTS, "-moved"), Address(asked, request.path)
    form.is_valid()
    found = queries.paper_lines(actor, form.filters(sort, person), number=page_number(asked))
    headings = _COLUMNS if person else ((_("Person"), ""), *_COLUMNS)
    context = {
        "form": form,
        "found": found,
        "columns": columns(headings, sort, SORTS, address),
        "rows": list(_rows(found.lines, with_person=person is None)),
        "pager": pager(found, found.number, address),
        "reset_url": request.path,
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
        "person_id": person,
        "person_name": names_of([person]).get(person, "") if person else "",
        "may_keep": actor.may(Verb.KEEP_PAPERS),
    }
    return render(request, "documents/list.html", context)


def _rows(lines: Iterable[PaperLine], *, with_person: bool) -> Iterator[tuple[Cell, ...]]:
    late, over = gettext("late"), gettext("has expired")
    for line in lines:
        state: list[tuple[Any, ...]] = [("tag", _TAGS[line.state], line.state_label)]
        if line.is_overdue:
            state.append(("tag", "danger", late))
        if line.has_expired and line.state != "expired":
            state.append(("tag", "danger", over))
        cells: tuple[Cell, ...] = (
            (("link", paper_url(line.id), line.kind_label),),
            state,
            (("day", line.due_on) if line.due_on else ("muted", "–"),),
            (("day", line.expires_on) if line.expires_on else ("muted", "–"),),
            (("day", timezone.localdate(line.moved_at)),),
        )
        yield ((("link", papers_url(line.person_id), line.person_name),), *cells) if with_person else cells
