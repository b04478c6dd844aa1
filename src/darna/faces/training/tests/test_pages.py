"""Training mode in the browser: the room of a demo, the exercises done on the real pages, and nothing outside a demo."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import signed_in_client
from darna.domains.cases.tests.makers import House, make_person
from darna.faces.desk.tests.makers import ANSWERS, address, sit_down
from darna.faces.desk.tests.makers import register as register_by_page
from darna.faces.training.exercises import course, guest_of

PAGES = ("training:exercise", "training:begin", "training:check")


@pytest.fixture
def reception(house: House) -> Client:
    return signed_in_client(house.reception)


def page_of(name: str, code: str = "first-search") -> str:
    return reverse(name, args=[code])


def test_the_room_stands_in_the_menu_of_a_demo_and_of_no_other_house(reception: Client, settings: Any) -> None:
    room = f'href="{reverse("training:list")}"'
    assert room in reception.get(reverse("desk:today")).content.decode()
    settings.DARNA_DEMO = False
    assert room not in reception.get(reverse("desk:today")).content.decode()


def test_outside_a_demo_there_is_no_such_page(reception: Client, settings: Any) -> None:
    settings.DARNA_DEMO = False
    assert reception.get(reverse("training:list")).status_code == 404
    for name in PAGES:
        method = reception.get if name == "training:exercise" else reception.post
        assert method(page_of(name), {"seen_version": 0}).status_code == 404


@pytest.mark.parametrize("code", [one.code for one in course().exercises])
def test_every_exercise_has_a_page_whose_links_lead_somewhere(house: House, code: str) -> None:
    make_person(house.worker)
    client = signed_in_client(house.worker)
    assert client.post(page_of("training:begin", code), {"seen_version": 0}).status_code == 302
    page = client.get(page_of("training:exercise", code))
    assert page.status_code == 200
    for link, _label in page.context["exercise"].links:
        assert client.get(reverse(link)).status_code == 200


def test_a_learner_searches_opens_checks_and_is_done(house: House, reception: Client) -> None:
    person = make_person(house.worker)
    reception.post(page_of("training:begin"), {"seen_version": 0})
    early = reception.post(page_of("training:check")).content.decode()
    assert "Nothing was searched yet." in early
    assert "Well done" not in early
    reception.post(reverse("desk:search"), {"q": "El Idrissi"})
    half = reception.post(page_of("training:check")).content.decode()
    assert "You searched first." in half
    assert "The file is not open yet." in half
    reception.get(reverse("desk:file", args=[person]))
    assert "Everything is right." in reception.post(page_of("training:check")).content.decode()
    assert "done right" in reception.get(reverse("training:list")).content.decode()


def test_somebody_is_registered_through_the_real_questions(db: None, settings: Any) -> None:
    settings.DARNA_DEMO = True
    desk, guest = sit_down(Role.RECEPTIONIST), guest_of(1)
    begin, check = (address(name, "first-registration", language="en") for name in ("training:begin", "training:check"))
    desk.client.post(begin, {"seen_version": 0})
    born = {f"birth-birth_{part}": getattr(guest.birth.value, part) for part in ("day", "month", "year")}
    who = {
        "person-given_name": guest.given_name,
        "person-family_name": guest.family_name,
        "person-given_name_ar": guest.given_name_ar,
        "person-family_name_ar": guest.family_name_ar,
    }
    phone = {"contact-1-value": guest.phone}
    saved = register_by_page(desk.client, consent={**born, "consent-notice_language": "it"}, person=who, contact=phone)
    assert saved.status_code == 302, ANSWERS
    told = desk.client.post(check).content.decode()
    assert "The notice is noted in another language than the person’s." in told
    assert told.count("to be put right") == 1


def test_an_exercise_about_the_register_waits_until_somebody_is_in_it(reception: Client) -> None:
    assert "Nobody is registered here yet" in reception.get(page_of("training:exercise")).content.decode()


def test_an_exercise_that_is_not_there_is_not_found(reception: Client) -> None:
    for code in ("first-case", "no-such"):
        assert reception.get(page_of("training:exercise", code)).status_code == 404
        assert reception.post(page_of("training:begin", code), {"seen_version": 0}).status_code == 404
        assert reception.post(page_of("training:check", code)).status_code == 404


def test_beginning_in_two_windows_is_told(reception: Client) -> None:
    reception.post(page_of("training:begin"), {"seen_version": 0})
    assert reception.post(page_of("training:begin"), {"seen_version": 0}).status_code == 409


def test_checking_before_beginning_finds_nothing(house: House, reception: Client) -> None:
    make_person(house.worker)
    page = reception.post(page_of("training:check"))
    assert page.status_code == 200
    assert "What was found" not in page.content.decode()
