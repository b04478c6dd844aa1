"""Every value of the law, the queue of those to be read again, the changelog, the patch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, Cell, Tab, columns, page_number, pager, sort_in
from darna.domains.law import forms, queries, wording
from darna.domains.law.queries.lists import QUEUES, SORTS
from darna.domains.law.queries.patching import patch_of_law
from darna.domains.law.templatetags.law_words import CERTAINTY_TAGS
from darna.domains.law.values import ParameterLine, Sure
from darna.rules.book import book

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("What the law says"), "says"),
    (_("Text of law or right"), "holder"),
    (_("Today"), ""),
    (_("How sure"), "certainty"),
    (_("Where it was read"), ""),
    (_("Last read"), "read"),
)


@require_GET
@needs(Verb.APPROVE_LAW)
def values(request: DeskRequest) -> HttpResponse:
    """Every parameter, narrowed, sorted, some at a time."""
    asked, language = request.GET, request.actor.language
    form = forms.FilterForm(asked, holders=_holders(language))
    sort, address = sort_in(asked, SORTS, "holder"), Address(asked, request.path)
    form.is_valid()
    found = queries.parameter_lines(request.actor, form.filters(sort), number=page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, SORTS, address),
        "rows": list(_rows(found.lines, language)),
        "pager": pager(found, found.number, address),
        "reset_url": reverse("law:list"),
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
        "waiting": queries.waiting(request.actor),
        "aside": queries.set_aside(),
    }
    return render(request, "law/list.html", context)


@require_GET
@needs(Verb.APPROVE_LAW)
def queue(request: DeskRequest) -> HttpResponse:
    """Values that nobody has read for long, or that are not sure."""
    asked, address = request.GET, Address(request.GET, request.path)
    which = asked.get("which", "") if asked.get("which", "") in QUEUES else ""
    form = forms.QueueForm(asked, holders=_holders(request.actor.language))
    form.is_valid()
    found = queries.check_queue(request.actor, form.filters(), which=which, number=page_number(asked))
    labels = {"": _("All of them"), "old": _("Not read for 180 days"), "unsure": _("Not sure")}
    context = {
        "form": form,
        "is_narrowed": any(asked.get(name) for name in form.fields),
        "reset_url": reverse("law:queue") + (f"?which={which}" if which else ""),
        "found": found,
        "tabs": [Tab(labels[one], address(which=one or None, page=None), one == which) for one in QUEUES],
        "pager": pager(found, found.number, address),
        "which": which,
        "may_keep": request.actor.may(Verb.KEEP_LAW),
    }
    return render(request, "law/queue.html", context)


@require_GET
@needs(Verb.APPROVE_LAW)
def changes(request: DeskRequest) -> HttpResponse:
    """The changelog of the law: what was approved, the newest first."""
    language = request.actor.language
    law = queries.current_law()
    told = [
        (one, law.parameter(one.revision.name) if law.knows(one.revision.name) else None)
        for one in queries.changes_of_law()
    ]
    lines = [
        (one, parameter, parameter.says.in_(language) if parameter else one.revision.name) for one, parameter in told
    ]
    return render(request, "law/changes.html", {"lines": lines})


@require_GET
@needs(Verb.APPROVE_LAW)
def patch(request: DeskRequest) -> HttpResponse:
    """What was approved as YAML, for the files of the law."""
    text = patch_of_law() or "# The files say everything that was approved.\n"
    headers = {"Content-Disposition": 'attachment; filename="darna-law.yaml"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)


def _holders(language: str) -> dict[str, str]:
    """The titles of the texts and rights that hold values."""
    return {one.id: one.title.in_(language) for one in book().instruments.values() if one.parameters}


def _rows(lines: Iterable[ParameterLine], language: str) -> Iterator[tuple[Cell, ...]]:
    due, waits = gettext("to be read again"), gettext("a value is proposed")
    for line in lines:
        cited, told = line.citation, wording.value_in_words(line.parameter.unit, line.value.value)
        first: list[tuple[Any, ...]] = [("link", reverse("law:value", args=[line.name]), line.says)]
        if line.is_waiting:
            first.append(("tag", "new", waits))
        read: list[tuple[Any, ...]] = [("day", cited.read_on)]
        if line.is_due:
            read.append(("tag", "waiting", due))
        yield (
            first,
            (("name", line.title),),
            (("name", told),),
            (("tag", CERTAINTY_TAGS[cited.certainty], Sure(cited.certainty).label),),
            (("name", cited.source.title.in_(language)),),
            read,
        )
