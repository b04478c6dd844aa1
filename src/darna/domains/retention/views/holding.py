"""Who may not be erased: placing a hold, the list of them, releasing one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, sort_in
from darna.domains.people.access import own_person_to_read
from darna.domains.retention import actions, forms, queries
from darna.domains.retention.queries.holds import SORTS
from darna.domains.retention.values import HoldFilters, HoldLine
from darna.domains.retention.views.deciding import answered

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Person"), ""),
    (_("Placed on"), "placed"),
    (_("Placed by"), ""),
    (_("Until"), "until"),
    (_("State"), ""),
)


@require_GET
@needs(Verb.KEEP_PRIVACY)
def holds(request: DeskRequest) -> HttpResponse:
    """The holds of the agency that stand, or those that are over; fifty at a time."""
    asked = request.GET
    form, sort, address = forms.HoldFilterForm(asked), sort_in(asked, SORTS, "placed"), Address(asked, request.path)
    form.is_valid()
    filters = HoldFilters(over=bool(form.cleaned_data.get("over")), sort=sort)
    found = queries.hold_lines(request.actor, filters, page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, SORTS, address, newest_first=("placed",)),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": reverse("retention:holds"),
        "sort": sort,
    }
    return render(request, "retention/holds.html", context)


@needs(Verb.KEEP_PRIVACY)
def hold(request: DeskRequest, person: UUID) -> HttpResponse:
    """Say that nobody erases a file, why, and who asked for it."""
    file = own_person_to_read(request.actor, person)
    form = forms.HoldForm(request.POST or None)
    page = _page(
        _("Hold this file"),
        _("Hold"),
        _("The file is held. Nobody erases it until the hold is released or its day is over."),
        file.reference,
        lead=_("While it stands nobody erases the file: not Darna by itself, and nobody by hand."),
    )

    def act() -> Any:
        told = form.cleaned_data
        return actions.place_hold(person, told["reason"], told["asked_by"], told["until"], by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.KEEP_PRIVACY)
def release(request: DeskRequest, hold_id: UUID) -> HttpResponse:
    """Release a hold; its reason stands on the page."""
    line = queries.hold_line(request.actor, hold_id)
    form = forms.ReleaseForm(request.POST or None, initial={"seen_version": line.version})
    page = _page(
        _("Release the hold"),
        _("Release"),
        _("The hold is released. You are warned again before anything is erased."),
        line.reference,
        template="retention/release.html",
        context={"line": line},
        stored=lambda: {_("State"): _("stands") if line.stands else _("over")},
    )

    def act() -> Any:
        return actions.release_hold(hold_id, form.cleaned_data["reason"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


def _page(title: Any, button: Any, said: Any, reference: str, **more: Any) -> Page:
    return Page(title, button, said, reverse("retention:holds"), _("Back to the holds"), reference, **more)


def _rows(lines: Iterable[HoldLine]) -> Iterator[tuple[Cell, ...]]:
    stands, over, open_end = (str(word) for word in (_("stands"), _("over"), _("nobody knows yet")))
    for line in lines:
        yield (
            (("link", reverse("retention:release", args=[line.id]), line.person_name), ("figure", line.reference)),
            (("day", line.placed_on),),
            (("name", line.placed_by),),
            (("day", line.until),) if line.until else (("muted", open_end),),
            (("tag", "waiting", stands),) if line.stands else (("tag", "neutral", over),),
        )
