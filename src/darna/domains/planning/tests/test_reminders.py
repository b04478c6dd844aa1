"""Reminders: the worker, and the person where that is safe; once, the day before, saying nothing but when and where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import override_settings
from procrastinate.contrib.django import app

from darna.base.audit.models import Entry
from darna.base.messages import actions as messages
from darna.base.messages.models import Message
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.people.actions import protect_person
from darna.domains.planning import actions, tasks
from darna.domains.planning.models import Appointment
from darna.domains.planning.tests.makers import done, make_meeting, make_meeting_draft
from darna.domains.planning.tests.test_appointments import make_reachable
from darna.kernel.clock import CASABLANCA

#: A Tuesday at ten in the morning in Morocco.
BEGINS = datetime(2036, 12, 15, 9, 0, tzinfo=UTC)
LONG_BEFORE = BEGINS - timedelta(days=5)
DAY_BEFORE = BEGINS - timedelta(hours=20)


@pytest.fixture(autouse=True)
def outbox() -> Iterator[None]:
    """Letters go to the outbox of a house with a mail server."""
    with override_settings(
        EMAIL_BACKEND="darna.base.messages.backends.OutboxBackend", EMAIL_HOST="mail.example.org", DARNA_DEMO=False
    ):
        yield


def letters() -> list[Message]:
    """What the house wrote, as the sending job sees it."""
    with acting(Context(Kind.JOB)):
        return list(Message.objects.order_by("is_private"))


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    with time_machine.travel(instant, tick=False):
        yield


def agreed(house: House, case: Any, **more: Any) -> Any:
    with at(LONG_BEFORE):
        return make_meeting(house.worker, case.pk, BEGINS, **more)


def remind(house: House, instant: datetime = DAY_BEFORE) -> None:
    with at(instant):
        tasks.remind(str(house.worker.agency_id))


def test_the_worker_and_the_person_are_reminded_once_the_day_before(house: House) -> None:
    with at(LONG_BEFORE):
        case = make_reachable(house)
    agreed(house, case, reminds_person=True)
    remind(house, BEGINS - timedelta(hours=30))
    assert letters() == []
    remind(house)
    remind(house)
    to_worker, to_person = letters()
    assert (to_worker.is_private, to_person.is_private, to_person.recipient) == (False, True, "malika@example.org")
    with acting(house.worker.job_context):
        assert list(Entry.objects.values_list("verb", flat=True)).count("appointment.reminded") == 1


def test_a_letter_says_when_and_at_which_house_and_neither_who_nor_why(house: House) -> None:
    with at(LONG_BEFORE):
        case = make_reachable(house)
    agreed(house, case, reminds_person=True, purpose="closing_interview", place="Room of the lawyer")
    remind(house)
    said = " ".join(f"{letter.subject} {letter.body}" for letter in letters())
    assert f"{BEGINS.astimezone(ZoneInfo(CASABLANCA)):%H:%M}" in said
    assert "maison ar" in said
    assert not [
        word
        for word in ("El Idrissi", "Fatima", case.reference, "Closing", "ختام", "lawyer", "returned", "malika@")
        if word in said
    ]


def test_whoever_agreed_less_than_a_day_before_is_not_reminded(house: House) -> None:
    with at(BEGINS - timedelta(hours=10)):
        case = make_case(house.worker)
        make_meeting(house.worker, case.pk, BEGINS)
    remind(house, BEGINS - timedelta(hours=9))
    assert letters() == []


def test_a_moved_meeting_is_reminded_of_anew(house: House) -> None:
    with at(LONG_BEFORE):
        case = make_case(house.worker)
    meeting = agreed(house, case)
    remind(house)
    later = BEGINS + timedelta(days=3)
    with at(DAY_BEFORE):
        draft = make_meeting_draft(house.worker, later)
        done(house.worker, actions.change_appointment, meeting.pk, draft, seen_version=2)
    remind(house, later - timedelta(hours=5))
    assert len(letters()) == 2


@pytest.mark.parametrize("ended", ["cancelled", "protected"])
def test_of_a_cancelled_meeting_or_a_protected_file_nobody_is_reminded(house: House, ended: str) -> None:
    with at(LONG_BEFORE):
        case = make_reachable(house)
    meeting = agreed(house, case, reminds_person=True)
    with at(LONG_BEFORE):
        if ended == "cancelled":
            done(house.worker, actions.cancel_appointment, meeting.pk, "x", seen_version=1)
        else:
            done(house.supervisor, protect_person, case.person_id, [house.supervisor.membership_id])
    remind(house)
    assert letters() == []


def test_another_agencys_job_reminds_of_its_own_meetings_only(house: House) -> None:
    with at(LONG_BEFORE):
        case = make_case(house.worker)
    agreed(house, case)
    with at(DAY_BEFORE):
        tasks.remind(str(house.partner.agency_id))
    assert letters() == []


def test_nobody_reads_what_was_written_to_a_person_and_nothing_of_it_stays(house: House) -> None:
    from darna.base.agencies.roles import Role
    from darna.base.agencies.tests.makers import make_member
    from darna.base.messages.queries import messages_visible_to

    keeper = make_member(Role.AGENCY_ADMINISTRATOR)
    with at(LONG_BEFORE):
        case = make_reachable(house)
    agreed(house, case, reminds_person=True)
    remind(house)
    with acting(keeper.context):
        assert not Message.objects.filter(is_private=True).exists()
        assert not messages_visible_to(keeper).filter(is_private=True).exists()
    private = letters()[1]
    with patch.object(messages, "EmailBackend"), acting(Context(Kind.JOB)):
        messages.send(private.pk)
    assert [(letter.state, letter.recipient, letter.body) for letter in letters()][1] == ("sent", "", "")


def test_without_a_mail_server_no_address_of_a_person_is_gathered(house: House) -> None:
    with at(LONG_BEFORE):
        case = make_reachable(house)
    agreed(house, case, reminds_person=True)
    with override_settings(EMAIL_HOST=""):
        remind(house)
    assert [letter.is_private for letter in letters()] == [False]


def test_reminders_are_on_the_clock_and_each_agency_has_its_own_job(house: House) -> None:
    app.perform_import_paths()
    names = {periodic.task.name for periodic in app.periodic_registry.periodic_tasks.values()}
    assert "planning.reminders_of_all" in names
    tasks.look_for_appointments(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("select args ->> 'agency_id' from procrastinate_jobs where task_name = 'planning.reminders'")
        agencies = [key for (key,) in cursor.fetchall()]
    assert {str(house.worker.agency_id), str(house.partner.agency_id)} <= set(agencies)
    assert len(agencies) == len(set(agencies))


def test_a_reminder_does_not_change_what_was_agreed(house: House) -> None:
    with at(LONG_BEFORE):
        case = make_case(house.worker)
    meeting = agreed(house, case)
    remind(house)
    with acting(house.worker.context):
        row = Appointment.objects.get(pk=meeting.pk)
    assert (row.state, row.starts_at, row.reminded_at) == ("planned", BEGINS, DAY_BEFORE)
