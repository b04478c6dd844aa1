"""Asking from a phone: the form, the code, the answer, and what keeps machines out; all without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.domains.asking import actions
from darna.domains.asking.codes import code_of, grouped
from darna.domains.asking.sealing import code_in_use, in_use
from darna.domains.asking.tests.makers import Desk, answer, card, done, make_desk, make_question, say
from darna.faces.portal.asking import stamps
from darna.kernel.clock import now

TOLD = {"kind": "question", "text": "Where do I ask for the paper?", "topic": "returned"}


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    with translation.override("en"):
        yield make_desk()


@pytest.fixture
def phone() -> Client:
    return Client(enforce_csrf_checks=False)


def url(page: str) -> str:
    return reverse(f"portal:{page}")


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', html)
    assert found, name
    return found[1]


def send(phone: Client, page: str = "ask", *, patiently: bool = True, **changes: Any) -> Any:
    """Fill in the form as it is shown and send it."""
    html = phone.get(url(page)).content.decode()
    told = {**TOLD, "stamp": hidden(html, "stamp"), "agency": hidden(html, "agency"), **changes}
    with pytest.MonkeyPatch.context() as patch:
        if patiently:
            patch.setattr(stamps, "QUICKEST", 0)
        return phone.post(url(page), told)


def words(response: Any) -> str:
    return str(response.content.decode())


def code_on(page: Any) -> str:
    found = re.search(r'id="code".*?</p>', words(page), re.S)
    assert found
    return "-".join(re.findall(r"<bdi>(\w{3})</bdi>", found[0]))


def test_somebody_asks_and_comes_back_with_the_code(desk: Desk, phone: Client) -> None:
    given = send(phone)
    assert given["Location"] == url("ask_sent")
    receipt = phone.get(given["Location"])
    code = code_on(receipt)
    assert len(code) == 23
    # Another phone, some days later.
    another = Client()
    assert another.get(url("ask_sent"))["Location"] == url("ask_answer")
    entered = another.post(url("ask_answer"), {"code": code.lower().replace("-", " ")})
    assert entered["Location"] == url("ask_answer")
    page = words(another.get(url("ask_answer")))
    assert "The answer is still to come" in page
    assert TOLD["text"] in page
    assert "within <bdi>5</bdi> days" in page


def test_the_answer_is_read_and_more_is_said(desk: Desk, phone: Client) -> None:
    question, code = make_question(desk.worker.agency_id)
    answer(desk.worker, question, "Come on Monday. https://example.org/map")
    phone.post(url("ask_answer"), {"code": grouped(code)})
    page = words(phone.get(url("ask_answer")))
    assert "There is an answer" in page
    assert desk.worker.name not in page
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "QUICKEST", 0)
        more = {"text": "Which <b>door</b>? http://spam.example", "stamp": hidden(page, "stamp")}
        assert phone.post(url("ask_say"), more)["Location"].startswith(url("ask_answer"))
    page = words(phone.get(url("ask_answer")))
    assert 'href="https://example.org/map"' in page
    assert "&lt;b&gt;door&lt;/b&gt;" in page
    assert 'href="http://spam.example' not in page


def test_a_proposed_time_is_taken_or_another_is_asked_for(desk: Desk, phone: Client) -> None:
    question, code = make_question(desk.worker.agency_id, kind="appointment", wishes=("mon-am",))
    done(desk.worker, actions.propose_time, question, now() + timedelta(days=3), seen_version=1)
    phone.post(url("ask_answer"), {"code": code})
    proposed = hidden(words(phone.get(url("ask_answer"))), "proposed_at")
    phone.post(url("ask_confirm"), {"proposed_at": proposed, "suits": "no"})
    assert card(desk.worker, question).line.proposal == "declined"
    version = card(desk.worker, question).version
    done(desk.worker, actions.propose_time, question, now() + timedelta(days=4), seen_version=version)
    proposed = hidden(words(phone.get(url("ask_answer"))), "proposed_at")
    phone.post(url("ask_confirm"), {"proposed_at": proposed, "suits": "yes"})
    assert card(desk.worker, question).line.proposal == "accepted"
    assert "Your appointment" in words(phone.get(url("ask_answer")))
    phone.post(url("ask_confirm"), {"proposed_at": "nonsense", "suits": "yes"})


def test_a_question_is_removed_by_whoever_asked_it(desk: Desk, phone: Client) -> None:
    _question, code = make_question(desk.worker.agency_id)
    phone.post(url("ask_answer"), {"code": code})
    assert "Remove my question?" in words(phone.get(url("ask_remove")))
    assert phone.post(url("ask_remove"))["Location"] == url("ask_removed")
    assert phone.post(url("ask_answer"), {"code": code}).status_code == 422
    assert phone.get(url("ask_removed")).status_code == 200


@pytest.mark.parametrize("way", ["ask_close", "ask_leave"])
def test_leaving_forgets_the_code_on_the_phone(desk: Desk, phone: Client, way: str) -> None:
    _question, code = make_question(desk.worker.agency_id)
    phone.post(url("ask_answer"), {"code": code})
    assert phone.cookies[settings.DARNA_QUESTION_COOKIE].value
    phone.post(url(way)) if way == "ask_close" else phone.get(url(way))
    assert not phone.cookies[settings.DARNA_QUESTION_COOKIE].value
    assert "Enter the code" in words(phone.get(url("ask_answer")))


def test_the_cookie_is_sealed_short_and_no_script_reads_it(desk: Desk, phone: Client) -> None:
    _question, code = make_question(desk.worker.agency_id)
    phone.post(url("ask_answer"), {"code": code})
    cookie = phone.cookies[settings.DARNA_QUESTION_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", 1200)
    assert code not in cookie.value
    assert code_in_use(cookie.value) == code
    assert code_in_use(cookie.value[:-2] + "xx") == code_in_use("") == code_in_use("é") == ""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("darna.domains.asking.sealing.now", lambda: now() - timedelta(minutes=21))
        old = in_use(code)
    assert code_in_use(old) == ""


@pytest.mark.parametrize("page", ["ask", "ask_young", "ask_answer", "ask_sent", "ask_removed", "ask_leave"])
def test_no_browser_keeps_a_page(desk: Desk, phone: Client, page: str) -> None:
    assert phone.get(url(page))["Cache-Control"] == "no-store"


def test_a_machine_that_is_quick_or_fills_everything_is_asked_again(desk: Desk, phone: Client) -> None:
    quick = send(phone, patiently=False)
    assert (quick.status_code, "very quick" in words(quick)) == (422, True)
    trapped = send(phone, website="http://spam.example")
    assert (trapped.status_code, "http://spam.example" in words(trapped)) == (422, False)
    strange = send(phone, stamp="x")
    assert (strange.status_code, TOLD["text"] in words(strange)) == (422, True)
    again = {**TOLD, "agency": hidden(words(strange), "agency"), "stamp": hidden(words(strange), "stamp")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "QUICKEST", 0)
        assert phone.post(url("ask"), again).status_code == 302


def test_a_form_that_was_open_for_a_day_is_sent_once_more(desk: Desk, phone: Client) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "now", lambda: now() - timedelta(days=1))
        old = stamps.new_stamp()
    late = send(phone, stamp=old)
    assert (late.status_code, hidden(words(late), "stamp") != old) == (422, True)


def test_words_that_tell_who_somebody_is_are_warned_of_and_may_stay(desk: Desk, phone: Client) -> None:
    told = {"text": "Call Mme Tahiri, 06 61 22 33 44"}
    warned = send(phone, **told)
    assert (warned.status_code, "telephone number" in words(warned)) == (422, True)
    assert "Send it as it is" in words(warned)
    assert "Send it as it is" not in words(phone.get(url("ask")))
    assert send(phone, **told, as_it_is="on").status_code == 302


def test_a_double_tap_is_one_question(desk: Desk, phone: Client) -> None:
    html = words(phone.get(url("ask")))
    told = {**TOLD, "stamp": hidden(html, "stamp"), "agency": hidden(html, "agency")}
    codes = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "QUICKEST", 0)
        for _ in range(2):
            phone.post(url("ask"), told)
            codes.append(code_on(phone.get(url("ask_sent"))))
    assert codes[0] == codes[1]


def test_too_many_questions_from_one_place_are_told_so(desk: Desk, phone: Client) -> None:
    statuses = [send(phone, text=f"Question {number}").status_code for number in range(6)]
    assert statuses == [302] * 5 + [429]


def test_a_child_is_met_with_other_words_and_the_child_line(desk: Desk, phone: Client) -> None:
    page = words(phone.get(url("ask_young")))
    assert "You are not in trouble for asking" in page
    assert 'href="tel:2511"' in page
    html = words(phone.get(url("ask_young")))
    assert 'name="is_minor"' not in html
    assert send(phone, "ask_young").status_code == 302
    from darna.base.rowsecurity.context import acting
    from darna.domains.asking import queries
    from darna.domains.asking.values import QuestionFilters

    with acting(desk.worker.context):
        (line,) = queries.question_lines(desk.worker, QuestionFilters()).lines
    assert (line.is_minor, line.topic_label) == (True, "I am under 18, or worried about a child")


def test_a_wrong_code_says_what_to_do(desk: Desk, phone: Client) -> None:
    short = phone.post(url("ask_answer"), {"code": "346"})
    assert (short.status_code, "eighteen signs" in words(short)) == (422, True)
    wrong = phone.post(url("ask_answer"), {"code": code_of(b"nobody's")})
    assert (wrong.status_code, "No question was found" in words(wrong)) == (422, True)
    assert phone.post(url("ask_say"), {"text": "x"})["Location"] == url("ask_answer")
    assert phone.get(url("ask_remove"))["Location"] == url("ask_answer")


def test_where_no_house_takes_questions_one_is_told_to_come(desk: Desk, phone: Client) -> None:
    done(desk.office, actions.change_desk, is_open=False, answers_within_days=None, seen_version=1)
    assert "No house takes questions here at present" in words(phone.get(url("ask")))
    assert "2511" in words(phone.get(url("ask_young")))


def test_a_closed_question_is_read_and_takes_no_more(desk: Desk, phone: Client) -> None:
    question, code = make_question(desk.worker.agency_id)
    say(code, "Are you there?")
    done(desk.worker, actions.close_question, question, "silent", seen_version=2)
    phone.post(url("ask_answer"), {"code": code})
    page = words(phone.get(url("ask_answer")))
    assert "This question is closed" in page
    assert 'name="text"' not in page


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_every_page_opens_in_every_language_without_saying_anything_in_its_address(
    desk: Desk, phone: Client, language: str
) -> None:
    question, code = make_question(desk.worker.agency_id)
    done(desk.worker, actions.propose_time, question, now() + timedelta(days=3), seen_version=1)
    with translation.override(language):
        phone.post(url("ask_answer"), {"code": code})
        for page in ("ask", "ask_young", "ask_sent", "ask_answer", "ask_remove", "ask_removed"):
            response = phone.get(url(page))
            assert response.status_code == 200
            html = words(response)
            assert f'<html lang="{language}"' in html
            title = re.search(r"<title>(.*?)</title>", html)
            assert title
            assert code not in title[1]
            assert f'href="{url("ask_leave")}"' in html
