"""The files whose time ends, and one of them with everything that was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.lists.views.shown import Shown
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Cell, columns, page_number, pager, sort_in
from darna.domains.retention import queries
from darna.domains.retention.forms import FilterForm
from darna.domains.retention.kinds import DUE, NOTICES
from darna.domains.retention.queries.notices import SORTS
from darna.domains.retention.values import NoticeLine


@require_GET
@needs(Verb.KEEP_PRIVACY)
def notices(request: DeskRequest) -> HttpResponse:
    """The files whose time ends or has ended, narrowed, sorted, fifty at a time."""
    actor = request.actor
    shown = Shown(NOTICES, request.GET, actor)
    form, sort = FilterForm(shown.asked), sort_in(shown.asked, SORTS, DUE)
    form.is_valid()
    page = queries.notice_lines(actor, form.filters(sort), page_number(shown.asked))
    rule = queries.rule_of(actor.agency_id)
    context = {
        "form": form,
        "list": page,
        "shown": shown,
        "rule": rule,
        "is_carried": not rule.acts_alone or queries.officer_of(rule) is not None,
        "columns": columns(shown.headings, sort, SORTS, shown.address, newest_first=("warned",)),
        "rows": list(_rows(page.lines, shown.columns)),
        "pager": pager(page, page.number, shown.address),
        "sort": sort,
        "is_narrowed": any(shown.asked.get(name) for name in form.fields),
    }
    return render(request, "retention/list.html", context)


@require_GET
@needs(Verb.KEEP_PRIVACY)
def notice(request: DeskRequest, notice_id: UUID) -> HttpResponse:
    """One file whose time ends: from what it is counted, what was decided, and what may be done."""
    card = queries.notice_card(request.actor, notice_id)
    return render(request, "retention/notice.html", {"card": card, "line": card.line})


def notice_url(notice_id: UUID) -> str:
    """The address of a notice."""
    return reverse("retention:notice", args=[notice_id])


def _rows(lines: Iterable[NoticeLine], shown: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    now_due, held, protected = (str(word) for word in (_("its day has come"), _("held"), _("protected")))

    def person(line: NoticeLine) -> Cell:
        cell: list[tuple[Any, ...]] = [("link", notice_url(line.id), line.person_name), ("figure", line.reference)]
        return [*cell, ("tag", "danger", protected)] if line.is_protected else cell

    def due(line: NoticeLine) -> Cell:
        return (("day", line.due_on), *((("tag", "danger", now_due),) if line.is_due else ()))

    def state(line: NoticeLine) -> Cell:
        told = held if line.is_held else line.state_label
        until = (("day", line.postponed_until),) if line.postponed_until else ()
        return (("tag", line.tag_kind, told), *until)

    drawn: dict[str, Callable[[NoticeLine], Cell]] = {
        "person": person,
        "why": lambda line: (("text", line.why_label),),
        "due": due,
        "warned": lambda line: (("day", line.warned_on),),
        "state": state,
    }
    cells = [drawn[code] for code in shown]
    for line in lines:
        yield tuple(cell(line) for cell in cells)
