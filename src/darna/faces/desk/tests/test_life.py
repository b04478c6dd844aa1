"""A working life is drawn in its case, and a letter to an institution is made from it, with a sentence in the trail."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.paper import NoPDF
from darna.base.paper.tests.reading_pdf import words_of
from darna.domains.cases.tests.makers import House, make_case, make_house, verbs_of
from darna.domains.entitlements.tests.makers import make_amount, make_period
from darna.faces.desk.views import law


@pytest.fixture
def house(db: None) -> House:
    """Two agencies with their workers."""
    return make_house()


def life(case: Any, language: str = "en") -> str:
    with translation.override(language):
        return reverse("desk:life", args=[case.pk])


def make_life(house: House) -> tuple[Any, Client]:
    """Eighteen years in France and sixty months in Morocco."""
    case = make_case(house.worker)
    make_period(house.worker, case.pk)
    make_amount(house.worker, case.pk)
    return case, signed_in_client(house.worker)


@pytest.mark.parametrize(("language", "country"), [("en", "France"), ("ar", "فرنسا")])
def test_the_life_is_drawn_and_told_in_a_table(house: House, language: str, country: str) -> None:
    case, client = make_life(house)
    shown = client.get(life(case, language)).content.decode()
    assert "<svg" in shown
    assert country in shown
    # The name of the file stands in the letter, to be left or taken out.
    assert "El Idrissi" in shown


def test_the_letter_is_a_pdf_and_leaves_a_sentence(house: House) -> None:
    case, client = make_life(house)
    answer = client.post(life(case), {"to": "FR", "name": "Fatima El Idrissi"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "Madame,Monsieur" in words_of(answer.content)
    assert "insurance.letter_made" in verbs_of(house.worker, case.person_id)


def test_a_letter_goes_to_a_country_of_the_career(house: House) -> None:
    case, client = make_life(house)
    assert client.post(life(case), {"to": "IT"}).status_code == 422
    assert "insurance.letter_made" not in verbs_of(house.worker, case.person_id)


def test_without_what_a_pdf_needs_the_page_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(_one: object) -> bytes:
        raise NoPDF("no Pango")

    case, client = make_life(house)
    monkeypatch.setattr(law, "letter_as_pdf", lacking)
    answer = client.post(life(case), {"to": "FR"})
    assert (answer.status_code, "lacks what a PDF needs" in answer.content.decode()) == (200, True)
    assert "insurance.letter_made" not in verbs_of(house.worker, case.person_id)


def test_a_case_without_periods_says_what_to_do(house: House) -> None:
    case = make_case(house.worker)
    assert "No insured period yet" in signed_in_client(house.worker).get(life(case)).content.decode()


def test_another_agency_has_no_such_page(house: House) -> None:
    case, _client = make_life(house)
    assert signed_in_client(house.partner).get(life(case)).status_code == 404
    assert signed_in_client(house.reception).get(life(case)).status_code == 403
