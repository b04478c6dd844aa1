"""A calendar by subscription: an address that says when somebody is busy, to whoever holds it and as long as it holds."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from darna.base.agencies.tests.makers import make_member, signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.planning import actions, feeds, queries
from darna.domains.planning.models import CalendarFeed
from darna.domains.planning.tests.makers import done, make_meeting
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused


def subscribe(by: Any, scope: str = "mine", label: str = "My telephone") -> str:
    return str(done(by, actions.make_feed, scope, label))


def entries(token: str) -> int | None:
    found = feeds.feed_of(token, "fr")
    return len(found.entries) if found else None


def ask(token: str, **headers: str) -> Any:
    return Client().get(reverse("portal:calendar_feed", args=[token]), headers=headers)


def test_an_address_says_when_one_is_busy_and_nothing_else(house: House) -> None:
    case = make_case(house.worker)
    meeting = make_meeting(house.worker, case.pk, place="Room 2")
    make_meeting(house.colleague, make_case(house.colleague).pk)
    token = subscribe(house.worker)
    answer = ask(token)
    told = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert re.findall(r"^UID:(.*)@darna\r$", told, re.M) == [str(meeting.pk)]
    assert "SUMMARY:Appointment" in told
    assert not re.search("Idrissi|Room 2|follow|case|C-", told)
    assert answer["Cache-Control"] == "private, no-cache"
    assert not answer.cookies
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))


def test_the_same_calendar_is_not_sent_twice(house: House) -> None:
    case = make_case(house.worker)
    meeting = make_meeting(house.worker, case.pk)
    token = subscribe(house.worker)
    tag = ask(token)["ETag"]
    assert ask(token, **{"If-None-Match": tag}).status_code == 304
    done(house.worker, actions.cancel_appointment, meeting.pk, "She travels.", seen_version=1)
    changed = ask(token, **{"If-None-Match": tag})
    assert (changed.status_code, b"STATUS:CANCELLED" in changed.content) == (200, True)


def test_a_team_calendar_is_a_supervisors(house: House) -> None:
    make_meeting(house.worker, make_case(house.worker).pk)
    with pytest.raises(Refused):
        subscribe(house.worker, "team")
    assert entries(subscribe(house.supervisor, "team")) == 1
    assert entries(subscribe(house.supervisor)) == 0
    assert entries(subscribe(house.partner)) == 0


def test_an_address_that_was_ended_answers_nobody_and_is_ones_own(house: House) -> None:
    token = subscribe(house.worker)
    with acting(house.worker.context):
        (line,) = queries.my_feeds(house.worker)
    for other in (house.supervisor, house.partner):
        with pytest.raises(NotFound):
            done(other, actions.end_feed, line.id, seen_version=1)
    done(house.worker, actions.end_feed, line.id, seen_version=1)
    assert (entries(token), ask(token).status_code) == (None, 404)
    with acting(house.worker.context):
        assert queries.my_feeds(house.worker) == ()


def test_an_address_ends_with_the_place_in_the_agency(house: House) -> None:
    token, keeper = subscribe(house.worker), make_member("agency_administrator")
    members = apps.get_model("agencies.Membership").objects.filter(pk=house.worker.membership_id)
    over: list[dict[str, Any]] = [
        {"ended_at": now()},
        {"ended_at": None, "since": today() - timedelta(days=9), "until": today() - timedelta(days=1)},
        {"until": None, "role": "planner"},
    ]
    for change in over:
        with acting(keeper.context):
            assert members.update(**change) == 1
        assert entries(token) is None
    with acting(keeper.context):
        members.update(role="caseworker")
    assert entries(token) == 0


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "../../etc", "A" * 500])
def test_what_was_never_an_address_is_none(house: House, token: str) -> None:
    assert feeds.feed_of(token, "fr") is None
    assert not token or "/" in token or ask(token).status_code == 404


def test_the_secret_is_kept_nowhere_and_nobody_reads_a_colleagues_address(house: House) -> None:
    token = subscribe(house.worker)
    with acting(house.worker.context), connection.cursor() as cursor:
        cursor.execute("select to_jsonb(f)::text from planning_calendarfeed f")
        assert token not in cursor.fetchone()[0]
    with acting(house.supervisor.context):
        assert not CalendarFeed.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            CalendarFeed.objects.create(
                agency_id=house.supervisor.agency_id,
                membership_id=house.worker.membership_id,
                scope="mine",
                label="x",
                token_hash=b"x",
            )


def test_a_member_has_five_at_most_and_names_each(house: House) -> None:
    with pytest.raises(Invalid):
        subscribe(house.worker, label=" ")
    with pytest.raises(Invalid):
        subscribe(house.worker, "everybody")
    for number in range(5):
        subscribe(house.worker, label=f"Device {number}")
    with pytest.raises(AlreadyDone):
        subscribe(house.worker)


def test_that_it_was_asked_is_noted_once_a_day(house: House) -> None:
    token = subscribe(house.worker)
    ask(token)
    with acting(house.worker.context):
        (line,) = queries.my_feeds(house.worker)
    assert line.asked_on is not None
    assert line.version == 1, "no version of the owner's: ending it is never too late"


def test_who_asks_too_often_waits(house: House) -> None:
    token = subscribe(house.worker)
    with time_machine.travel(now(), tick=False):
        answers = [ask(token).status_code for _ in range(92)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_an_address_is_made_and_ended_on_pages_and_shown_once(house: House) -> None:
    client = signed_in_client(house.worker)
    address = reverse("planning:feeds")
    assert client.post(address, {"label": "", "scope": "mine"}).status_code == 422
    assert client.post(address, {"label": "x", "scope": "team"}).status_code == 422
    made = client.post(address, {"label": "My telephone", "scope": "mine"})
    token = re.search(r"/calendars/([A-Za-z0-9_-]{43})\.ics", made.content.decode())
    assert token is not None
    assert "no-store" in made["Cache-Control"]
    assert ask(token[1]).status_code == 200
    again = client.get(address).content.decode()
    assert ("My telephone" in again, token[1] in again) == (True, False)
    with acting(house.worker.context):
        (line,) = queries.my_feeds(house.worker)
    ending = reverse("planning:end_feed", args=[line.id])
    assert client.get(ending).status_code == 200
    assert client.post(ending, {"seen_version": 1}).status_code == 302
    assert client.get(ending).status_code == 404
    assert signed_in_client(house.planner).get(address).status_code == 403
