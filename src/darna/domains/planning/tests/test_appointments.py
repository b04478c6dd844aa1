"""Appointments are made, moved, kept, missed and cancelled; what leaves the house names nobody and no reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.cases.registers.tests.registers import bring, row
from darna.domains.cases.registers.undoing import undo_register
from darna.domains.cases.tests.makers import House, make_case, make_person, verbs_of
from darna.domains.people.actions import add_contact, protect_person
from darna.domains.people.values import ContactDraft
from darna.domains.planning import actions, ics, queries
from darna.domains.planning.models import Appointment
from darna.domains.planning.tests.makers import done, make_meeting, make_meeting_draft, make_plan, make_proposed
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion


def card(house: House, meeting: Any, who: str = "worker") -> Any:
    actor = getattr(house, who)
    with acting(actor.context):
        return queries.appointment_card(actor, meeting.pk)


def test_the_reception_makes_an_appointment_with_a_colleague(house: House) -> None:
    case = make_case(house.worker)
    meeting = make_meeting(house.reception, case.pk, worker=house.worker, place="Room 2")
    line = card(house, meeting).line
    assert (line.worker, line.place, line.state, line.minutes) == (house.worker.name, "Room 2", "planned", 30)
    with acting(house.worker.context):
        assert b"Room" not in bytes(Appointment.objects.get().sealed_place)
    assert verbs_of(house.worker, case.person_id)[-1] == "appointment.made"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"purpose": "arrest"}, "purpose"),
        ({"mode": "telepathy"}, "mode"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 481}, "minutes"),
        ({"starts_at": datetime(2020, 1, 1, tzinfo=UTC)}, "day"),
        ({"starts_at": datetime(2099, 1, 1, tzinfo=UTC)}, "day"),
        ({"reminds_person": True}, "reminds_person"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(house: House, change: dict[str, Any], field: str) -> None:
    case = make_case(house.worker)
    with pytest.raises(Invalid) as told:
        make_meeting(house.worker, case.pk, **change)
    assert told.value.field == field


def test_a_meeting_is_with_a_worker_of_the_agency_who_sees_the_file(house: House) -> None:
    case = make_case(house.worker)
    for who in (house.partner, house.reception, house.planner):
        with pytest.raises(Invalid):
            make_meeting(house.worker, case.pk, worker=who)
    with acting(house.supervisor.context):
        named = [house.supervisor.membership_id, house.worker.membership_id]
        protect_person(case.person_id, named, by=house.supervisor)
    with pytest.raises(Invalid) as told:
        make_meeting(house.worker, case.pk, worker=house.colleague)
    assert told.value.code == "worker_is_not_named"


def test_a_meeting_is_moved_and_who_saw_the_old_time_is_told(house: House) -> None:
    meeting = make_meeting(house.worker, make_case(house.worker).pk)
    later = make_meeting_draft(house.worker, now() + timedelta(days=5))
    done(house.worker, actions.change_appointment, meeting.pk, later, seen_version=1)
    with pytest.raises(StaleVersion):
        done(house.colleague, actions.change_appointment, meeting.pk, later, seen_version=1)
    assert card(house, meeting).line.starts_at == later.starts_at


def test_nobody_says_before_the_hour_that_somebody_came_or_did_not(house: House) -> None:
    meeting = make_meeting(house.worker, make_case(house.worker).pk)
    for act in (actions.keep_appointment, actions.miss_appointment):
        with pytest.raises(Refused):
            done(house.worker, act, meeting.pk, seen_version=1)
    with time_machine.travel(now() + timedelta(days=4)):
        done(house.worker, actions.miss_appointment, meeting.pk, seen_version=1)
        with pytest.raises(AlreadyDone):
            done(house.worker, actions.keep_appointment, meeting.pk, seen_version=2)
    assert card(house, meeting).line.state == "missed"


def test_whom_a_meeting_is_with_says_how_it_went_in_a_colleagues_case(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    meeting = make_meeting(house.worker, case.pk, worker=house.colleague)
    with pytest.raises(Refused):
        done(house.adviser, actions.cancel_appointment, meeting.pk, "x", seen_version=1)
    done(house.colleague, actions.cancel_appointment, meeting.pk, "She travels.", seen_version=1)
    assert card(house, meeting).line.end_note == "She travels."
    assert card(house, meeting, "reception").line.end_note == ""


def test_another_agency_finds_no_appointment(house: House) -> None:
    meeting = make_meeting(house.worker, make_case(house.worker).pk)
    with pytest.raises(NotFound):
        card(house, meeting, "partner")


def test_meetings_still_to_come_end_with_the_case(house: House) -> None:
    case = make_case(house.worker)
    meeting = make_meeting(house.worker, case.pk)
    done(house.worker, cases.close_case, case.pk, "lost_contact", seen_version=1)
    assert card(house, meeting).line.state == "cancelled"
    assert verbs_of(house.worker, case.person_id)[-1] == "case.closed"


def test_an_import_in_whose_case_somebody_planned_is_not_taken_back(house: House) -> None:
    batch = bring(row(), by=house.supervisor).batch
    with acting(house.supervisor.context):
        from darna.domains.cases.queries import case_list
        from darna.domains.cases.values import CaseFilters

        (line,) = case_list(house.supervisor, CaseFilters()).lines
    make_plan(house.supervisor, line.id)
    with acting(house.supervisor.context):
        result = undo_register(batch, by=house.supervisor)
    assert (result.undone, len(result.kept)) == (0, 1)


def test_the_page_of_the_day_shows_my_meetings_and_to_supervisors_what_waits(house: House) -> None:
    case = make_case(house.worker)
    # To come, whatever the hour at which the test runs: PostgreSQL's clock does not travel.
    soon = (now() + timedelta(days=1)).replace(hour=12, minute=0)
    with time_machine.travel(soon - timedelta(hours=2)):
        make_meeting(house.worker, case.pk, soon)
        make_meeting(house.worker, case.pk, soon + timedelta(hours=1), worker=house.colleague)
        make_proposed(house.worker, case.pk)
        with acting(house.worker.context):
            mine = queries.today_lines(house.worker)
        with acting(house.supervisor.context), CaptureQueriesContext(connection) as asked:
            theirs = queries.today_lines(house.supervisor)
    assert ([line.starts_at for line in mine.appointments], mine.waiting) == ([soon], ())
    assert mine.appointments[0].person_name
    assert [(plan.case_id, plan.proposed_by) for plan in theirs.waiting] == [(case.pk, house.worker.name)]
    assert len(asked) <= 4


def test_supervisors_see_the_team_and_workers_their_own_days(house: House) -> None:
    case = make_case(house.worker)
    make_meeting(house.worker, case.pk, now() + timedelta(minutes=5), worker=house.colleague)

    def seen(actor: Any, who: str) -> int:
        with acting(actor.context):
            return sum(len(day.lines) for day in queries.calendar_of(actor, span="month", who=who).days)

    assert (seen(house.worker, "team"), seen(house.colleague, "me")) == (0, 1)
    assert (seen(house.supervisor, "team"), seen(house.supervisor, "me")) == (1, 0)
    assert seen(house.supervisor, str(house.colleague.membership_id)) == 1
    assert seen(house.supervisor, str(house.partner.membership_id)) == 0


def test_a_calendar_costs_the_same_however_much_is_planned(house: House) -> None:
    def cost() -> int:
        with acting(house.supervisor.context), CaptureQueriesContext(connection) as asked:
            queries.calendar_of(house.supervisor, span="month", who="team")
        return len(asked)

    make_meeting(house.worker, make_case(house.worker).pk, now() + timedelta(minutes=5))
    once = cost()
    for _number in range(3):
        make_meeting(house.colleague, make_case(house.colleague).pk, now() + timedelta(minutes=9))
    assert cost() == once <= 4


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from(["day", "week", "month"]))
def test_whatever_the_day_a_calendar_shows_whole_weeks_around_it(day: date, span: str) -> None:
    from darna.domains.planning.queries.calendars import bounds

    first, last = bounds(span, day)
    assert first <= day <= last
    if span != "day":
        assert (first.weekday(), last.weekday()) == (0, 6)


def test_a_calendar_file_says_when_and_at_which_house_and_nothing_else() -> None:
    from uuid import UUID

    entry = ics.Entry(UUID(int=1), datetime(2026, 11, 3, 9, 30, tzinfo=UTC), 45, 2)
    made = datetime(2026, 11, 1, tzinfo=UTC)
    body = ics.calendar_file([entry], word="Appointment", house="Maison, Béni Mellal", made_at=made).decode()
    assert body.endswith("END:VCALENDAR\r\n")
    assert body.splitlines()[5:16] == [
        "BEGIN:VEVENT",
        "UID:00000000-0000-0000-0000-000000000001@darna",
        "DTSTAMP:20261101T000000Z",
        "DTSTART:20261103T093000Z",
        "DTEND:20261103T101500Z",
        "SEQUENCE:2",
        "SUMMARY:Appointment",
        "LOCATION:Maison\\, Béni Mellal",
        "STATUS:CONFIRMED",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


@given(st.text(alphabet="دار المغاربة, ;é\\abc", min_size=1, max_size=200))
def test_no_line_of_a_calendar_file_is_longer_than_the_standard_allows(house_name: str) -> None:
    from uuid import UUID

    entry = ics.Entry(UUID(int=1), datetime(2026, 11, 3, 9, 30, tzinfo=UTC), 45, 1)
    body = ics.calendar_file([entry], word="موعد", house=house_name, made_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    unfolded = body.decode().replace("\r\n ", "")
    told = next(line for line in unfolded.split("\r\n") if line.startswith("LOCATION:"))[len("LOCATION:") :]
    assert told.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\") == house_name


def make_reachable(house: House, **contact: Any) -> Any:
    """Somebody with an e-mail address, and their case."""
    person = make_person(house.worker)
    draft = ContactDraft(**{"channel": "email", "value": "malika@example.org", **contact})
    done(house.worker, add_contact, person, draft)
    return make_case(house.worker, person)


def test_the_person_may_be_reminded_only_at_an_address_that_is_safe_without_conditions(house: House) -> None:
    assert make_meeting(house.worker, make_reachable(house).pk, reminds_person=True).reminds_person
    for contact in ({"is_safe": False}, {"advice": "Only in the morning"}, {"channel": "sms", "value": "0661234567"}):
        with pytest.raises(Invalid) as told:
            make_meeting(house.worker, make_reachable(house, **contact).pk, reminds_person=True)
        assert told.value.code == "no_safe_address"
    silent = make_reachable(house)
    done(house.worker, add_contact, silent.person_id, ContactDraft("no_contact", "-"))
    with pytest.raises(Invalid):
        make_meeting(house.worker, silent.pk, reminds_person=True)


def test_today_is_a_day_of_the_calendar(house: House) -> None:
    with acting(house.worker.context):
        found = queries.calendar_of(house.worker, span="week")
    assert [day.day for day in found.days if day.is_today] == [today()]
    assert found.following - found.previous == timedelta(days=14)
