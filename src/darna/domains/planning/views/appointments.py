"""Pages of appointments, and the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.domains.cases.queries import case_brief
from darna.domains.people.queries.reaching import interpreter_for, safe_address_of
from darna.domains.planning import actions, forms, ics, queries
from darna.domains.planning.queries.calendars import SPANS
from darna.domains.planning.values import AppointmentCard, AppointmentLine, Calendar
from darna.domains.planning.views.answering import answered, file_url, require_right
from darna.domains.planning.views.months import day_cells, heading, tabs
from darna.kernel.clock import now, today

SPAN_WORDS = {"day": _("Day"), "week": _("Week"), "month": _("Month")}


@require_GET
@needs(Verb.OPEN_FILE)
def calendar(request: DeskRequest) -> HttpResponse:
    """The worker's days, weeks or months; for supervisors also the team's."""
    found = _calendar(request)
    form = forms.CalendarForm(
        {"day": found.day.isoformat(), "who": found.who, "span": found.span, "interpreted": found.interpreted},
        members=found.members,
    )
    values = {
        "calendar": found,
        "form": form,
        "heading": heading(found),
        "tabs": tabs(found, SPAN_WORDS),
        "weeks": day_cells(found),
        "address": _address(found),
        "today": today(),
        "is_empty": not any(day.lines or day.deadlines for day in found.days),
    }
    return render(request, "planning/calendar.html", values)


@require_GET
@needs(Verb.OPEN_FILE)
def calendar_file(request: DeskRequest) -> HttpResponse:
    """The same days as a file for another calendar: busy times and the house, nobody's name."""
    found = _calendar(request)
    return _file(request, [line for day in found.days for line in day.lines])


@require_GET
@needs(Verb.OPEN_FILE)
def show_appointment(request: DeskRequest, appointment_id: UUID) -> HttpResponse:
    """One appointment and what can be done with it."""
    card = queries.appointment_card(request.actor, appointment_id)
    return render(request, "planning/appointment.html", {"card": card, "line": card.line, "back": file_url(card.case)})


@require_GET
@needs(Verb.OPEN_FILE)
def appointment_file(request: DeskRequest, appointment_id: UUID) -> HttpResponse:
    """One appointment as a file for another calendar."""
    return _file(request, [queries.appointment_card(request.actor, appointment_id).line])


