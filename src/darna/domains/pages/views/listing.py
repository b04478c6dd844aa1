"""The list of pages and the queue of those to be read again: what they are narrowed to lives in the address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, sort_in
from darna.domains.pages import forms, queries, wording
from darna.domains.pages.templatetags.page_words import STANDING_TAGS
from darna.domains.pages.values import PageLine

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Page"), "title"),
    (_("Door"), "door"),
    (_("Newest version"), "state"),
    (_("Not ready in"), ""),
    (_("Who keeps it"), "owner"),
    (_("To be read again"), "review"),
)


@require_GET
@needs(Verb.PUBLISH_PAGES)
def pages(request: DeskRequest) -> HttpResponse:
    """Every page the agency keeps, narrowed, sorted, some at a time."""
    asked = request.GET
    form, sort, address = forms.FilterForm(asked), sort_in(asked, queries.SORTS, "door"), Address(asked, request.path)
    form.is_valid()
    number = page_number(asked)
    found = queries.page_lines(request.actor, form.filters(sort), number=number)
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, queries.SORTS, address),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": reverse("pages:list"),
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
        "due": len(queries.review_queue(request.actor)),
        "may_write": request.actor.may(Verb.KEEP_PAGES),
    }
    return render(request, "pages/list.html", context)


@require_GET
@needs(Verb.PUBLISH_PAGES)
def queue(request: DeskRequest) -> HttpResponse:
    """Pages whose day to be read again has come, everybody's or one's own."""
    is_mine = request.GET.get("mine") == "yes"
    lines = queries.review_queue(request.actor, is_mine=is_mine)
    may_write = request.actor.may(Verb.KEEP_PAGES)
    return render(request, "pages/queue.html", {"lines": lines, "is_mine": is_mine, "may_write": may_write})


def _rows(lines: Iterable[PageLine]) -> Iterator[tuple[Cell, ...]]:
    ready, due = gettext("all four are ready"), gettext("to be read again")
    for line in lines:
        unready = gettext(", ").join(str(wording.LANGUAGE_NAMES[language]) for language in line.unready)
        review: list[tuple[Any, ...]] = [("day", line.review_due_on) if line.review_due_on else ("muted", "–")]
        if line.is_due:
            review.append(("tag", "waiting", due))
        yield (
            (("link", reverse("pages:page", args=[line.id]), line.title),),
            (("text", line.door_label),),
            (("tag", STANDING_TAGS[line.standing], line.standing.label),),
            (("text", unready) if unready else ("muted", ready),),
            (("name", line.owner) if line.owner else ("muted", "–"),),
            review,
        )
