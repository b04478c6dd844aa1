"""Search first: what is typed travels in the body of the request, never in an address or in the browser's history."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Column
from darna.domains.cases.queries.daily import open_case_counts
from darna.domains.people import actions, queries
from darna.domains.people.queries import Narrowing
from darna.domains.people.values import PersonLine
from darna.faces.desk import drafts
from darna.faces.desk.forms.search import SearchForm
from darna.faces.desk.surroundings import commune_names, region_of, visitor_with
from darna.methods.names import normalise, similarity
from darna.methods.names.score import LIKELY

#: Fewer signs than this would find half the register.
LEAST_SIGNS = 2
SEARCHED = "searched"

REASONS: dict[str, str | Promise] = {
    "reference": _("same reference"),
    "phone": _("same phone or address"),
    "identifier": _("same document"),
    "protected_name": _("same name"),
    "birth_year": _("same birth year"),
    "commune": _("same commune"),
    "exact": _("same name"),
    "spelling": _("spelled otherwise"),
    "other_script": _("in the other script"),
    "one_letter": _("one letter differs"),
    "order": _("in another order"),
    "beginning": _("begins so"),
    "initial": _("same initial"),
    "name": _("a name like it"),
    "birth_date": _("same birth date"),
}
COLUMNS = (
    Column(_("Name")),
    Column(_("Born")),
    Column(_("Sex")),
    Column(_("Commune")),
    Column(_("Reference")),
    Column(_("Open cases")),
    Column(_("Why it is here")),
)


@dataclass(frozen=True, slots=True)
class Found:
    """An answer as it is shown: the name in pieces, those that match marked, and why it is there."""

    line: PersonLine
    words: tuple[tuple[str, bool], ...]
    words_ar: tuple[tuple[str, bool], ...]
    why: tuple[str, ...]
    open_cases: int


@needs(Verb.SEARCH_PERSONS)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: DeskRequest) -> HttpResponse:
    """The box, and what it found."""
    region = region_of(request.actor)
    if request.method != "POST":
        return _shown(request, {"form": SearchForm(region=region)})
    form = SearchForm(request.POST, region=region)
    if not form.is_valid():
        return _shown(request, {"form": form}, status=422)
    text = form.cleaned_data["q"].strip()
    if len(text) < LEAST_SIGNS:
        return _shown(request, {"form": form, "is_too_short": True})
    found = _found(request, text, form.narrowed())
    return _shown(request, {"form": form, "has_searched": True, "found_columns": COLUMNS, **found})


def _found(request: DeskRequest, text: str, known: Narrowing) -> dict[str, Any]:
    actor = request.actor
    lines = queries.search(actor, text, narrowed=known)
    actions.note_search(actor, text, lines)
    told = {"q": text, "year": known.birth_year, "sex": known.sex, "commune": known.commune}
    drafts.keep(request.session, SEARCHED, told, actor=actor)
    counts = open_case_counts(actor, [line.id for line in lines])
    return {
        "found": [shown(line, text, counts.get(line.id, 0)) for line in lines],
        "asks_year": known.birth_year is None and sum(line.score >= LIKELY for line in lines) > 1,
        "may_register": actor.may(Verb.REGISTER_PERSON),
    }


def _shown(request: DeskRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    if request.htmx:
        return render(request, "desk/_found.html", context, status=status)
    region = region_of(request.actor)
    around = {"arrival": visitor_with(request.actor), "communes": commune_names(region)}
    return render(request, "desk/search.html", {**context, **around}, status=status)


def shown(line: PersonLine, text: str, open_cases: int = 0) -> Found:
    """An answer with its matching words marked; of a protected file only the reference is shown."""
    why = why_here(line.reasons)
    if line.is_protected:
        return Found(line, (), (), why, open_cases)
    typed = normalise(text).split()
    name_ar = line.name_ar if line.name_ar != line.name else ""
    return Found(line, _marked(line.name, typed), _marked(name_ar, typed), why, open_cases)


def why_here(reasons: Collection[str]) -> tuple[str, ...]:
    """Why somebody is among the answers, in words."""
    return tuple(dict.fromkeys(str(REASONS[reason]) for reason in REASONS if reason in reasons))


def _marked(name: str, typed: list[str]) -> tuple[tuple[str, bool], ...]:
    return tuple((word, _is_meant(word, typed)) for word in name.split())


def _is_meant(word: str, typed: list[str]) -> bool:
    held = normalise(word)
    return any(held.startswith(begun) or similarity(begun, [word]) >= LIKELY for begun in typed)
