"""Text messages that remind: only where the person called the number safe, by day, and saying no more than they allowed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.messages.models import Message
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.domains.cases.tests.makers import House
from darna.domains.people.actions import add_contact, protect_person
from darna.domains.people.values import ContactDraft
from darna.domains.planning import actions
from darna.domains.planning.tests.makers import done, make_meeting
from darna.domains.planning.tests.test_appointments import make_reachable
from darna.domains.planning.tests.test_reminders import BEGINS, LONG_BEFORE, agreed, at, remind
from darna.kernel.clock import CASABLANCA
from darna.kernel.errors import AlreadyDone, Invalid

#: Ten in the morning in Morocco, the day before.
BY_DAY = BEGINS - timedelta(hours=23)
AT_NIGHT = datetime(2036, 12, 14, 23, 30, tzinfo=UTC)
SMS = {"reminds_person": True, "reminds_by": "sms"}


@pytest.fixture(autouse=True)
def gateway() -> Iterator[None]:
    """A house with a gateway."""
    with override_settings(
        EMAIL_BACKEND="darna.base.messages.backends.OutboxBackend",
        EMAIL_HOST="mail.example.org",
        SMS_URL="http://127.0.0.1:9/send",
        SMS_CALL="",
        DARNA_DEMO=False,
    ):
        yield


def reachable(house: House, **contact: Any) -> Any:
    with at(LONG_BEFORE):
        return make_reachable(house, **{"channel": "sms", "value": "0661234567", **contact})


def texts() -> list[Message]:
    with acting(Context(Kind.JOB)):
        return list(Message.objects.filter(channel="sms"))


def test_a_text_goes_to_the_number_the_person_called_safe_and_says_when(house: House) -> None:
    agreed(house, reachable(house), **SMS, purpose="closing_interview", place="Room of the lawyer")
    remind(house, BY_DAY)
    remind(house, BY_DAY)
    (text,) = texts()
    assert (text.recipient, text.state, text.is_private) == ("+212661234567", "waiting", True)
    assert f"{BEGINS.astimezone(ZoneInfo(CASABLANCA)):%H:%M}" in text.body
    assert not [word for word in ("maison", "Idrissi", "ختام", "lawyer", "Closing") if word in text.body]


def test_the_house_is_named_only_where_the_person_allowed_it_and_the_number_to_call_where_it_is_set(
    house: House,
) -> None:
    agreed(house, reachable(house), **SMS, names_house=True)
    with override_settings(SMS_CALL="0523000000"):
        remind(house, BY_DAY)
    (text,) = texts()
    assert "maison ar" in text.body
    assert "0523000000" in text.body


def test_no_telephone_rings_at_night_and_the_next_run_by_day_does_it(house: House) -> None:
    case = reachable(house)
    with at(LONG_BEFORE):
        make_meeting(house.worker, case.pk, BEGINS + timedelta(hours=12), **SMS)
    remind(house, AT_NIGHT)
    assert texts() == []
    remind(house, AT_NIGHT + timedelta(hours=10))
    assert len(texts()) == 1


@pytest.mark.parametrize("contact", [{"is_safe": False}, {"advice": "Only in the morning"}, {"channel": "phone_call"}])
def test_a_number_in_the_least_doubt_is_never_written_to(house: House, contact: dict[str, Any]) -> None:
    case = reachable(house, **contact)
    with pytest.raises(Invalid) as told, at(LONG_BEFORE):
        make_meeting(house.worker, case.pk, BEGINS, **SMS)
    assert told.value.code == "no_safe_number"


@pytest.mark.parametrize("later", ["no_contact", "protected"])
def test_somebody_who_no_longer_wishes_contact_or_is_protected_gets_none(house: House, later: str) -> None:
    case = reachable(house)
    agreed(house, case, **SMS)
    with at(LONG_BEFORE):
        if later == "no_contact":
            done(house.worker, add_contact, case.person_id, ContactDraft("no_contact", "-"))
        else:
            done(house.supervisor, protect_person, case.person_id, [house.supervisor.membership_id])
    remind(house, BY_DAY)
    assert texts() == []


def test_an_unknown_way_is_refused(house: House) -> None:
    case = reachable(house)
    with pytest.raises(Invalid), at(LONG_BEFORE):
        make_meeting(house.worker, case.pk, BEGINS, reminds_person=True, reminds_by="pigeon")


def test_somebody_excused_is_written_down_before_the_hour_and_not_reminded(house: House) -> None:
    meeting = agreed(house, reachable(house), **SMS)
    with at(LONG_BEFORE):
        row = done(house.worker, actions.excuse_appointment, meeting.pk, "The bus is on strike.", seen_version=1)
    assert row.state == "excused"
    remind(house, BY_DAY)
    assert texts() == []


def test_the_pages_offer_the_ways_that_are_safe_and_note_who_could_not_come(house: House) -> None:
    case, client = make_reachable(house, channel="sms", value="0661234567"), signed_in_client(house.worker)
    asked = client.get(reverse("planning:make_appointment", args=[case.pk])).content.decode()
    assert 'value="sms"' in asked
    assert 'value="email" ' not in asked
    meeting = make_meeting(house.worker, case.pk, interpreter="wo", **SMS)
    address = reverse("planning:appointment", args=[meeting.pk])
    shown = client.get(address).content.decode()
    assert all(words in shown for words in ("By text message", "Wolof"))
    excused = reverse("planning:excuse_appointment", args=[meeting.pk])
    assert client.get(excused).status_code == 200
    assert client.post(excused, {"seen_version": 1, "note": "Ill."}).status_code == 302
    assert "excused" in client.get(address).content.decode()
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.excuse_appointment, meeting.pk, seen_version=2)


def test_the_calendar_shows_and_narrows_to_meetings_with_an_interpreter(house: House) -> None:
    first, second = make_reachable(house), make_reachable(house, value="other@example.org")
    make_meeting(house.worker, first.pk, interpreter="wo")
    make_meeting(house.worker, second.pk)
    client, address = signed_in_client(house.worker), reverse("planning:calendar") + "?span=month"
    everything = client.get(address).content.decode()
    narrowed = client.get(f"{address}&interpreted=on").content.decode()
    assert everything.count("/appointments/") > narrowed.count("/appointments/") > 0
    with pytest.raises(Invalid):
        make_meeting(house.worker, first.pk, interpreter="klingon")
