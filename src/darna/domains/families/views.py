"""Persons who may live together: the list, two of them beside each other, and what somebody says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm, VersionForm
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, rows_of, sort_in
from darna.domains.families import actions, forms, queries, wording
from darna.domains.families.queries import SORTS
from darna.domains.families.values import FamilyLine
from darna.domains.people.actions import note_opening

answered = partial(answering.answered, say=wording.sentence)
_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Persons"), ""),
    (_("Why"), ""),
    (_("State"), "state"),
    (_("Found on"), "found"),
)


@require_GET
@needs(Verb.EDIT_PERSON)
def families(request: DeskRequest) -> HttpResponse:
    """Persons who may live together, narrowed, sorted, fifty at a time."""
    asked = request.GET
    form, sort, address = forms.FamilyFilterForm(asked), sort_in(asked, SORTS, "found"), Address(asked, request.path)
    form.is_valid()
    found = queries.family_lines(request.actor, form.filters(sort), page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, SORTS, address, newest_first=("found",)),
        "rows": rows_of(found.lines, list(_CELLS), _CELLS),
        "pager": pager(found, found.number, address),
        "reset_url": request.path,
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
    }
    return render(request, "families/list.html", context)


@require_GET
@needs(Verb.EDIT_PERSON)
def family(request: DeskRequest, family_id: UUID) -> HttpResponse:
    """Two persons beside each other; that both were looked at is noted."""
    line = queries.family_line(request.actor, family_id)
    for one in (line.person, line.other):
        note_opening(request.actor, one.id)
    return render(request, "families/show.html", {"line": line})


@needs(Verb.EDIT_PERSON)
def together(request: DeskRequest, family_id: UUID) -> HttpResponse:
    """They live in one household."""
    line = queries.family_line(request.actor, family_id)
    form = forms.TogetherForm(request.POST or None, initial={"seen_version": line.version})
    page = _page(line, _("They live together"), _("One household"), _("Both are in one household now."))

    def act() -> Any:
        role = form.cleaned_data["role"]
        return actions.confirm_family(family_id, role, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.EDIT_PERSON)
def apart(request: DeskRequest, family_id: UUID) -> HttpResponse:
    """They do not live together."""
    line = queries.family_line(request.actor, family_id)
    form: VersionForm = ConfirmForm(request.POST or None, initial={"seen_version": line.version})
    page = _page(
        line,
        _("They do not live together?"),
        _("Not one household"),
        _("They are not proposed again."),
        lead=_("Nothing is written in either file."),
    )
    return answered(
        request, form, page, lambda: actions.decline_family(family_id, seen_version=form.seen, by=request.actor)
    )


def _page(line: FamilyLine, title: Any, button: Any, said: Any, **more: Any) -> Page:
    kicker = f"{line.person.reference} · {line.other.reference}"
    stored = {_("State"): line.state_label}
    back = reverse("families:show", args=[line.id])
    return Page(title, button, said, back, _("Back to these two"), kicker, stored=lambda: stored, **more)


def _persons(line: FamilyLine) -> Cell:
    names = f"{line.person.name or line.person.reference} · {line.other.name or line.other.reference}"
    return (("link", reverse("families:show", args=[line.id]), names),)


_CELLS: Final[Mapping[str, Callable[[FamilyLine], Cell]]] = {
    "persons": _persons,
    "why": lambda line: (("text", "; ".join(line.reasons)),),
    "state": lambda line: (("tag", line.tag_kind, line.state_label),),
    "found": lambda line: (("day", line.found_on),),
}
