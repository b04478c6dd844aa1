"""Reminding of appointments: the worker, and the person where that is safe; a letter says when and where, never why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency
from darna.base.agencies.queries import addresses_of_members
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.base.messages.backends import PRIVATE
from darna.base.messages.texting import write_text
from darna.domains.people.queries.reaching import SafeAddress, safe_address_of
from darna.domains.planning.models import Appointment
from darna.kernel.clock import now
from darna.kernel.locales import LOCALES, day_in_words, locale_of
from darna.kernel.phones import dialled

#: So long before it begins a meeting is reminded of; whoever agreed on it later than that knows.
AHEAD: Final = timedelta(hours=24)
#: One run takes so many; the next one, an hour later, takes the rest.
MOST: Final = 500
#: The meeting is where the house is; of any other the letter names no place.
AT_THE_HOUSE: Final = "at_the_house"
#: The hours of the day, in the time of the house, in which text messages are sent.
DAYLIGHT: Final = (9, 20)
#: Languages people speak → the one of ours they most likely read.
_READ_AS: Final = {"ary": "ar", "ber": "ar", "zgh": "ar", "shi": "ar", "tzm": "ar"}
_SPOKEN_IN: Final = {"MA": "ar", "IT": "it", "FR": "fr"}


@transaction.atomic
def send_reminders(*, by: Actor) -> int:
    """Remind of the agency's meetings that begin within a day, each once and with its own sentence; how many.

    Run by a job, which is named for no protected file and sees none: of those nobody is reminded.
    """
    instant = now()
    due = Appointment.objects.filter(
        agency_id=by.agency_id,
        state=Appointment.State.PLANNED,
        reminded_at__isnull=True,
        starts_at__gt=instant,
        starts_at__lte=instant + AHEAD,
        arranged_at__lt=F("starts_at") - AHEAD,
    )
    house = Agency.objects.get(pk=by.agency_id)
    if not DAYLIGHT[0] <= instant.astimezone(ZoneInfo(house.time_zone)).hour < DAYLIGHT[1]:
        # A telephone does not ring at night; the next run by day takes them.
        due = due.exclude(reminds_person=True, reminds_by=Appointment.Way.SMS)
    rows = list(due.select_for_update(of=("self",), skip_locked=True).order_by("starts_at", "id")[:MOST])
    boxes = addresses_of_members(row.worker_id for row in rows)
    for row in rows:
        _remind(row, house, boxes.get(row.worker_id))
    return len(rows)


def _remind(appointment: Appointment, house: Agency, box: tuple[str, str] | None) -> None:
    way = appointment.reminds_by
    reached = safe_address_of(appointment.person_id, way) if appointment.reminds_person else None
    if box is not None:
        _write("staff", box[0], box[1], appointment, house)
    if reached is not None and way == Appointment.Way.SMS:
        _text(reached, appointment, house)
    elif reached is not None:
        _write("person", reached.address, _language_of(reached, house), appointment, house)
    save(appointment, reminded_at=now())
    detail = {"starts_at": appointment.starts_at, "reminds_person": reached is not None}
    record("appointment.reminded", subject=appointment, detail=detail)


def _text(reached: SafeAddress, appointment: Appointment, house: Agency) -> None:
    """A text message: when, the house only where the person allowed it, whom to call; never why, how or with whom."""
    number, _fault = dialled(reached.address)
    if number is None:
        return
    language = _language_of(reached, house)
    begins = appointment.starts_at.astimezone(ZoneInfo(house.time_zone))
    told = {
        "day": day_in_words(begins.date(), locale_of(language)),
        "time": f"{begins:%H:%M}",
        "house": house.name_in(language) if appointment.names_house else "",
        "call": settings.SMS_CALL,
    }
    with translation.override(language):
        write_text(number, render_to_string("planning/letters/reminder_text.txt", told).strip(), house.pk)


def _write(to: str, address: str, language: str, appointment: Appointment, house: Agency) -> None:
    begins = appointment.starts_at.astimezone(ZoneInfo(house.time_zone))
    told = {
        "day": day_in_words(begins.date(), locale_of(language)),
        "time": f"{begins:%H:%M}",
        "house": house.name_in(language),
        "is_at_the_house": appointment.mode == AT_THE_HOUSE,
    }
    with translation.override(language):
        body = render_to_string(f"planning/letters/reminder_{to}.txt", told).strip() + "\n"
        headers = {PRIVATE: "yes"} if to == "person" else None
        EmailMessage(_("Reminder of an appointment"), body, None, [address], headers=headers).send()


def _language_of(reached: SafeAddress, house: Agency) -> str:
    return _first_of_ours(reached.languages) or _SPOKEN_IN.get(house.country, "fr")


def _first_of_ours(spoken: Iterable[str]) -> str:
    return next((code for code in (_READ_AS.get(one, one) for one in spoken) if code in LOCALES), "")
