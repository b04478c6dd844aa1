"""Changing what is written of a person, and adding and ending the parts of the file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page, brought_together, with_stored
from darna.base.pages.merging import TAKES, Merged
from darna.domains.people import actions
from darna.domains.people.queries import person_card
from darna.domains.people.values import PersonCard
from darna.faces.desk.forms.file import ChangePersonForm, EndForm, written
from darna.faces.desk.parts import PARTS, Part
from darna.faces.desk.surroundings import commune_names, region_of
from darna.faces.shell.problems import sentence
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, StaleVersion

both = require_http_methods(["GET", "HEAD", "POST"])


@needs(Verb.EDIT_PERSON)
@both
def change(request: DeskRequest, person: UUID) -> HttpResponse:
    """Put right what is written of a person; when somebody else saved meanwhile, both texts are shown."""
    card = own_card(request, person)
    region = region_of(request.actor)
    form = ChangePersonForm(request.POST or None, initial=written(card), region=region)
    if request.method != "POST":
        # The form shows most of the file, and can be asked for without opening the file first.
        actions.note_opening(request.actor, card)
        return _change_page(request, form, card, region)
    page = Page("", "", "", fresh=lambda: ChangePersonForm(initial=written(own_card(request, person)), region=region))
    if TAKES in request.POST:
        return _change_page(request, with_stored(form, page, request.POST[TAKES]), card, region)
    if not form.is_valid():
        return _change_page(request, form, card, region, status=422)
    try:
        actions.change_person(person, form.changes(), seen_version=form.seen, by=request.actor)
    except StaleVersion as problem:
        merged = brought_together(form, page, problem.found)
        return _change_page(request, form, card, region, status=409, merged=merged)
    except Invalid as problem:
        beside(form, problem)
        return _change_page(request, form, card, region, status=422)
    except AlreadyDone:
        messages.info(request, gettext("Nothing was different, so nothing was changed."))
        return redirect("desk:file", person)
    messages.success(request, gettext("The change is saved."))
    return redirect("desk:file", person)


@needs(Verb.EDIT_PERSON)
@both
def add(request: DeskRequest, person: UUID, part: str) -> HttpResponse:
    """Add one part to a file."""
    card, asked = own_card(request, person), _part(part)
    region = region_of(request.actor) if part == "journey" else ""
    form = asked.form(request.POST if request.method == "POST" else None, region=region)
    context = {"part": part, "title": asked.adding, "communes": commune_names(region)}
    if request.method != "POST":
        return _form_page(request, form, card, context)
    if form.is_valid():
        try:
            asked.add(person, form, request.actor)
        except (Invalid, AlreadyDone) as problem:
            beside(form, problem)
        else:
            messages.success(request, gettext("It is in the file."))
            return redirect("desk:file", person)
    return _form_page(request, form, card, context, status=422)


@needs(Verb.EDIT_PERSON)
@both
def end(request: DeskRequest, person: UUID, part: str, row: UUID) -> HttpResponse:
    """End one part of a file, or take it away."""
    card, asked = own_card(request, person), _part(part)
    line = _line(card, asked, row)
    form = EndForm(request.POST or None, initial={"seen_version": line.version}, has_day=asked.has_end_day)
    context = {"part": part, "title": asked.ending, "explains": asked.explains, "line": line}
    if request.method != "POST" or not form.is_valid():
        return _end_page(request, form, card, context, status=200 if request.method != "POST" else 422)
    try:
        asked.end(row, form.cleaned_data["seen_version"], form.cleaned_data.get("on"), request.actor)
    except Invalid as problem:
        beside(form, problem)
        return _end_page(request, form, card, context, status=422)
    except StaleVersion as problem:
        again = EndForm(initial={"seen_version": problem.found}, has_day=asked.has_end_day)
        return _end_page(request, again, card, {**context, "is_stale": True}, status=409)
    messages.success(request, gettext("The change is saved."))
    return redirect("desk:file", person)


def own_card(request: DeskRequest, person: UUID) -> PersonCard:
    """The card of a file that this agency may change. Raises: Refused, NotFound."""
    card = person_card(request.actor, person)
    if not card.is_ours:
        raise NotFound("person", person)
    return card


def beside(form: Form, problem: Invalid | AlreadyDone) -> None:
    """Put a problem beside the field it speaks of, or above the form."""
    field = problem.field if isinstance(problem, Invalid) and problem.field in form.fields else None
    form.add_error(field, sentence(problem))


def _part(key: str) -> Part:
    if key not in PARTS:
        raise NotFound("part", key)
    return PARTS[key]


def _line(card: PersonCard, asked: Part, row: UUID) -> Any:
    lines = getattr(card, asked.rows)
    if asked.rows == "households":
        lines = [member for home in lines for member in home.members]
    found = next((line for line in lines if line.id == row), None)
    if found is None:
        raise NotFound("part", row)
    return found


def _change_page(
    request: DeskRequest,
    form: Form,
    card: PersonCard,
    region: str,
    *,
    status: int = 200,
    merged: Merged | None = None,
) -> HttpResponse:
    context = {"form": form, "card": card, "communes": commune_names(region), "merged": merged}
    return render(request, "desk/change.html", {**context, "is_stale": status == 409}, status=status)


def _form_page(
    request: DeskRequest, form: Form, card: PersonCard, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, "desk/add.html", {**context, "form": form, "card": card}, status=status)


def _end_page(
    request: DeskRequest, form: Form, card: PersonCard, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, "desk/end.html", {**context, "form": form, "card": card}, status=status)
