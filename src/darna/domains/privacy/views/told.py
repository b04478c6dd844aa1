"""Consents of the whole agency, everything that was shown under them, and what left the country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.lists.views.shown import Shown
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.listing import Cell, columns, page_number, pager, rows_of, sort_in
from darna.domains.people.queries.officer import GIVEN_SORTS, TOLD_SORTS, GivenLine, ToldLine
from darna.domains.privacy import actions, queries
from darna.domains.privacy.forms import GivenFilterForm, SafeguardForm, ToldFilterForm
from darna.domains.privacy.kinds import BY_WRITING, CONSENTS, DISCLOSURES, told_filters
from darna.domains.privacy.views.saying import answered, flag
from darna.domains.privacy.wording import SHOWN


@require_GET
@needs(Verb.KEEP_PRIVACY)
def consents(request: DeskRequest) -> HttpResponse:
    """What persons of the agency agreed to and refused."""
    shown = Shown(CONSENTS, request.GET, request.actor)
    form, sort = GivenFilterForm(shown.asked), sort_in(shown.asked, GIVEN_SORTS, BY_WRITING)
    form.is_valid()
    found = queries.consents(request.actor, form.filters(sort), number=page_number(shown.asked))
    context = {
        **_listed(form, found, shown, sort),
        "columns": columns(shown.headings, sort, GIVEN_SORTS, shown.address, newest_first=("recorded",)),
        "rows": rows_of(found.lines, shown.columns, _GIVEN),
    }
    return render(request, "privacy/consents.html", context)


@require_GET
@needs(Verb.KEEP_PRIVACY)
def disclosures(request: DeskRequest) -> HttpResponse:
    """Everything that was shown of persons of the agency, under which consent."""
    shown = Shown(DISCLOSURES, request.GET, request.actor)
    form, filters = ToldFilterForm(shown.asked), told_filters(request.actor, shown.asked)
    found = queries.disclosures(request.actor, filters, number=page_number(shown.asked))
    context = {
        **_listed(form, found, shown, filters.sort),
        "columns": columns(shown.headings, filters.sort, TOLD_SORTS, shown.address, newest_first=("at",)),
        "rows": rows_of(found.lines, shown.columns, _TOLD),
        "consent": filters.consent,
    }
    return render(request, "privacy/disclosures.html", context)


@require_GET
@needs(Verb.KEEP_PRIVACY)
def abroad(request: DeskRequest) -> HttpResponse:
    """Recipients in other countries, how much went there in twelve months, and under what."""
    return render(request, "privacy/abroad.html", {"lines": queries.recipients_abroad(request.actor)})


@needs(Verb.KEEP_PRIVACY)
def safeguard(request: DeskRequest, recipient_id: UUID) -> HttpResponse:
    """Write down under what data go to one of them."""
    line = queries.recipient_abroad(request.actor, recipient_id)
    names = ("ground", "authority_number", "granted_on", "valid_until", "note")
    initial = {"seen_version": line.version, **{name: getattr(line, name) for name in names}}
    form = SafeguardForm(request.POST or None, initial=initial)
    page = Page(
        _("Under what data leave the country"),
        _("Save"),
        _("Saved."),
        reverse("privacy:abroad"),
        _("Back to the transfers abroad"),
        line.name,
        lead=_("The consent of each person is asked beside it, every time, and stays what it is."),
    )

    def act() -> Any:
        return actions.keep_safeguard(
            recipient_id, line.country, form.draft(), seen_version=form.seen, by=request.actor
        )

    return answered(request, form, page, act)


def _listed(form: Any, found: Any, shown: Shown, sort: str) -> dict[str, Any]:
    return {
        "form": form,
        "found": found,
        "shown": shown,
        "sort": sort,
        "pager": pager(found, found.number, shown.address),
        "is_narrowed": any(shown.asked.get(name) for name in form.fields),
    }


def _person(line: GivenLine | ToldLine) -> Cell:
    return (("link", reverse("desk:file", args=[line.person_id]), line.person_name or line.reference),)


def _text(text: str) -> Cell:
    return (("text", text or "–"),)


def _times(line: GivenLine) -> Cell:
    if not line.shown:
        return (("muted", "–"),)
    return (("link", f"{reverse('privacy:disclosures')}?consent={line.id}", str(line.shown)),)


_GIVEN: Final[Mapping[str, Callable[[GivenLine], Cell]]] = {
    "person": _person,
    "answer": lambda line: (("text", line.state_label), ("muted", line.given_by_label)),
    "purposes": lambda line: _text(", ".join(line.purposes)),
    "recipients": lambda line: _text(", ".join(filter(None, line.recipients))),
    "notice": lambda line: _text(line.notice),
    "recorded": lambda line: (("day", line.recorded_at.date()),),
    "expires": lambda line: (("day", line.expires_on) if line.expires_on else ("muted", "–"),),
    "shown": _times,
}
_TOLD: Final[Mapping[str, Callable[[ToldLine], Cell]]] = {
    "at": lambda line: (("day", line.at.date()),),
    "person": _person,
    "recipient": lambda line: (*_text(line.recipient), *flag(bool(line.country), "neutral", line.country)),
    "purpose": lambda line: _text(line.purpose_label),
    "what": lambda line: _text(str(SHOWN.get(line.what, line.what))),
    "consent": lambda line: _text(line.consent_state_label),
    "by": lambda line: _text(line.by),
}
