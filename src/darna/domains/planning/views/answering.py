"""How a page with one form answers: shown, saved, to be corrected (422), or saved by somebody else meanwhile (409)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from darna.base.agencies.actor import Actor
from darna.domains.cases.values import CaseBrief
from darna.domains.planning import wording
from darna.domains.planning.forms import VersionForm
from darna.kernel.errors import Invalid, Refused, StaleVersion


class DeskRequest(HttpRequest):
    """A request whose sender is known."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of a table, as its component reads it."""

    label: Any
    sort_url: str = ""
    direction: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page with one form, and where it leads; `stored` reads what is saved now, for whoever is late."""

    title: Any
    button: Any
    said: Any
    back: str
    back_label: Any
    kicker: str = ""
    lead: Any = ""
    is_danger: bool = False
    warnings: Sequence[Any] = ()
    stored: Callable[[], Mapping[Any, Any]] = field(default=dict)
    template: str = "planning/form.html"
    #: Where saving leads, if not back.
    onward: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


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
        return shown(request, form, page, status=409, stored=page.stored())
    messages.success(request, page.said)
    return HttpResponseRedirect(page.onward or page.back)


def explain(form: forms.Form, problem: Invalid) -> None:
    """Put the problem beside its field, or above the form when the field is not in it."""
    form.add_error(problem.field if problem.field in form.fields else None, wording.sentence(problem.code))


def shown(
    request: DeskRequest,
    form: forms.Form,
    page: Page,
    *,
    status: int = 200,
    stored: Mapping[Any, Any] | None = None,
) -> HttpResponse:
    """The page with its form."""
    values = {"form": form, "page": page, "stored": list((stored or {}).items()), "is_stale": status == 409}
    return render(request, page.template, {**values, **page.context}, status=status)


def file_url(case: CaseBrief) -> str:
    """The address of the person's file, at the case."""
    return f"{reverse('desk:file', args=[case.person_id])}#case-{case.id}"


def plan_url(plan_id: UUID) -> str:
    """The address of a plan."""
    return reverse("planning:plan", args=[plan_id])


def require_right(allowed: bool, case: CaseBrief, code: str = "case_is_not_yours_to_write") -> None:
    """Refuse the page before anybody writes in vain. Raises: Refused."""
    if case.is_shared_in:
        raise Refused("case_is_of_another_agency", reference=case.reference)
    if not case.is_open:
        raise Refused("case_is_closed", reference=case.reference)
    if not allowed:
        raise Refused(code, reference=case.reference)
