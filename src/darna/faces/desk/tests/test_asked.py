"""What somebody told on the public pages goes with their question, and into their case when they come with the code."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.asking.tests.makers import make_question, open_desk
from darna.domains.cases.tests.makers import House, make_case, make_house, verbs_of
from darna.domains.entitlements.queries import told_of
from darna.domains.entitlements.tests.makers import make_period
from darna.faces.desk.tests.test_life import life

FILE = json.dumps(
    {
        "kind": "darna.my-rights",
        "version": 1,
        "periods": [{"country": "FR", "first": "1979", "last": "1996"}],
        "facts": {"lives_in": "MA"},
    }
)


@pytest.fixture
def house(db: None) -> House:
    """Two agencies with their workers; the first takes questions."""
    made = make_house()
    open_desk(made.supervisor)
    return made


def sent(house: House, case: Any, code: str) -> Any:
    return page(signed_in_client(house.worker), case, code)


def page(client: Client, case: Any, code: str) -> Any:
    with translation.override("en"):
        return client.post(reverse("desk:bring_by_code", args=[case.pk]), {"seen_version": 0, "code": code})


def test_the_code_brings_the_periods_into_the_case(house: House) -> None:
    case = make_case(house.worker)
    _question, code = make_question(house.worker.agency_id, file=FILE)
    assert sent(house, case, code).status_code == 302
    assert "France" in signed_in_client(house.worker).get(life(case)).content.decode()
    assert "insurance.brought" in verbs_of(house.worker, case.person_id)
    with acting(house.worker.context):
        told = told_of(house.worker, case.pk)
    assert [value for _question, value in told.facts] == ["Morocco"]


def test_the_second_time_nothing_is_doubled(house: House) -> None:
    case = make_case(house.worker)
    _question, code = make_question(house.worker.agency_id, file=FILE)
    sent(house, case, code)
    client = signed_in_client(house.worker)
    with translation.override("en"):
        shown = client.post(
            reverse("desk:bring_by_code", args=[case.pk]), {"seen_version": 0, "code": code}, follow=True
        )
    assert "Everything in this file is noted already" in shown.content.decode()


def test_a_question_without_a_file_says_so(house: House) -> None:
    case = make_case(house.worker)
    _question, code = make_question(house.worker.agency_id)
    assert "Nothing was sent along" in sent(house, case, code).content.decode()


def test_a_question_to_another_house_is_not_known_here(house: House) -> None:
    _question, code = make_question(house.worker.agency_id, file=FILE)
    answer = page(signed_in_client(house.partner), make_case(house.partner), code)
    assert (answer.status_code, "No question to this house" in answer.content.decode()) == (422, True)


def test_a_wrong_code_brings_nothing(house: House) -> None:
    case = make_case(house.worker)
    answer = sent(house, case, "346-79C-DFG-HJK-MNP-QRT")
    assert (answer.status_code, "No question to this house" in answer.content.decode()) == (422, True)
    assert "insurance.brought" not in verbs_of(house.worker, case.person_id)


def test_another_agency_brings_nothing_into_this_case(house: House) -> None:
    case = make_case(house.worker)
    make_period(house.worker, case.pk)
    _question, code = make_question(house.worker.agency_id, file=FILE)
    assert page(signed_in_client(house.partner), case, code).status_code == 404
