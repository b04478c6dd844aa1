"""The public pages of the law itself: how sure we are, one text through time, what changed, what was written of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from darna.base.accounts.decorators import public
from darna.base.pages.listing import Address, Pager, page_number, pager_of_total
from darna.faces.portal.entitlements import law
from darna.faces.portal.entitlements.views import spoken
from darna.faces.portal.lawbook import book_today, law_today
from darna.faces.portal.rights.answering import address_of, page_teller
from darna.rules.book import AREAS, Book
from darna.rules.engine.citations import Certainty
from darna.rules.portability.studies import studies as every_study
from darna.rules.statements import code_in_words, counted

Row = TypeVar("Row")


class LawForm(forms.Form):
    """What the list is narrowed to."""

    says_optional = False

    certainty = forms.ChoiceField(label=_("How sure"), required=False)
    area = forms.ChoiceField(label=_("Part of the law"), required=False)
    stale = forms.BooleanField(label=_("Only what is to be read again"), required=False)

    def __init__(self, data: Any, language: str) -> None:
        super().__init__(data)
        tell = page_teller(language)
        sure = [(one.value, tell.sentence(f"engine.certainty.{one}")) for one in Certainty]
        areas = [(area, tell.sentence(f"law.area.{area}")) for area in AREAS]
        self.fields["certainty"].choices = [("", _("All")), *sure]  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", _("All")), *areas]  # type: ignore[attr-defined]

    def narrowed(self) -> dict[str, Any]:
        """What was chosen; what cannot be read is left out. Call after `is_valid()`."""
        return {name: self.cleaned_data.get(name) for name in self.fields if self.cleaned_data.get(name)}


@public
@require_safe
def how_sure(request: HttpRequest) -> HttpResponse:
    """Every statement with its source and how sure it is, some at a time. One query."""
    known = book_today()
    form = LawForm(request.GET, spoken())
    form.is_valid()
    found = law.narrowed(known, **form.narrowed())
    lines, pager = _part(found, request)
    told = {
        "form": form,
        "lines": [law.shown_statement(one, spoken()) for one in lines],
        "pager": pager,
        "total": len(found),
        "counts": _counts(known),
        "stale": len(law.narrowed(known, stale=True)),
        "holders": law.holders(known, spoken()),
    }
    return render(request, "portal/access/law.html", told)


@public
@require_safe
def instrument(request: HttpRequest, instrument: str) -> HttpResponse:
    """One legal text: every value through time, with its source. One query."""
    known = book_today()
    found = law.holder_at(instrument, known)
    if found is None:
        raise Http404
    tell = page_teller(spoken())
    told = {
        "title": found.title.in_(spoken()),
        "parties": law.parties_of(found, tell),
        "right": known.rights.get(found.id),
        "parameters": law.parameters_of(found, spoken()),
        "sources": law.sources_of(found, spoken()),
    }
    return render(request, "portal/access/instrument.html", told)


@public
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Every day on which a value of the law became another or was approved, the newest first, some at a time. One query."""
    today = law_today()
    lines, pager = _part(law.every_entry(today), request)
    told = {"lines": [law.shown_entry(one, today, spoken()) for one in lines], "pager": pager}
    return render(request, "portal/access/changes.html", told)


@public
@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    """What was written of the portability of rights, and what it says. No queries."""
    tell = page_teller(spoken())
    lines = [
        {
            "study": one,
            "says": one.says.in_(spoken()),
            "about": tell.sentence("engine.listed").join(code_in_words(tell, code) for code in one.about),
            "url": address_of(one.reference),
        }
        for one in every_study()
    ]
    return render(request, "portal/access/studies.html", {"lines": lines})


def _part(rows: Sequence[Row], request: HttpRequest) -> tuple[Sequence[Row], Pager | None]:
    """The rows of the page that is asked for, and the way to its neighbours."""
    address: Callable[..., str] = Address(request.GET, request.path)
    last = max(1, -(-len(rows) // law.ROWS))
    number = min(page_number(request.GET), last)
    start = (number - 1) * law.ROWS
    return rows[start : start + law.ROWS], pager_of_total(number, law.ROWS, len(rows), address)


def _counts(known: Book) -> list[tuple[str, str, str, int]]:
    """How many statements are how sure: the code, its look, its words, the number."""
    tell = page_teller(spoken())
    numbers = counted(law.every_statement(known))
    return [(one.value, law.LOOKS[one], tell.sentence(f"engine.certainty.{one}"), numbers[one]) for one in Certainty]
