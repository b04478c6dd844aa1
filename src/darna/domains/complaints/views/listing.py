"""The list of complaints, complaints in numbers, and how the agency takes them."""

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

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import other_agencies
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, sort_in
from darna.domains.asking.wording import LANGUAGE_NAMES
from darna.domains.complaints import actions, queries
from darna.domains.complaints.forms import DeskForm, FilterForm
from darna.domains.complaints.values import Line
from darna.domains.complaints.views.looking import TAGS, answered, complaint_url

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("About"), "kind"),
    (_("Whom it is about"), ""),
    (_("Language"), "language"),
    (_("State"), "state"),
    (_("Officer"), ""),
    (_("Answer by"), "answer"),
    (_("Came in"), "received"),
)


@require_GET
@needs(Verb.ANSWER_COMPLAINTS)
def complaints(request: DeskRequest) -> HttpResponse:
    """The complaints that this officer may read, narrowed, sorted, some at a time, without a word of them."""
    asked = request.GET
    form, sort, address = FilterForm(asked), sort_in(asked, queries.SORTS, "due"), Address(asked, request.path)
    form.is_valid()
    found = queries.complaint_lines(request.actor, form.filters(sort), number=page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, queries.SORTS, address),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": reverse("complaints:list"),
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
    }
    return render(request, "complaints/list.html", context)


@require_GET
@needs(Verb.COUNT_COMPLAINTS)
def counts(request: DeskRequest) -> HttpResponse:
    """Complaints in numbers."""
    found = queries.complaint_counts(request.actor)
    context = {
        "counts": found,
        "overdue": sum(one.overdue for one in found),
        "unread": sum(one.unread for one in found),
        "may_answer": request.actor.may(Verb.ANSWER_COMPLAINTS),
    }
    return render(request, "complaints/counts.html", context)


@require_GET
@needs(Verb.COUNT_COMPLAINTS)
def counts_file(request: DeskRequest) -> HttpResponse:
    """The same as a file of columns; it holds numbers alone."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="complaints-in-numbers.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    heads = (_("About"), _("State"), _("Outcome"), _("Number"), _("Late"), _("Median days until the answer"))
    writer.writerow([str(head) for head in heads])
    for one in queries.complaint_counts(request.actor):
        days = "" if one.days is None else round(one.days, 1)
        writer.writerow([one.kind_label, one.state_label, one.outcome_label, one.counted, one.overdue, days])
    return response


@needs(Verb.KEEP_COMPLAINTS)
def settings(request: DeskRequest) -> HttpResponse:
    """Decide whether and how the agency takes complaints."""
    stored = queries.desk_settings(request.actor)
    names = ("is_open", "acknowledges_days", "answers_days", "urgent_days", "kept_days")
    initial = {
        **{name: getattr(stored, name) for name in names},
        "overseer_id": str(stored.overseer_id or ""),
        "seen_version": stored.version,
    }
    agencies = other_agencies(request.actor.agency_id, request.actor.language)
    form = DeskForm(request.POST or None, agencies=agencies, initial=initial)
    page = Page(
        _("Taking complaints"),
        _("Save"),
        _("The change is saved."),
        reverse("complaints:settings"),
        _("Back"),
        lead=_("Nobody but complaints officers reads a complaint: you see how many there are, and nothing else."),
        template="complaints/settings.html",
    )
    return answered(request, form, page, lambda: actions.change_desk(form.wanted(), by=request.actor))


def _rows(lines: Iterable[Line]) -> Iterator[tuple[Cell, ...]]:
    urgent, late, elsewhere = gettext("urgent"), gettext("late"), gettext("about another agency")
    for line in lines:
        first: list[tuple[Any, ...]] = [("link", complaint_url(line.id), line.kind_label)]
        if line.is_urgent:
            first.append(("tag", "danger", urgent))
        whom: list[tuple[Any, ...]] = [("text", line.about_label)]
        if line.is_from_elsewhere:
            whom.append(("muted", elsewhere))
        due: list[tuple[Any, ...]] = [("day", line.answer_by)]
        if line.is_late:
            due.append(("tag", "danger", late))
        yield (
            first,
            whom,
            (("text", LANGUAGE_NAMES[line.language]),),
            (("tag", TAGS[line.state], line.state_label),),
            (("name", line.officer) if line.officer else ("muted", "–"),),
            due,
            (("day", line.received_at),),
        )
