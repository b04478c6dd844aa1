"""Pages of the lists a member kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.lists import actions
from darna.base.lists.forms import SENTENCES, KeepForm, RenameForm
from darna.base.lists.kinds import ListKind, kind_of
from darna.base.lists.queries.saved import SavedLine, every_saved_of, saved_line
from darna.base.lists.views.shown import SHOW, address_of
from darna.base.pages.answering import DeskRequest
from darna.base.pages.forms import ConfirmForm
from darna.kernel.errors import Invalid, StaleVersion


@needs(Verb.OPEN_FILE)
@require_GET
def saved(request: DeskRequest) -> HttpResponse:
    """Everything the reader kept, to be opened, renamed or thrown away."""
    lines = [_shown(line) for line in every_saved_of(request.actor)]
    return render(request, "lists/saved.html", {"lines": lines})


@needs(Verb.OPEN_FILE)
def keep(request: DeskRequest) -> HttpResponse:
    """Give the list in the address a name."""
    kind = kind_of(request.GET.get("list", ""))
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(request, kind, form)
        except Invalid as problem:
            form.add_error("name", SENTENCES.get(problem.code, SENTENCES["required"]))
    words = kind.told(kind.cleaned(request.GET))
    context = {"form": form, "kind": kind, "words": words, "back": reverse(kind.url_name)}
    return render(request, "lists/keep.html", context, status=422 if form.errors else 200)


@needs(Verb.OPEN_FILE)
def rename(request: DeskRequest, saved_id: UUID) -> HttpResponse:
    """Another name for a kept list."""
    line = saved_line(request.actor, saved_id)
    form = RenameForm(request.POST or None, initial={"name": line.name, "seen_version": line.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.rename_list(saved_id, told["name"], seen_version=told["seen_version"], by=request.actor)
            return _back(request, _("The list has another name."))
        except Invalid as problem:
            form.add_error("name", SENTENCES.get(problem.code, SENTENCES["required"]))
        except StaleVersion as problem:
            return _stale(request, form, line, problem.found)
    return render(request, "lists/rename.html", {"form": form, "line": line}, status=422 if form.errors else 200)


@require_POST
@needs(Verb.OPEN_FILE)
def open_by_itself(request: DeskRequest, saved_id: UUID) -> HttpResponse:
    """The list opens in this way by itself, or no longer."""
    does = request.POST.get("does") == "yes"
    said = _("The list opens in this way by itself.") if does else _("The list opens whole again.")
    return _changed(
        request,
        saved_id,
        lambda version: actions.open_by_itself(saved_id, does, seen_version=version, by=request.actor),
        said,
    )


@require_POST
@needs(Verb.OPEN_FILE)
def remove(request: DeskRequest, saved_id: UUID) -> HttpResponse:
    """Throw a kept list away."""
    return _changed(
        request,
        saved_id,
        lambda version: actions.remove_list(saved_id, seen_version=version, by=request.actor),
        _("The kept list is gone. Nothing it listed was touched."),
    )


def _kept(request: DeskRequest, kind: ListKind, form: KeepForm) -> HttpResponse:
    made = actions.keep_list(
        kind.code,
        form.cleaned_data["name"],
        kind.cleaned(request.GET),
        request.GET.getlist(SHOW),
        is_default=form.cleaned_data["is_default"],
        by=request.actor,
    )
    messages.success(request, _("The list is kept. You find it above the rows."))
    return HttpResponseRedirect(address_of(kind, saved_line(request.actor, made.pk)))


def _changed(request: DeskRequest, saved_id: UUID, act: Callable[[int], object], said: Any) -> HttpResponse:
    line, form = saved_line(request.actor, saved_id), ConfirmForm(request.POST)
    if not form.is_valid():
        return _stale(request, RenameForm(), line, line.version)
    try:
        act(form.seen)
    except StaleVersion as problem:
        return _stale(request, RenameForm(), line, problem.found)
    return _back(request, said)


def _stale(request: DeskRequest, form: RenameForm, line: SavedLine, found: int) -> HttpResponse:
    """Shows the name as it is stored beside what was typed, to go on from there."""
    typed = form.data.get("name", line.name)
    again = RenameForm(initial={"name": typed, "seen_version": found})
    return render(request, "lists/rename.html", {"form": again, "line": line, "is_stale": True}, status=409)


def _shown(line: SavedLine) -> dict[str, Any]:
    kind = kind_of(line.list_code)
    return {"line": line, "title": kind.title, "url": address_of(kind, line), "words": kind.told(line.words)}


def _back(request: DeskRequest, said: Any) -> HttpResponseRedirect:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("lists:saved"))
