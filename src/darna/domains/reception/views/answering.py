"""What the pages of the reception share: their tabs, their lists, and how a page with one form answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.domains.reception.forms import VersionForm
from darna.domains.reception.values import RowsPage
from darna.domains.reception.wording import SENTENCES
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion

#: The rooms of the reception, in the order of a morning.
TABS: tuple[tuple[str | Promise, str], ...] = (
    (_("Queue"), "reception:queue"),
    (_("Visitors of today"), "reception:visitors"),
    (_("Questions without a file"), "reception:enquiries"),
    (_("Interpreters"), "reception:interpreters"),
    (_("Interpreters asked"), "reception:asked"),
)


class DeskRequest(HttpRequest):
    """A request whose sender is known."""

    actor: Actor
    htmx: Any


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of a table, as its component reads it."""

    label: Any
    sort_url: str = ""
    direction: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The way to the neighbouring pages, as its component reads it."""

    first: int
    last: int
    total: int
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page with one form, and where it leads back to."""

    title: Any
    button: Any
    said: Any
    back: str
    lead: Any = ""
    is_danger: bool = False
    #: What is saved now, for somebody whose text came too late.
    stored: Callable[[], Mapping[Any, Any]] = dict


def tabs(current: str) -> list[dict[str, Any]]:
    """The tabs, one of them marked."""
    return [{"label": label, "url": reverse(name), "is_current": name == current} for label, name in TABS]


def columns(name: str, asked: QueryDict, named: list[tuple[Any, str]], sort: str) -> list[Column]:
    """Headings of a list; one with a key sorts by it, and the other way round when it does already."""
    return [_column(name, asked, label, key, sort) for label, key in named]


def pager(name: str, asked: QueryDict, page: RowsPage) -> Pager | None:
    """The way to the pages before and after; none for an empty list."""
    if not page.lines:
        return None
    before = address(name, asked, page=page.number - 1) if page.number > 1 else ""
    after = address(name, asked, page=page.number + 1) if page.has_next else ""
    return Pager(page.first, page.last, page.total, before, after)


def page_number(asked: QueryDict) -> int:
    """The number of the page asked for; the first for anything else."""
    text = asked.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def address(name: str, asked: QueryDict, **changes: object) -> str:
    """The address of a list with its question changed."""
    query = asked.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    return f"{reverse(name)}?{query.urlencode()}"


def answered(request: DeskRequest, form: forms.Form, page: Page, act: Callable[[], object]) -> HttpResponse:
    """Show the form, or do what it asks and lead back."""
    if request.method != "POST":
        return _shown(request, form, page)
    if not form.is_valid():
        return _shown(request, form, page, status=422)
    try:
        act()
    except Invalid as problem:
        form.add_error(problem.field if problem.field in form.fields else None, say_problem(problem))
        return _shown(request, form, page, status=422)
    except StaleVersion as problem:
        if isinstance(form, VersionForm):
            form.see(problem.found)
        return _shown(request, form, page, status=409, stored=page.stored())
    messages.success(request, page.said)
    return HttpResponseRedirect(page.back)


def say_problem(problem: Invalid | AlreadyDone) -> str:
    """The problem in the reader's language."""
    return str(SENTENCES.get(problem.code) or _("This cannot be right. Correct it, then save again."))


def _shown(
    request: DeskRequest,
    form: forms.Form,
    page: Page,
    *,
    status: int = 200,
    stored: Mapping[Any, Any] | None = None,
) -> HttpResponse:
    values = {"form": form, "page": page, "stored": list((stored or {}).items()), "is_stale": status == 409}
    return render(request, "reception/form.html", values, status=status)


def _column(name: str, asked: QueryDict, label: Any, key: str, sort: str) -> Column:
    if not key:
        return Column(label)
    is_current = sort.removeprefix("-") == key
    direction = ("descending" if sort.startswith("-") else "ascending") if is_current else ""
    return Column(label, address(name, asked, sort=f"-{key}" if sort == key else key, page=None), direction)
