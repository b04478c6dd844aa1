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
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.pages.forms import VersionForm
from darna.base.pages.merging import TAKES, Merged, begun, marks_of, merge, put
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion

#: From the code of a problem to its sentence in the language of the page.
Say = Callable[[str], str]


class DeskRequest(HttpRequest):
    """A request whose sender is known."""

    actor: Actor
    memberships: list[Any]
    htmx: Any


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page with one form, and where it leads."""

    title: Any
    button: Any
    said: Any
    back: str = ""
    back_label: Any = field(default=_("Back"))
    kicker: Any = ""
    lead: Any = ""
    is_danger: bool = False
    warnings: Sequence[Any] = ()
    warnings_title: Any = ""
    #: What is saved now, for somebody whose text came too late: label and value,
    stored: Callable[[], Mapping[Any, Any]] = field(default=dict)
    #: or the form as it would begin now, for a page that does not begin its form with what is stored anyway.
    fresh: Callable[[], forms.Form] | None = None
    #: Where a saved form leads, when that is not back; it is given what was saved.
    onward: Callable[[Any], str] | None = None
    template: str = "shell/one_form.html"
    #: What the template shows beside the form.
    context: Mapping[str, Any] = field(default_factory=dict)
    #: Where the page keeps what is typed, if it does.
    slot: Any = None


def answered(request: DeskRequest, form: forms.Form, page: Page, act: Callable[[], Any], *, say: Say) -> HttpResponse:
    """Show the form, or do what it asks and lead on; what was done before is said where the page leads back to."""
    if request.method != "POST":
        return shown(request, form, page)
    if TAKES in request.POST:
        return shown(request, with_stored(form, page, request.POST[TAKES]), page)
    if not form.is_valid():
        return shown(request, form, page, status=422)
    try:
        made = act()
    except Invalid as problem:
        explain(form, problem, say=say)
        return shown(request, form, page, status=422)
    except StaleVersion as problem:
        return shown(request, form, page, status=409, merged=brought_together(form, page, problem.found))
    except AlreadyDone as problem:
        messages.info(request, say(problem.code))
        return HttpResponseRedirect(page.back)
    messages.success(request, page.said)
    return HttpResponseRedirect(page.onward(made) if page.onward else page.back)


def reasoned(act: Callable[..., Any], key: UUID, form: VersionForm, by: Actor) -> Callable[[], Any]:
    """The deed on the record of that key, for the reason in the form, as it was seen there."""
    return lambda: act(key, form.cleaned_data["reason"], seen_version=form.seen, by=by)


def explain(form: forms.Form, problem: Invalid, *, say: Say) -> None:
    """Put the problem beside its field, or above the form when nobody sees that field in it."""
    is_there = problem.field in form.fields and not form.fields[problem.field].widget.is_hidden
    form.add_error(problem.field if is_there else None, say(problem.code))


def brought_together(form: forms.Form, page: Page, found: int) -> Merged:
    """Go on from the version that is stored now: what only the other one changed stands in the form afterwards."""
    if not isinstance(form, VersionForm):
        return Merged()
    stored = page.fresh() if page.fresh else form
    merged = merge(form, begun(stored), form.seen_before)
    # Who saved in the same blink as this page was asked for is met by the next attempt.
    form.see(min(found, int(stored.initial.get("seen_version", found))), marks_of(stored))
    return merged


def with_stored(form: forms.Form, page: Page, name: str) -> forms.Form:
    """The form with what is stored in one field, and what was typed in all others."""
    stored = begun(page.fresh() if page.fresh else form)
    if name in stored and name in form.fields:
        put(form, name, stored[name])
    return form


def shown(
    request: DeskRequest, form: forms.Form, page: Page, *, status: int = 200, merged: Merged | None = None
) -> HttpResponse:
    """The page with its form; to whoever came too late (409) with what became of both."""
    context: dict[str, Any] = {"form": form, "page": page, "is_stale": status == 409, **page.context}
    if status == 409:
        context["merged"] = merged or Merged()
        # What the form itself shows is told field by field.
        asked = {str(form[name].label) for name in begun(form)}
        context["stored"] = [line for line in page.stored().items() if str(line[0]) not in asked]
    return render(request, page.template, context, status=status)
