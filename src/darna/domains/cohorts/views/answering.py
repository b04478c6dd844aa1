"""How a page with one form answers: shown, saved, to be corrected (422), or saved by somebody else meanwhile (409)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from darna.base.agencies.actor import Actor
from darna.domains.cohorts import wording
from darna.domains.cohorts.forms import VersionForm
from darna.kernel.errors import Invalid, StaleVersion


class DeskRequest(HttpRequest):
    """A request whose sender is known."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page with one form, and where it leads back; `stored` reads what is saved now."""

    title: Any
    button: Any
    said: Any
    back: str
    lead: Any = ""
    kicker: Any = ""
    is_danger: bool = False
    template: str = "cohorts/form.html"
    more: Mapping[str, Any] = field(default_factory=dict)
    stored: Callable[[], Mapping[Any, Any]] = field(default=dict)


def answered(request: DeskRequest, form: forms.Form, page: Page, act: Callable[[], object]) -> HttpResponse:
    """Show the form, or do what it asks and lead back."""
    if request.method != "POST":
        return shown(request, form, page)
    if not form.is_valid():
        return shown(request, form, page, status=422)
    try:
        act()
    except Invalid as problem:
        explain(form, problem)
        return shown(request, form, page, status=422)
    except StaleVersion as problem:
        if isinstance(form, VersionForm):
            form.see(problem.found)
        return shown(request, form, page, status=409)
    messages.success(request, page.said)
    return HttpResponseRedirect(page.back)


def explain(form: forms.Form, problem: Invalid) -> None:
    """Put the problem beside its field, or above the form when the field is not in it."""
    form.add_error(problem.field if problem.field in form.fields else None, wording.sentence(problem.code))


def shown(request: DeskRequest, form: forms.Form, page: Page, *, status: int = 200) -> HttpResponse:
    """The page itself."""
    stored = list(page.stored().items()) if status == 409 else []
    context = {"form": form, "page": page, "stored": stored, "is_stale": status == 409, **page.more}
    return render(request, page.template, context, status=status)
