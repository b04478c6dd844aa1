"""How a page with one form answers: shown, saved, to be corrected (422), or saved by somebody else meanwhile (409)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from darna.base.agencies.actor import Actor
from darna.domains.directory import wording
from darna.domains.directory.forms import VersionForm
from darna.domains.directory.models import Organisation, Service
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion


class DeskRequest(HttpRequest):
    """A request whose sender is known."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page with one form, and where it leads back to."""

    title: Any
    button: Any
    said: Any
    back: str
    kicker: str = ""
    lead: Any = ""
    template: str = "directory/form.html"
    #: The form as it would begin with what is stored now, for somebody whose text came too late.
    fresh: Callable[[], forms.Form] | None = None
    #: Where a saved form leads, when that is another page; it is given what was saved.
    onward: Callable[[Any], str] | None = None
    #: First days of the seasons that have hours of their own, and the clock those hours are by.
    seasons: Sequence[date] = ()
    time_zone: str = ""


def answered(request: DeskRequest, form: forms.Form, page: Page, act: Callable[[], Any]) -> HttpResponse:
    """Show the form, or do what it asks and lead on."""
    if request.method != "POST":
        return _shown(request, form, page)
    if not form.is_valid():
        return _shown(request, form, page, status=422)
    try:
        made = act()
    except Invalid as problem:
        explain(form, problem)
        return _shown(request, form, page, status=422)
    except StaleVersion as problem:
        if isinstance(form, VersionForm):
            form.see(problem.found)
        return _shown(request, form, page, status=409)
    except AlreadyDone as problem:
        messages.info(request, wording.sentence(problem.code))
        return HttpResponseRedirect(page.back)
    messages.success(request, page.said)
    return HttpResponseRedirect(page.onward(made) if page.onward else page.back)


def explain(form: forms.Form, problem: Invalid) -> None:
    """Put the problem beside its field, or above the form when the field is not in it."""
    form.add_error(problem.field if problem.field in form.fields else None, wording.sentence(problem.code))


def named(row: Organisation | Service) -> str:
    """The name of an entry in the language of the page."""
    return row.name.in_(get_language() or "fr")


def service_url(service_id: UUID) -> str:
    """The address of a service's page."""
    return reverse("directory:service", args=[service_id])


def organisation_url(organisation_id: UUID) -> str:
    """The address of an organisation's page."""
    return reverse("directory:organisation", args=[organisation_id])


def _shown(request: DeskRequest, form: forms.Form, page: Page, *, status: int = 200) -> HttpResponse:
    values = {"form": form, "page": page, "is_stale": status == 409}
    if status == 409 and page.fresh:
        values["differing"] = list(_differing(form, page.fresh()))
    return render(request, page.template, values, status=status)


def _differing(mine: forms.Form, stored: forms.Form) -> Iterable[tuple[Any, str, str]]:
    """Label, what the user wrote, what is stored now: of every field in which the two differ."""
    for field in mine:
        if field.is_hidden or field.name not in stored.fields:
            continue
        theirs = stored.get_initial_for_field(stored.fields[field.name], field.name)
        wrote, kept = _said(field.field, field.value()), _said(field.field, theirs)
        if wrote != kept:
            yield field.label, wrote, kept


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return str(bool(value) and value != "False")
    known = {str(code): str(word) for code, word in getattr(field, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(sorted(known.get(str(one), str(one)) for one in value))
    text = "" if value is None else str(field.prepare_value(value))
    return known.get(text, text)
