"""Somebody on a phone asks in Arabic, the desk answers in French, and the answer is read with the code."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from darna.kernel.clock import today
from tests.journeys.browsing import DESKTOP, PHONE, path_of, visitor
from tests.journeys.colleague import Colleague, Desk
from tests.journeys.doings import SUPERVISOR
from tests.journeys.measuring import Eye

pytestmark = pytest.mark.journey
BENI_MELLAL = "05.091.01.01"
RECEPTIONIST = "receptionist@maison.example"
QUESTION = "عدت من إيطاليا بعد عشرين سنة. أين أسأل عن معاشي؟"
ANSWER = "تعال إلى الدار يوم الثلاثاء صباحا ومعك أوراق العمل."
THANKS = "شكرا، سآتي."
SEND = "main form[data-guard] button.btn-primary"


def test_a_question_from_a_phone_is_answered_by_the_desk_and_read_with_its_code(browser: Browser, desk: Desk) -> None:
    with visitor(browser, PHONE, has_touch=True) as phone:
        found_care(phone, desk.site)
        code = asked(phone, desk.site)
    with desk.colleague(RECEPTIONIST, "fr", DESKTOP) as worker:
        address = answered(worker)
    with visitor(browser, PHONE, has_touch=True, java_script_enabled=False) as another:
        read_and_thanked(another, desk.site, code)
    with desk.colleague(RECEPTIONIST, "fr", DESKTOP) as worker:
        worker.go(worker.site + address)
        assert THANKS in worker.told()
        worker.press("main a[href$='/close/']")
        worker.send(outcome="comes")
    with visitor(browser, PHONE, has_touch=True) as again:
        entered(again, desk.site, code)
        assert ANSWER in again.locator("main").inner_text()
        assert again.locator("main textarea").count() == 0
        removed(again)
        entered(again, desk.site, code, opens=False)


def test_an_appointment_is_asked_for_proposed_and_taken(browser: Browser, desk: Desk) -> None:
    with visitor(browser, PHONE, has_touch=True) as phone:
        code = asked(phone, desk.site, kind="appointment", wishes=("tue-am", "thu-pm"))
        with desk.colleague(SUPERVISOR, "fr", DESKTOP) as worker:
            worker.go("/desk/questions/?kind=appointment&language=ar&state=new")
            worker.press("main tbody th a")
            worker.press("main a[href$='/time/']")
            worker.send(at=f"{today() + timedelta(days=6)}T09:30")
        entered(phone, desk.site, code)
        phone.locator("#time button[value=yes]").tap()
        expect(phone.locator("#time button")).to_have_count(0)
        assert "09:30" in phone.locator("#time").inner_text()


def test_the_pages_of_asking_are_light_narrow_and_clean_for_assistive_tools(browser: Browser, site: str) -> None:
    for language in ("ar", "fr"):
        with visitor(browser, PHONE, has_touch=True) as page:
            eye = Eye(page)
            for path in ("ask/", "ask/young/", "ask/answer/", "ask/answer/removed/"):
                page.goto(f"{site}/{language}/{path}", wait_until="load")
                assert eye.narrow() == "", path
                assert eye.size / 1024 <= 100, path
                assert eye.hosts == {site}
                assert eye.look(f"portal:{path}", "somebody", language).faults == [], path
            code = asked(page, site, language)
            entered(page, site, code, language)
            for path in ("answer/", "sent/", "answer/remove/"):
                page.goto(f"{site}/{language}/ask/{path}", wait_until="load")
                assert eye.narrow() == "", path
                assert eye.look(f"portal:ask/{path}", "somebody", language).faults == [], path


def found_care(phone: Page, site: str) -> None:
    """From the first page to a health service in one's commune; it is open, and one sees until when."""
    phone.goto(f"{site}/ar/")
    phone.locator("a[href$='/ar/services/']").first.tap()
    phone.wait_for_url("**/ar/services/")
    phone.locator("main select[name=need]").select_option("health_care")
    phone.locator("main select[name=place]").select_option(BENI_MELLAL)
    phone.locator("main form[role=search] button").tap()
    phone.wait_for_url("**/ar/services/?*")
    offer = phone.locator(".offer", has=phone.locator(".tag-done")).first
    assert "بني ملال" in offer.inner_text()
    offer.locator("h3 a").tap()
    expect(phone.locator(".page-head .tag-done")).to_be_visible()


def asked(phone: Page, site: str, language: str = "ar", *, kind: str = "question", wishes: tuple[str, ...] = ()) -> str:
    """Ask on a phone, from the first page; the code as it is shown."""
    phone.goto(f"{site}/{language}/")
    phone.locator(f"a[href$='/{language}/ask/']").first.tap()
    phone.wait_for_url(f"**/{language}/ask/")
    phone.locator(f"main input[name=kind][value={kind}]").check()
    phone.locator("main textarea[name=text]").fill(QUESTION if language == "ar" else "Où demander mon relevé ?")
    if wishes:
        phone.locator("main details summary").tap()
    for wish in wishes:
        phone.locator(f"main input[name=wishes][value={wish}]").check()
    # Nobody writes a question in less than three seconds.
    phone.wait_for_timeout(3100)
    phone.locator(SEND).tap()
    phone.wait_for_url(f"**/{language}/ask/sent/")
    code = "-".join(phone.locator("#code bdi").all_inner_texts())
    assert re.fullmatch(r"(?:\w{3}-){5}\w{3}", code)
    assert code not in phone.url + phone.title()
    phone.locator("form[action$='/answer/close/'] button").tap()
    phone.wait_for_url(f"**/{language}/")
    return code


def answered(worker: Colleague) -> str:
    """The desk finds the question, takes it and answers; the address of its page."""
    worker.go("/desk/questions/?language=ar&kind=question&topic=&sort=-asked")
    assert QUESTION not in worker.told()
    worker.press("main tbody th a")
    address = path_of(worker.page)
    assert QUESTION in worker.told()
    worker.press("main form[action$='/take/'] button")
    worker.press("main a[href$='/answer/']")
    worker.send(text=ANSWER)
    assert ANSWER in worker.told()
    return address


def entered(phone: Page, site: str, code: str, language: str = "ar", *, opens: bool = True) -> None:
    """Enter the code in small letters with blanks."""
    phone.goto(f"{site}/{language}/ask/answer/")
    phone.locator("main input[name=code]").fill(code.lower().replace("-", " "))
    with phone.expect_navigation():
        phone.locator("main form button").first.tap()
    assert (phone.locator("main .timeline").count() == 1) is opens


def read_and_thanked(phone: Page, site: str, code: str) -> None:
    """The answer is read on another phone, without scripts, and somebody says thank you."""
    entered(phone, site, code)
    assert ANSWER in phone.locator("main").inner_text()
    phone.locator("main textarea[name=text]").fill(THANKS)
    phone.wait_for_timeout(3100)
    with phone.expect_navigation():
        phone.locator("main form:has(textarea) button").tap()
    assert THANKS in phone.locator("main .timeline").inner_text()
    with phone.expect_navigation():
        phone.locator("form[action$='/answer/close/'] button").tap()
    phone.goto(f"{site}/ar/ask/answer/")
    assert ANSWER not in phone.locator("main").inner_text()


def removed(phone: Page) -> None:
    """The question is removed with everything said in it."""
    phone.locator("a[href$='/answer/remove/']").tap()
    phone.wait_for_url("**/remove/")
    phone.locator("main form.confirm button").tap()
    phone.wait_for_url("**/removed/")
