"""Pages on which keepers write places, their hours and their closing days."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.directory import access, actions, forms, queries, wording
from darna.domains.directory.hours import Line
from darna.domains.directory.models import State
from darna.domains.directory.queries.editing import HoursToEdit
from darna.domains.directory.values import PlaceCard, PlaceDetails
from darna.domains.directory.views.answering import answered, named, organisation_url, service_url
from darna.kernel.locales import day_in_words, locale_of


@needs(Verb.KEEP_DIRECTORY)
def add_location(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    """Write a place of an organisation."""
    row = access.kept_organisation(request.actor, organisation_id)
    form = forms.LocationForm(request.POST or None)
    page = Page(
        _("Add a place"),
        _("Save"),
        _("The place is written."),
        organisation_url(organisation_id),
        kicker=named(row),
        template="directory/long_form.html",
    )
    return answered(request, form, page, lambda: actions.add_location(organisation_id, form.draft(), by=request.actor))


@needs(Verb.KEEP_DIRECTORY)
def change_location(request: DeskRequest, location_id: UUID) -> HttpResponse:
    """Change where a place is."""
    card = queries.location_card(request.actor, location_id)
    form = forms.EditLocationForm(request.POST or None, initial=_stored(request, location_id))
    page = _page(
        card,
        _("Change the place"),
        template="directory/long_form.html",
        fresh=lambda: forms.EditLocationForm(initial=_stored(request, location_id)),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.change_location(location_id, form.draft(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.KEEP_DIRECTORY)
def move_location(request: DeskRequest, location_id: UUID) -> HttpResponse:
    """Close a place, or open it again."""
    card = queries.location_card(request.actor, location_id)
    form = forms.StateForm(request.POST or None, now=card.state, initial={"seen_version": card.version})
    return answered(
        request,
        form,
        _page(card, _("What becomes of the place")),
        lambda: actions.move_location(
            location_id,
            form.cleaned_data["state"],
            form.cleaned_data["reason"],
            seen_version=form.seen,
            by=request.actor,
        ),
    )


@needs(Verb.KEEP_DIRECTORY)
def hours(request: DeskRequest, location_id: UUID) -> HttpResponse:
    """Write when a place is open."""
    stored = queries.hours_to_edit(request.actor, location_id=location_id)
    back = organisation_url(stored.location.organisation_id)
    form = _week_form(request, stored)
    return answered(
        request,
        form,
        _hours_page(request, stored, back),
        lambda: actions.set_hours(form.draft(), location_id=location_id, seen_version=form.seen, by=request.actor),
    )


@needs(Verb.KEEP_DIRECTORY)
def own_hours(request: DeskRequest, offer_id: UUID) -> HttpResponse:
    """Write when one service is open at a place, where that differs from the place."""
    stored = queries.hours_to_edit(request.actor, offer_id=offer_id)
    back = service_url(stored.offer.service_id) if stored.offer else ""
    form = _week_form(request, stored)
    return answered(
        request,
        form,
        _hours_page(request, stored, back),
        lambda: actions.set_hours(form.draft(), offer_id=offer_id, seen_version=form.seen, by=request.actor),
    )


@needs(Verb.KEEP_DIRECTORY)
def closing_days(request: DeskRequest, location_id: UUID) -> HttpResponse:
    """Write on which days nobody is there."""
    stored = queries.hours_to_edit(request.actor, location_id=location_id)
    told = forms.stored_closings(stored.closings, stored.location.version)
    form = forms.ClosingDaysForm(request.POST or None, initial=told, written=len(stored.closings))
    page = Page(
        _("Closing days"),
        _("Save"),
        _("The closing days are written."),
        organisation_url(stored.location.organisation_id),
        kicker=named(stored.location.organisation),
        lead=_("Holidays and days off. Days that are over stay in the record."),
        template="directory/closing_days.html",
        stored=lambda: {day_in_words(one.starts_on, locale_of(get_language())): one.ends_on for one in stored.closings},
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.set_closing_days(location_id, form.closings(), seen_version=form.seen, by=request.actor),
    )


def _week(request: DeskRequest, stored: HoursToEdit) -> list[Line]:
    """The usual week, or the season the address asks for."""
    begun = {line.valid_from.isoformat(): line.valid_from for line in stored.lines if line.valid_from}
    return stored.week(begun.get(request.GET.get("season", "")))


def _week_form(request: DeskRequest, stored: HoursToEdit) -> forms.HoursForm:
    """Over that week; `new` begins a season with the usual hours."""
    is_new = request.GET.get("season") == "new"
    told = forms.stored_week(_week(request, stored), stored.version, is_new_season=is_new)
    return forms.HoursForm(request.POST or None, initial=told)


def _told(week: Iterable[Line]) -> dict[object, object]:
    """The hours of each weekday in words."""
    days = groupby(sorted(week, key=lambda line: (line.weekday, line.opens)), key=lambda line: line.weekday)
    return {
        wording.weekday(number): ", ".join(wording.hours_words(line.opens, line.closes) for line in lines)
        for number, lines in days
    }


def _hours_page(request: DeskRequest, stored: HoursToEdit, back: str) -> Page:
    return Page(
        _("Opening hours"),
        _("Save"),
        _("The hours are written."),
        back,
        kicker=named(stored.offer.service if stored.offer else stored.location.organisation),
        lead=_("By the clock of the place. A time that is before the opening means: after midnight."),
        template="directory/hours.html",
        stored=lambda: _told(_week(request, stored)),
        context={
            "seasons": sorted({line.valid_from for line in stored.lines if line.valid_from}),
            "time_zone": stored.location.time_zone,
        },
    )


def _stored(request: DeskRequest, location_id: UUID) -> dict[str, object]:
    row = access.kept_location(request.actor, location_id)
    told = queries.location_card(request.actor, location_id).details or PlaceDetails()
    return forms.stored_location(row, told.address, told.phone)


def _page(card: PlaceCard, title: object, **more: Any) -> Page:
    if "fresh" not in more:
        more["stored"] = lambda: {_("State"): State(card.state).label}
    back = organisation_url(card.organisation_id)
    return Page(title, _("Save"), _("The change is saved."), back, kicker=card.place, **more)
