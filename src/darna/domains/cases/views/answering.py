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
from darna.base.drafts.views import Slot
from darna.domains.cases import wording
from darna.domains.cases.forms import VersionForm
from darna.domains.cases.values import CaseBlock, CaseBrief
from darna.kernel.errors import Invalid, Refused, StaleVersion


class DeskRequest(HttpRequest):
    """A request whose sender is known."""

    actor: Actor
    htmx: Any


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page with one form; `stored` reads what is saved now, for somebody whose text came too late."""

    title: Any
    button: Any
    said: Any
    lead: Any = ""
    is_danger: bool = False
    warnings: Sequence[Any] = ()
    stored: Callable[[], Mapping[Any, Any]] = field(default=dict)
    #: Where the page keeps what is typed, if it does.
    slot: Slot | None = None


def answered(
    request: DeskRequest, form: forms.Form, case: CaseBrief | CaseBlock, page: Page, act: Callable[[], object]
) -> HttpResponse:
    """Show the form, or do what it asks and lead back to the file."""
    if request.method != "POST":
        return _shown(request, form, case, page)
    if not form.is_valid():
        return _shown(request, form, case, page, status=422)
    try:
        act()
    except Invalid as problem:
        explain(form, problem)
        return _shown(request, form, case, page, status=422)
    except StaleVersion as problem:
        if isinstance(form, VersionForm):
            form.see(problem.found)
        return _shown(request, form, case, page, status=409, stored=page.stored())
    messages.success(request, page.said)
    return to_file(case.person_id, case.id if case.reference else None)


def explain(form: forms.Form, problem: Invalid) -> None:
    """Put the problem beside its field, or above the form when the field is not in it."""
    form.add_error(problem.field if problem.field in form.fields else None, wording.sentence(problem.code))


def to_file(person_id: UUID, case_id: UUID | None = None) -> HttpResponseRedirect:
    """Back to the person's file, at the case."""
    return HttpResponseRedirect(file_url(person_id, case_id))


def file_url(person_id: UUID, case_id: UUID | None = None) -> str:
    """The address of a person's file, at the case."""
    return reverse("desk:file", args=[person_id]) + (f"#case-{case_id}" if case_id else "")


def require_right(case: CaseBrief | CaseBlock, allowed: bool) -> None:
    """Refuse the page before anybody writes in vain. Raises: Refused."""
    if case.is_shared_in:
        raise Refused("case_is_of_another_agency", reference=case.reference)
    if not allowed:
        raise Refused("case_is_not_yours_to_write" if case.is_open else "case_is_closed", reference=case.reference)


def _shown(
    request: DeskRequest,
    form: forms.Form,
    case: CaseBrief | CaseBlock,
    page: Page,
    *,
    status: int = 200,
    stored: Mapping[Any, Any] | None = None,
) -> HttpResponse:
    back = file_url(case.person_id, case.id if case.reference else None)
    values = {"form": form, "case": case, "page": page, "back": back, "stored": list((stored or {}).items())}
    return render(request, "cases/form.html", {**values, "is_stale": status == 409}, status=status)
