"""A caseworker opens a claim by hand, says how far its papers are and what came of it, and takes the days along."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from darna.kernel.clock import today
from tests.journeys.browsing import DESKTOP, PHONE, path_of
from tests.journeys.colleague import SEND, Colleague, Desk
from tests.journeys.doings import CASEWORKER
from tests.journeys.steps import tail
from tests.journeys.test_law_in_the_case import law_of_a_case

pytestmark = pytest.mark.journey


def test_a_claim_and_its_days_in_arabic_on_a_phone(desk: Desk) -> None:
    claim_and_calendar(desk, "ar", PHONE, place=2)


def test_a_claim_and_its_days_in_french_at_a_desk(desk: Desk) -> None:
    claim_and_calendar(desk, "fr", DESKTOP, place=3)


def claim_and_calendar(desk: Desk, language: str, screen: dict[str, int], *, place: int) -> None:
    """By hand, paper by paper, granted in part; the last day stands in the calendar, which another one subscribes to."""
    with desk.colleague(CASEWORKER, language, screen) as worker:
        law_of_a_case(worker, place)
        claim = open_by_hand(worker)
        send_a_paper(worker)
        last = today() + timedelta(days=5)
        worker.press("main a[href$='/move/']")
        worker.send(state="partly", on=today(), note="Une partie seulement.", due_on=last)
        assert "Une partie seulement." in worker.told()
        take_letter(worker)
        worker.go(f"/desk/planning/calendar/?span=day&day={last.isoformat()}")
        assert worker.page.locator(f"main a[href$='{claim}']").count() == 1
        meet_with_an_interpreter(worker, today() + timedelta(days=4 + place))
        subscribe_and_end(worker)


def open_by_hand(by: Colleague) -> str:
    """A right of the catalogue, the office left to the catalogue. Returns the address of the claim."""
    by.press("main a[href$='/claim/']")
    by.send(right="rights.social_registers")
    assert "/claims/" in path_of(by.page)
    assert by.page.locator("main [aria-labelledby=rests] li").count(), "what the right rests on is told"
    return tail(path_of(by.page))


def send_a_paper(by: Colleague) -> None:
    """The first paper went to the office."""
    papers = by.page.locator("main select[name^='paper-']")
    papers.first.select_option("sent")
    by.press("main form[action$='/mark/'] button.btn-primary")
    assert by.page.locator("main select[name^='paper-']").first.input_value() == "sent"


def take_letter(by: Colleague) -> None:
    """The letter of appeal, in Italian."""
    by.page.locator("main select[name=language]").select_option("it")
    with by.page.expect_download() as taken:
        by.touch(by.page.locator("main form[action$='/letter/'] button"))
    assert taken.value.path().read_bytes().startswith(b"%PDF")


def meet_with_an_interpreter(by: Colleague, day: date) -> None:
    """A meeting of that day for which an interpreter is needed, found again among those; the person let the house know."""
    by.go("/desk/cases/?programme=mre_abroad&worker=mine")
    by.press(by.page.locator("main tbody tr").first.locator("a").first)
    by.press("main a[href$='/appointment/']")
    by.send(day=day, at="10:30", purpose="follow_up", interpreter="wo")
    by.go(f"/desk/planning/calendar/?span=day&day={day.isoformat()}&interpreted=on")
    by.press("main a[href*='/appointments/']")
    by.press("main a[href$='/excused/']")
    by.press(SEND)
    assert by.page.locator("main a[href$='/excused/']").count() == 0


def subscribe_and_end(by: Colleague) -> None:
    """An address shown once, asked as another calendar would, and ended."""
    by.go("/desk/planning/calendar/subscriptions/")
    by.give(label="Agenda")
    by.press("main form.stack button.btn-primary")
    address = by.page.locator("#feed-address").input_value()
    path = re.sub(r"^https?://[^/]+", "", address)
    told = by.page.request.get(by.site + path)
    assert (told.status, told.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "LOCATION" not in told.text()
    by.go("/desk/planning/calendar/subscriptions/")
    by.press("main a[href$='/end/']")
    by.press(SEND)
    assert by.page.request.get(by.site + path).status == 404
