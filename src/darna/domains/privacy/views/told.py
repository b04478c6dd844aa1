"""Consents of the whole agency, everything that was shown under them, and what left the country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, sort_in
from darna.domains.people.queries.officer import GIVEN_SORTS, TOLD_SORTS, GivenLine, ToldLine
from darna.domains.privacy import actions, queries
from darna.domains.privacy.forms import GivenFilterForm, SafeguardForm, ToldFilterForm
from darna.domains.privacy.views.saying import answered, flag
from darna.domains.privacy.wording import SHOWN

_GIVEN: tuple[tuple[Any, str], ...] = (
    (_("Person"), ""),
    (_("Answer"), ""),
    (_("For what"), ""),
    (_("May be shown to"), ""),
    (_("Notice"), ""),
    (_("Written down"), "recorded"),
    (_("Ends on"), "expires"),
    (_("Shown so often"), ""),
)
_TOLD: tuple[tuple[Any, str], ...] = (
    (_("When"), "at"),
    (_("Person"), ""),
    (_("To whom"), ""),
    (_("For what"), "purpose"),
    (_("What was shown"), ""),
    (_("Under which answer"), ""),
    (_("By"), ""),
)


@require_GET
@needs(Verb.KEEP_PRIVACY)
def consents(request: DeskRequest) -> HttpResponse:
    """What persons of the agency agreed to and refused."""
    asked = request.GET
    form, address = GivenFilterForm(asked), Address(asked, request.path)
    sort = sort_in(asked, GIVEN_SORTS, "recorded")
    form.is_valid()
    found = queries.consents(request.actor, form.filters(sort), number=page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_GIVEN, sort, GIVEN_SORTS, address, newest_first=("recorded",)),
        "rows": list(_given(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": request.path,
        "sort": sort,
    }
    return render(request, "privacy/consents.html", context)


@require_GET
@needs(Verb.KEEP_PRIVACY)
def disclosures(request: DeskRequest) -> HttpResponse:
    """Everything that was shown of persons of the agency, under which consent."""
    asked, actor = request.GET, request.actor
    form, address = ToldFilterForm(asked), Address(asked, request.path)
    sort = sort_in(asked, TOLD_SORTS, "at")
    form.is_valid()
    filters = replace(form.filters(sort), consent=_consent(asked.get("consent", "")))
    if form.cleaned_data.get("abroad"):
        filters = replace(filters, recipients=frozenset(line.id for line in queries.recipients_abroad(actor)))
    found = queries.disclosures(actor, filters, number=page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_TOLD, sort, TOLD_SORTS, address, newest_first=("at",)),
        "rows": list(_told(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": request.path,
        "sort": sort,
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


def _consent(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _given(lines: Iterable[GivenLine]) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        shown: tuple[Any, ...] = ("muted", "–")
        if line.shown:
            shown = ("link", f"{reverse('privacy:disclosures')}?consent={line.id}", str(line.shown))
        yield (
            (("link", reverse("desk:file", args=[line.person_id]), line.person_name or line.reference),),
            (("text", line.state_label), ("muted", line.given_by_label)),
            (("text", ", ".join(line.purposes) or "–"),),
            (("text", ", ".join(filter(None, line.recipients)) or "–"),),
            (("text", line.notice),),
            (("day", line.recorded_at.date()),),
            (("day", line.expires_on) if line.expires_on else ("muted", "–"),),
            (shown,),
        )


def _told(lines: Iterable[ToldLine]) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        yield (
            (("day", line.at.date()),),
            (("link", reverse("desk:file", args=[line.person_id]), line.person_name or line.reference),),
            (("text", line.recipient or "–"), *flag(bool(line.country), "neutral", line.country)),
            (("text", line.purpose_label),),
            (("text", str(SHOWN.get(line.what, line.what))),),
            (("text", line.consent_state_label),),
            (("text", line.by or "–"),),
        )
