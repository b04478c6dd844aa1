"""Complaining from a phone: the form, the code, the answer, the yes for the desk; all without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from darna.domains.asking.codes import ALPHABET, grouped
from darna.domains.asking.sealing import code_in_use
from darna.domains.complaints import actions
from darna.domains.complaints.sealing import code_of
from darna.domains.complaints.tests.makers import Desk, answered, card, done, make_desk, read
from darna.faces.portal.asking import stamps
from darna.faces.portal.tests.test_nobody_known import as_portal, no_application

__all__ = ["as_portal", "no_application"]

TOLD = {"kind": "abuse", "about": "worker", "what": "He shouted at us.", "who": "The man at the door", "wish": ""}


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    with translation.override("en"):
        yield make_desk()


def url(page: str) -> str:
    with translation.override("en"):
        return reverse(f"portal:{page}")


def stamp(html: str) -> str:
    found = re.search(r'name="stamp"[^>]*value="([^"]*)"', html)
    assert found
    return found[1]


def send(phone: Client, page: str, shown: str = "", **told: Any) -> Any:
    """Fill in a form as it is shown and send it."""
    html = phone.get(url(shown or page)).content.decode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "QUICKEST", 0)
        return phone.post(url(page), {**told, "stamp": stamp(html)})


def words(response: Any) -> str:
    return str(response.content.decode())


def complained(phone: Client, desk: Desk, **changes: Any) -> str:
    told = {**TOLD, "agency": str(desk.worker.agency_id), **changes}
    assert send(phone, "complain_tell", **told)["Location"] == url("complain_sent")
    return code_in_use(phone.cookies[settings.DARNA_COMPLAINT_COOKIE].value)


def test_from_the_complaint_to_another_look(desk: Desk, client: Client) -> None:
    code = complained(client, desk)
    assert grouped(code).split("-")[0] in words(client.get(url("complain_sent")))
    found = read(code)
    assert found is not None
    complaint = found.id
    handover = done(desk.officer, actions.propose_handover, complaint, "Needs a bed.").pk
    assert "Needs a bed." in words(client.get(url("complain_answer")))
    client.post(url("complain_decide"), {"handover": str(handover), "agrees": "yes"})
    assert card(desk.officer, complaint).handovers[0].state == "given"
    answered(desk.officer, complaint)
    assert send(client, "complain_more", "complain_answer", text="Thank you.").status_code == 302
    page = words(client.get(url("complain_answer")))
    assert "You were right." in page
    assert "Thank you." in page
    assert "it was right" in page
    assert client.post(url("complain_end"), {"satisfied": "no"}).status_code == 302
    assert send(client, "complain_review", text="Ask the guard.").status_code == 302
    assert card(desk.second, complaint).state == "reopened"
    client.post(url("complain_close"))
    assert "Ask the guard." not in words(client.get(url("complain_answer")))
    assert client.post(url("complain_answer"), {"code": grouped(code).lower()}).status_code == 302
    assert "Ask the guard." in words(client.get(url("complain_answer")))


def test_a_wrong_code_opens_nothing_and_one_way_out_forgets(desk: Desk, client: Client) -> None:
    assert client.post(url("complain_answer"), {"code": code_of(b"nobody's")}).status_code == 422
    complained(client, desk)
    assert client.get(url("complain_leave"))["Location"].startswith("https://www.wikipedia.org")
    assert not client.cookies[settings.DARNA_COMPLAINT_COOKIE].value


def test_every_wrong_code_runs_the_same_way_and_gets_the_same_page(desk: Desk, client: Client) -> None:
    code = complained(client, desk)
    last = next(sign for sign in ALPHABET if sign != code[-1])
    costs, pages = set(), set()
    for wrong in (code[:-1] + last, code[::-1], code_of(b"nobody's"), code_of(b"nobody else's")):
        stranger = Client(REMOTE_ADDR="192.0.2.77")
        stranger.get(url("complain_answer"))
        with CaptureQueriesContext(connection) as asked:
            answer = stranger.post(url("complain_answer"), {"code": wrong})
        assert answer.status_code == 422
        costs.add(len(asked))
        pages.add(words(answer).replace(grouped(wrong), "").replace(wrong, ""))
    assert len(costs) == 1, costs
    assert len({re.sub(r"(csrfmiddlewaretoken|stamp|nonce)[^>]*", "", page) for page in pages}) == 1


def test_a_way_to_be_reached_needs_a_yes(desk: Desk, client: Client) -> None:
    told = {**TOLD, "agency": str(desk.worker.agency_id), "contact": "06 00"}
    assert send(client, "complain_tell", **told).status_code == 422
    complained(client, desk, contact="06 00", agrees="on")


def test_it_may_be_withdrawn_before_an_answer(desk: Desk, client: Client) -> None:
    code = complained(client, desk)
    assert "Withdraw it?" in words(client.get(url("complain_end")))
    client.post(url("complain_end"), {"satisfied": ""})
    found = read(code)
    assert found is not None
    assert (found.state, found.outcome) == ("closed", "withdrawn")


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_the_pages_stand_in_each_language(desk: Desk, client: Client, language: str) -> None:
    for page in ("complain", "complain_tell", "complain_answer"):
        with translation.override(language):
            response = client.get(reverse(f"portal:{page}"))
        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["complain", "complain_tell", "complain_answer", "complain_sent"])
def test_a_page_asks_nothing_of_the_connection_of_the_application(
    page: str, client: Client, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("as_portal"), request.getfixturevalue("no_application")
    assert client.get(url(page)).status_code in {200, 302}
