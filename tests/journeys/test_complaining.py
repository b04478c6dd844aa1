"""Somebody on a phone complains in Arabic, an officer answers in French, and the desk learns what was agreed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import DESKTOP, PHONE, path_of, visitor
from tests.journeys.colleague import Colleague, Desk
from tests.journeys.measuring import Eye

pytestmark = pytest.mark.journey
OFFICER = "complaints-officer@maison.example"
CASEWORKER = "caseworker@maison.example"
COMPLAINT = "طلب مني أحدهم مالا مقابل موعد مجاني."
ANSWER = "Vous aviez raison. Ce service est gratuit."
TOLD = "Une personne demande un rendez-vous avec un autre agent."
SEND = "main form[data-guard] button.btn-primary"


def test_a_complaint_from_a_phone_is_answered_agreed_on_and_looked_at_again(browser: Browser, desk: Desk) -> None:
    with visitor(browser, PHONE, has_touch=True) as phone:
        code = complained(phone, desk.site)
    with desk.colleague(OFFICER, "fr", DESKTOP) as officer:
        address = answered(officer)
    with visitor(browser, PHONE, has_touch=True, java_script_enabled=False) as another:
        entered(another, desk.site, code)
        assert ANSWER in another.locator("main").inner_text()
        with another.expect_navigation():
            another.locator("#desk button[value=yes]").tap()
        assert another.locator("#desk button").count() == 0
        another.goto(f"{desk.site}/ar/complain/answer/end/")
        with another.expect_navigation():
            another.locator("main button[value=no]").tap()
        assert another.locator("main textarea").count() == 0
        another.goto(f"{desk.site}/ar/complain/answer/review/")
        another.locator("main textarea[name=text]").fill("لم يسأل أحد الحارس.")
        another.wait_for_timeout(3100)
        with another.expect_navigation():
            another.locator(SEND).tap()
    with desk.colleague(OFFICER, "fr", DESKTOP) as officer:
        # Whoever answered before is kept from it: it is in none of their lists.
        officer.go("/desk/complaints/?state=reopened")
        assert officer.page.locator(f"a[href='{address}']").count() == 0
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        worker.go("/desk/complaints/told/")
        worker.press("main .rows-list a")
        assert TOLD in worker.told()
        assert COMPLAINT not in worker.told()


def test_the_pages_of_complaining_are_light_narrow_and_clean_for_assistive_tools(browser: Browser, site: str) -> None:
    for language in ("ar", "fr"):
        with visitor(browser, PHONE, has_touch=True) as page:
            eye = Eye(page)
            for path in ("complain/", "complain/tell/", "complain/answer/"):
                page.goto(f"{site}/{language}/{path}", wait_until="load")
                assert eye.narrow() == "", path
                assert eye.size / 1024 <= 100, path
                assert eye.hosts == {site}
                assert eye.look(f"portal:{path}", "somebody", language).faults == [], path


def complained(phone: Page, site: str) -> str:
    """Complain on a phone; the code as it is shown."""
    phone.goto(f"{site}/ar/complain/")
    with phone.expect_navigation():
        phone.locator("main a[href$='/ar/complain/tell/']").first.tap()
    phone.locator("main input[name=kind][value=money]").check()
    phone.locator("main input[name=about][value=worker]").check()
    phone.locator("main textarea[name=what]").fill(COMPLAINT)
    # Nobody writes a complaint in less than three seconds.
    phone.wait_for_timeout(3100)
    phone.locator(SEND).tap()
    phone.wait_for_url("**/ar/complain/sent/")
    code = "-".join(phone.locator("#code bdi").all_inner_texts())
    assert re.fullmatch(r"(?:\w{3}-){5}\w{3}", code)
    assert code not in phone.url + phone.title()
    return code


def answered(officer: Colleague) -> str:
    """The officer confirms, looks into it, asks what the desk may know, and answers; the address of the complaint."""
    officer.go("/desk/complaints/?kind=money&state=received&sort=-received")
    assert COMPLAINT not in officer.told()
    officer.press("main tbody th a")
    address = path_of(officer.page)
    assert COMPLAINT in officer.told()
    officer.press("main a[href$='/confirm/']")
    officer.send(text="Nous lisons votre message.")
    officer.press("main form[action$='/look/'] button")
    officer.press("main a[href$='/tell/']")
    officer.send(text=TOLD)
    officer.press("main a[href$='/answer/']")
    officer.send(text=ANSWER, outcome="upheld", remedy="staff")
    assert ANSWER in officer.told()
    return address


def entered(phone: Page, site: str, code: str) -> None:
    """Enter the code in small letters with blanks."""
    phone.goto(f"{site}/ar/complain/answer/")
    phone.locator("main input[name=code]").fill(code.lower().replace("-", " "))
    with phone.expect_navigation():
        phone.locator("main form button").first.tap()
    assert phone.locator("main .timeline").count() == 1
