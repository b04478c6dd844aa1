"""The pages of the reception as a browser meets them, with scripts and without."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.reception import actions
from darna.domains.reception.models import Arrival, Enquiry, Interpreter
from darna.domains.reception.tests.makers import House, ask, come_in, done, make_interpreter, sit_down_with


def get(client: Client, page: str, /, *args: Any, **query: str) -> Any:
    return client.get(reverse(f"reception:{page}", args=args), query)


def send(client: Client, page: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"reception:{page}", args=args), data)


@pytest.fixture
def desk(house: House) -> Client:
    return signed_in_client(house.reception)


def test_one_tap_gives_a_ticket_and_offers_its_slip(house: House, desk: Client) -> None:
    told = {"language": "ary", "priority": "child_alone", "reason": "first_visit"}
    given = send(desk, "add", **told)
    assert given.status_code == 302
    page = desk.get(given["Location"]).content.decode()
    assert "Ticket A-1" in page
    assert "Child alone" in page
    with acting(house.reception.context):
        arrival = Arrival.objects.get()
    assert reverse("reception:slip", args=[arrival.pk]) in page


def test_a_tap_without_a_reason_says_what_is_missing(desk: Client) -> None:
    assert send(desk, "add", language="ary", priority="ordinary").status_code == 422


def test_the_day_of_a_ticket_from_its_pages(house: House, desk: Client) -> None:
    arrival, worker = come_in(house.reception), signed_in_client(house.worker)
    assert send(worker, "call_next").status_code == 302
    assert send(desk, "move", arrival.pk, "back").status_code == 302
    assert send(worker, "move", arrival.pk, "call").status_code == 302
    assert send(worker, "move", arrival.pk, "meet")["Location"] == reverse("desk:search")
    assert send(worker, "finish", arrival.pk).status_code == 302
    assert "1 visit ended today" in get(desk, "queue").content.decode()


def test_a_ticket_that_a_colleague_took_is_told_with_the_queue_as_it_is(house: House, desk: Client) -> None:
    arrival = sit_down_with(house.worker)
    late = send(desk, "move", arrival.pk, "left")
    assert (late.status_code, "A colleague was quicker" in late.content.decode()) == (409, True)
    nobody = send(desk, "call_next")
    assert (nobody.status_code, "Nobody is waiting" in nobody.content.decode()) == (409, True)
    assert send(desk, "move", arrival.pk, "elsewhere").status_code == 404


def test_the_queue_and_the_screen_refresh_a_part_of_themselves(house: House, desk: Client) -> None:
    come_in(house.reception)
    for name in ("queue", "screen"):
        url = reverse(f"reception:{name}")
        assert "<html" in desk.get(url).content.decode()
        part = desk.get(url, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in part
        assert "A-1" in part


def test_the_slip_is_in_arabic_and_french_and_says_neither_who_nor_why(house: House, desk: Client) -> None:
    arrival = come_in(house.reception, reason="in_private", priority="first")
    page = get(desk, "slip", arrival.pk).content.decode()
    assert 'lang="ar" dir="rtl"' in page
    assert 'lang="fr" dir="ltr"' in page
    assert "A-1" in page
    for telling in ("private", "Goes first", "على انفراد", "Darija"):
        assert telling not in page


def test_a_question_is_counted_and_words_that_tell_who_are_refused(house: House, desk: Client) -> None:
    told = {"reason": "health_cover", "answer": "informed", "language": "ary"}
    wrong = send(desk, "enquiries", **told, note="Mme Tahiri, 06 61 22 33 44")
    assert wrong.status_code == 422
    assert "names nobody" in wrong.content.decode()
    assert send(desk, "enquiries", **told).status_code == 302
    for _ in range(7):
        ask(house.reception)
    with acting(house.reception.context):
        assert Enquiry.objects.count() == 8
    assert "<bdi>8</bdi> questions" in get(desk, "enquiries", span="week").content.decode()


def test_visitors_are_shown_with_their_empty_state(house: House, desk: Client) -> None:
    assert "Nobody came yet today" in get(desk, "visitors").content.decode()
    come_in(house.reception)
    assert "<bdi>1</bdi> visitor" in get(desk, "visitors", sort="-arrived").content.decode()
    assert "No visitor matches" in get(desk, "visitors", state="done").content.decode()


def test_interpreters_are_kept_by_the_office_and_asked_from_the_queue(house: House, desk: Client) -> None:
    office = signed_in_client(house.office)
    told = {"name": "Awa Camara", "languages": ["ff", "wo"], "is_active": "on", "seen_version": 1}
    assert send(office, "add_interpreter", **told).status_code == 302
    assert "Awa Camara" in get(office, "keep_interpreters").content.decode()
    assert get(office, "interpreters").status_code == 403
    assert get(desk, "keep_interpreters").status_code == 403
    assert "Awa Camara" in get(desk, "interpreters", language="wo").content.decode()
    arrival = come_in(house.reception, language="wo")
    with acting(house.reception.context):
        awa = Interpreter.objects.get()
    assert "Awa Camara" in get(desk, "ask_for_ticket", arrival.pk).content.decode()
    assert send(desk, "ask_for_ticket", arrival.pk, interpreter=str(awa.pk)).status_code == 302
    assert "A-1" in get(desk, "asked", open="1").content.decode()


def test_a_language_that_nobody_on_the_list_speaks_says_what_to_do(house: House, desk: Client) -> None:
    arrival = come_in(house.reception, language="ti")
    assert "Nobody on the list speaks this language" in get(desk, "ask_for_ticket", arrival.pk).content.decode()


def test_an_interpreter_is_asked_for_an_hour_and_what_came_of_it_is_written(house: House, desk: Client) -> None:
    awa = make_interpreter(house.supervisor)
    told = {"language": "ff", "needed_on": "2036-12-01", "needed_time": "10:30"}
    assert send(desk, "ask_for_hour", awa.pk, **told).status_code == 302
    with acting(house.reception.context):
        asking = awa.requests.get()
    assert send(desk, "settle", asking.pk, seen_version=1).status_code == 422
    assert send(desk, "settle", asking.pk, outcome="came", seen_version=1).status_code == 302
    assert get(desk, "settle", asking.pk).status_code == 409


def test_a_change_that_comes_too_late_shows_both(house: House) -> None:
    awa, office = make_interpreter(house.office), signed_in_client(house.office)
    told = {"name": "Awa C.", "languages": ["ff"], "contact": "first", "is_active": "on", "seen_version": 1}
    assert send(office, "change_interpreter", awa.pk, **told).status_code == 302
    late = send(office, "change_interpreter", awa.pk, **{**told, "contact": "second"})
    words = late.content.decode()
    assert late.status_code == 409
    assert "first" in words
    assert "second" in words
    assert 'name="seen_version" value="2"' in words


@pytest.mark.parametrize("name", ["queue", "visitors", "enquiries", "interpreters", "asked", "screen"])
@pytest.mark.parametrize("language", ["ar", "fr", "it"])
def test_every_room_opens_in_every_language(house: House, desk: Client, name: str, language: str) -> None:
    sit_down_with(house.reception), come_in(house.reception)
    done(house.reception, actions.call_next)
    from django.utils.translation import override

    with override(language):
        assert get(desk, name).status_code == 200
