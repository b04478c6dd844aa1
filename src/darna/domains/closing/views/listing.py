"""The closings of an agency, what people say of them, and the agency's rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, sort_in
from darna.domains.closing import actions, queries
from darna.domains.closing.forms import FilterForm, RuleForm
from darna.domains.closing.values import ClosingLine
from darna.domains.closing.views.closings import answered, closing_url

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Person"), ""),
    (_("Programme"), ""),
    (_("Outcome"), "outcome"),
    (_("State"), "state"),
    (_("Closed on"), "closed"),
    (_("What the person says"), ""),
    (_("How they are later"), "check"),
)


@require_GET
@needs(Verb.CLOSE_CASE)
def closings(request: DeskRequest) -> HttpResponse:
    """The closings of the agency, narrowed, sorted, fifty at a time."""
    asked, actor = request.GET, request.actor
    form, sort, address = FilterForm(asked), sort_in(asked, queries.SORTS, "closed"), Address(asked, request.path)
    form.is_valid()
    found = queries.closing_lines(actor, form.filters(sort), number=page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, queries.SORTS, address, newest_first=("closed",)),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": reverse("closing:list"),
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
        "counts": queries.opinion_counts(actor) if actor.may(Verb.SUPERVISE) else None,
    }
    return render(request, "closing/list.html", context)


@needs(Verb.SUPERVISE)
def rule(request: DeskRequest) -> HttpResponse:
    """Decide how the agency closes."""
    stored = queries.rule_to_keep(request.actor)
    initial = {
        "seen_version": stored.version,
        "needs_approval": stored.needs_approval,
        "check_days": stored.check_days,
    }
    form = RuleForm(request.POST or None, initial=initial)
    page = Page(
        _("How cases are closed"),
        _("Save"),
        _("Saved. It holds for every case that is closed from now on."),
        reverse("closing:list"),
        _("Back to the closings"),
    )

    def act() -> Any:
        told = form.cleaned_data
        return actions.keep_rule(told["needs_approval"], told["check_days"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


def _rows(lines: Iterable[ClosingLine]) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        check: list[tuple[Any, ...]] = [("muted", "–")]
        if line.check_state:
            word = line.finding_label or line.check_label
            check = [("tag", "danger", word) if line.is_check_due else ("text", word), ("day", line.check_on)]
        yield (
            (("link", closing_url(line.id), line.person_name or line.reference),),
            (("text", line.programme_label),),
            (("text", line.outcome_label),),
            (("tag", line.tag_kind, line.state_label),),
            (("day", line.closed_on),),
            (("text", line.opinion_label) if line.opinion_label else ("muted", "–"),),
            check,
        )
