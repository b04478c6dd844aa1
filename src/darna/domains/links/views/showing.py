"""Pages to look at: the list of links, and one link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.agencies.actor import NOBODY
from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, Cell, columns, looking, page_number, pager, sort_in
from darna.domains.links import actions, queries
from darna.domains.links.forms import FilterForm
from darna.domains.links.values import LinkLine


@looking
@needs(Verb.OPEN_FILE)
def link_list(request: DeskRequest) -> HttpResponse:
    """The agency's links to partners without an account."""
    asked = request.GET
    form = FilterForm(asked)
    form.is_valid()
    filters = form.filters(sort_in(asked, queries.SORTS, "due"))
    address = Address(asked, reverse("links:list"))
    page = queries.link_list(request.actor, filters, page_number(asked))
    context = {
        "form": form,
        "list": page,
        "columns": columns(_columns(), filters.sort, queries.SORTS, address, newest_first={"sent"}),
        "rows": list(_rows(page.lines)),
        "pager": pager(page, page.number, address),
        "reset_url": reverse("links:list"),
        "sort": filters.sort,
        "is_narrowed": any(asked.get(field) for field in form.fields),
    }
    return render(request, "links/list.html", context)


@looking
@needs(Verb.OPEN_FILE)
def show(request: DeskRequest, link_id: UUID) -> HttpResponse:
    """One link as its sender sees it: what was told, and every opening."""
    if request.method == "GET":
        actions.look_at_link(link_id, by=request.actor)
    card = queries.link_card(request.actor, link_id)
    return render(request, "links/show.html", {"card": card})


def _columns() -> list[tuple[Any, str]]:
    plain = [(label, "") for label in (_("Person"), _("Partner"), _("Need"), _("State"), _("Worker"))]
    return [*plain, (pgettext_lazy("day of a referral", "Sent"), "sent"), (_("Answer by"), "due")]


def _rows(lines: Iterable[LinkLine]) -> Iterator[tuple[Cell, ...]]:
    late, news, asking = (str(word) for word in (_("late"), _("new answer"), _("asks something")))
    base = reverse("links:show", args=[NOBODY])
    for line in lines:
        state: list[tuple[Any, ...]] = [("tag", line.tag_kind, line.state_label)]
        state += [("tag", "new", asking)] if line.is_asking else [("tag", "new", news)] if line.is_new else []
        due: list[tuple[Any, ...]] = [("day", line.due_on)]
        yield (
            (("link", base.replace(str(NOBODY), str(line.id)), line.person_name),),
            (("name", line.partner),),
            [("text", line.need_label), ("figure", line.reference)],
            state,
            (("name", line.worker),),
            (("day", line.sent_at) if line.sent_at else ("muted", "–"),),
            [*due, ("tag", "danger", late)] if line.is_overdue else due,
        )