@needs(Verb.OPEN_CASE)
def make_appointment(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Agree on a meeting."""
    actor, case = request.actor, case_brief(request.actor, case_id)
    require_right(case, case.rights.notes_needs)
    workers = members_who_may(actor.agency_id, Verb.WRITE_CASE)
    initial = {
        "seen_version": 0,
        "worker": actor.membership_id,
        "day": _asked_day(request) or None,
        "interpreter": interpreter_for(case.person_id),
    }
    form = _form(request, case.person_id, initial, workers)
    page = Page(
        _("Make an appointment"),
        _("Save"),
        _("The appointment is made."),
        file_url(case),
        _("Back to the file"),
        case.reference,
    )
    return answered(request, form, page, lambda: actions.make_appointment(case_id, form.draft(), by=actor))


@needs(Verb.OPEN_CASE)
def change_appointment(request: DeskRequest, appointment_id: UUID) -> HttpResponse:
    """Move a meeting."""
    actor, card = request.actor, _planned(request, appointment_id)
    workers = members_who_may(actor.agency_id, Verb.WRITE_CASE)
    form = _form(request, card.case.person_id, _seen(card.line), workers)
    stored = {_("When"): timezone.localtime(card.line.starts_at), _("With whom"): card.line.worker}
    page = _page(card, _("Move the appointment"), _("Save"), _("The appointment is moved."), stored=lambda: stored)

    def act() -> None:
        actions.change_appointment(appointment_id, form.draft(), seen_version=form.seen, by=actor)

    return answered(request, form, page, act)


@needs(Verb.OPEN_CASE)
def keep_appointment(request: DeskRequest, appointment_id: UUID) -> HttpResponse:
    """Say that the meeting took place."""
    card = _planned(request, appointment_id)
    lead = _("Write what was said as an encounter of the case.")
    page = _page(card, _("Did the meeting take place?"), _("It took place"), _("The appointment is kept."), lead=lead)
    return _confirmed(request, page, card, actions.keep_appointment)


@needs(Verb.OPEN_CASE)
def miss_appointment(request: DeskRequest, appointment_id: UUID) -> HttpResponse:
    """Say that the person did not come."""
    card = _planned(request, appointment_id)
    lead = _("There are many reasons for not coming. Call by the way of contact that the person called safe.")
    page = _page(card, _("Did the person not come?"), _("They did not come"), _("That is noted."), lead=lead)
    return _confirmed(request, page, card, actions.miss_appointment)


@needs(Verb.OPEN_CASE)
def excuse_appointment(request: DeskRequest, appointment_id: UUID) -> HttpResponse:
    """Say that the person let the house know they could not come."""
    card = _planned(request, appointment_id)
    form = forms.ExcuseForm(request.POST or None, initial={"seen_version": card.line.version})
    lead = _("The hour is free again. Agree on another day.")
    page = _page(
        card, _("Did the person say that they cannot come?"), _("They let us know"), _("That is noted."), lead=lead
    )

    def act() -> None:
        actions.excuse_appointment(appointment_id, form.cleaned_data["note"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.OPEN_CASE)
def cancel_appointment(request: DeskRequest, appointment_id: UUID) -> HttpResponse:
    """Call the meeting off."""
    card = _planned(request, appointment_id)
    form = forms.NoteForm(request.POST or None, initial={"seen_version": card.line.version})
    page = _page(
        card,
        _("Cancel the appointment"),
        _("Cancel the appointment"),
        _("The appointment is cancelled."),
        is_danger=True,
    )

    def act() -> None:
        actions.cancel_appointment(appointment_id, form.cleaned_data["note"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


def _calendar(request: DeskRequest) -> Calendar:
    asked = request.GET
    span = asked.get("span", "week")
    span = span if span in SPANS else "week"
    who, interpreted = asked.get("who", "me"), bool(asked.get("interpreted"))
    return queries.calendar_of(request.actor, span=span, day=_asked_day(request), who=who, interpreted=interpreted)


def _asked_day(request: DeskRequest) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
    # Beyond this no calendar can count its weeks, and nobody plans.
    return day if 2000 <= day.year <= 2100 else None


def _address(found: Calendar) -> str:
    kept = "&interpreted=on" if found.interpreted else ""
    return f"span={found.span}&day={found.day.isoformat()}&who={found.who}{kept}"


def _planned(request: DeskRequest, appointment_id: UUID) -> AppointmentCard:
    card = queries.appointment_card(request.actor, appointment_id)
    require_right(card.case, card.may_arrange)
    return card


def _page(card: AppointmentCard, title: Any, button: Any, said: Any, **more: Any) -> Page:
    more.setdefault("stored", lambda: {_("State of the appointment"): card.line.state_label})
    back = reverse("planning:appointment", args=[card.line.id])
    return Page(title, button, said, back, _("Back to the appointment"), card.case.reference, **more)


def _confirmed(request: DeskRequest, page: Page, card: AppointmentCard, act: Any) -> HttpResponse:
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.line.version})
    return answered(request, form, page, lambda: act(card.line.id, seen_version=form.seen, by=request.actor))


def _form(
    request: DeskRequest, person_id: UUID, initial: dict[str, Any], workers: dict[UUID, str]
) -> forms.AppointmentForm:
    ways = [way for way in ("email", "sms") if safe_address_of(person_id, way) is not None]
    return forms.AppointmentForm(request.POST or None, initial=initial, workers=workers, ways=ways)


def _seen(line: AppointmentLine) -> dict[str, Any]:
    begins = timezone.localtime(line.starts_at)
    return {
        "seen_version": line.version,
        "day": begins.date(),
        "at": begins.time(),
        "minutes": line.minutes,
        "worker": line.worker_id,
        "purpose": line.purpose,
        "mode": line.mode,
        "place": line.place,
        "interpreter": line.interpreter,
        "reminder": line.reminds_by if line.reminds_person else "",
        "names_house": line.names_house,
    }


def _file(request: DeskRequest, lines: Iterable[AppointmentLine]) -> HttpResponse:
    entries = [
        ics.Entry(line.id, line.starts_at, line.minutes, line.version, line.state in ("cancelled", "excused"))
        for line in lines
    ]
    body = ics.calendar_file(entries, word=gettext("Appointment"), house=request.actor.agency_name, made_at=now())
    headers = {"Content-Disposition": 'attachment; filename="calendar.ics"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
