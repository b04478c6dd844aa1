"""The pages of the desk for questions, as a browser meets them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.domains.asking.tests.makers import Desk, answer, card, make_question
from darna.kernel.clock import today


def get(client: Client, page: str, /, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"asking:{page}", args=args), query)
    assert response.status_code == 200
    return str(response.content.decode())


def send(client: Client, page: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"asking:{page}", args=args), data)


@pytest.fixture
def worker(desk: Desk) -> Client:
    return signed_in_client(desk.worker)


def test_the_queue_says_what_waits_and_never_what_was_said(desk: Desk, worker: Client) -> None:
    assert "No question waits" in get(worker, "list")
    make_question(desk.worker.agency_id, "unmistakable words", is_minor=True, topic="child")
    page = get(worker, "list")
    assert "<bdi>1</bdi> question waits" in page
    assert "under 18" in page
    assert "unmistakable" not in page
    assert "No question matches" in get(worker, "list", language="it")
    assert "I am under 18" in get(worker, "list", topic="child", sort="-asked", state="new", kind="question")


def test_a_question_is_opened_taken_answered_and_closed(desk: Desk, worker: Client) -> None:
    question, _code = make_question(desk.worker.agency_id, "<i>Where</i>?", wishes=("mon-am",))
    page = get(worker, "question", question)
    assert "&lt;i&gt;Where&lt;/i&gt;?" in page
    assert "Monday morning" in page
    assert send(worker, "take", question).status_code == 302
    assert "Give it back" in get(worker, "question", question)
    assert "Where" in get(worker, "answer", question)
    seen = card(desk.worker, question).version
    assert send(worker, "answer", question, text=" ", seen_version=seen).status_code == 422
    assert send(worker, "answer", question, text="Come.", seen_version=seen).status_code == 302
    late = send(worker, "answer", question, text="Late.", seen_version=seen)
    assert (late.status_code, "Come." in late.content.decode()) == (409, True)
    assert send(worker, "close", question, outcome="comes", seen_version=seen + 1).status_code == 302
    page = get(worker, "question", question)
    assert "comes to the Maison" in page
    assert "Propose a time" not in page
    assert send(worker, "give_back", question).status_code == 302


def test_a_time_is_proposed_from_the_page(desk: Desk, worker: Client) -> None:
    question, _code = make_question(desk.worker.agency_id, kind="appointment")
    past = (today() - timedelta(days=1)).isoformat() + "T10:30"
    assert send(worker, "propose", question, at=past, seen_version=1).status_code == 422
    coming = (today() + timedelta(days=3)).isoformat() + "T10:30"
    assert send(worker, "propose", question, at=coming, text="Ask for the desk.", seen_version=1).status_code == 302
    assert "10:30" in get(worker, "question", question)


def test_each_look_at_a_question_stands_in_the_trail(desk: Desk, worker: Client) -> None:
    question, _code = make_question(desk.worker.agency_id)
    for _ in range(2):
        get(worker, "question", question)
    with acting(Context(Kind.JOB, desk.worker.agency_id)):
        assert Entry.objects.filter(verb="question.opened", object_id=question).count() == 2


def test_who_keeps_the_house_decides_whether_it_takes_questions(desk: Desk, worker: Client) -> None:
    office = signed_in_client(desk.office)
    assert "Take questions" in get(office, "settings")
    assert send(office, "settings", is_open="on", answers_within_days="90", seen_version=1).status_code == 422
    assert send(office, "settings", is_open="on", answers_within_days="3", seen_version=1).status_code == 302
    assert send(office, "settings", is_open="on", answers_within_days="3", seen_version=2).status_code == 302
    assert send(office, "settings", seen_version=1).status_code == 409
    assert office.get(reverse("asking:list")).status_code == 403
    assert worker.get(reverse("asking:settings")).status_code == 403
    partner = signed_in_client(desk.partner)
    question, _code = make_question(desk.worker.agency_id)
    assert partner.get(reverse("asking:question", args=[question])).status_code == 404


@pytest.mark.parametrize("language", ["ar", "fr", "it"])
def test_every_page_opens_in_every_language(desk: Desk, worker: Client, language: str) -> None:
    question, _code = make_question(desk.worker.agency_id, is_minor=True)
    answer(desk.reception, question)
    supervisor = signed_in_client(desk.supervisor)
    with translation.override(language):
        get(worker, "list")
        get(supervisor, "settings")
        for page in ("question", "answer", "propose", "close"):
            get(worker, page, question)


def test_the_first_page_of_the_day_says_that_questions_wait(desk: Desk, worker: Client) -> None:
    assert reverse("asking:list") + '"><bdi>' not in worker.get(reverse("desk:today")).content.decode()
    make_question(desk.worker.agency_id, is_minor=True)
    page = worker.get(reverse("desk:today")).content.decode()
    assert "<bdi>1</bdi> question waits" in page
    assert "under 18" in page
