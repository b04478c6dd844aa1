"""A person is passed on to partners without an account: by a letter read on a desktop in French, by paper on a phone
in Arabic; and a consent taken back closes a link that stands open before a partner."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import DESKTOP, PHONE, visitor
from tests.journeys.colleague import Colleague, Desk
from tests.journeys.doings import CASEWORKER
from tests.journeys.measuring import Eye

pytestmark = pytest.mark.journey


def test_a_referral_by_link_from_sending_to_the_outcome_without_an_account(browser: Browser, desk: Desk) -> None:
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        sent_the_draft(worker)
        address = address_on_the_sheet(worker)
    assert "/fr/link/" in address
    with visitor(browser, DESKTOP) as partner:
        opened(partner, desk.site + address)
        said(partner, "#ask", "asked", "Quel jour lui conviendrait ?")
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        worker.go("/desk/links/?state=asking&worker=mine&sort=-sent")
        shown(worker, "Bibliothèque de la médina")
        assert "Quel jour lui conviendrait ?" in worker.told()
        worker.press("main a[href$='/reply/']")
        worker.send(note="Le mardi matin.")
    with visitor(browser, DESKTOP) as partner:
        opened(partner, desk.site + address)
        assert "Le mardi matin." in partner.locator("main").inner_text()
        said(partner, "#answer", "accepted", "Mardi à dix heures.")
        opened(partner, desk.site + address, is_new=False)
        said(partner, "#answer", "completed", "Inscrite au club de lecture.")
        assert partner.goto(desk.site + address).status == 410  # type: ignore[union-attr]
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        worker.go("/desk/links/?state=completed")
        shown(worker, "Bibliothèque de la médina")
        assert "Inscrite au club de lecture." in worker.told()


def test_a_sheet_on_paper_is_answered_on_a_phone_in_arabic(browser: Browser, desk: Desk) -> None:
    with desk.colleague(CASEWORKER, "ar", DESKTOP) as worker:
        worker.go("/desk/links/?state=any")
        shown(worker, "Dispensaire du quartier")
        address = address_on_the_sheet(worker)
    assert "/ar/link/" in address
    with visitor(browser, PHONE, has_touch=True) as phone:
        eye = Eye(phone)
        opened(phone, desk.site + address)
        assert phone.locator("html").get_attribute("dir") == "rtl"
        look = eye.look("link:open", "partner", "ar")
        assert (look.faults, look.narrow) == ([], "")
        said(phone, "#answer", "accepted", "يوم الاثنين على التاسعة.")
        opened(phone, desk.site + address, is_new=False)
        phone.locator("#end summary").tap()
        phone.locator("#end input[name=not_completed-reason]").first.check()
        said(phone, "#end", "not_completed", "لم يحضر.", is_open=True)
        assert phone.goto(desk.site + address).status == 410  # type: ignore[union-attr]


def test_a_consent_taken_back_closes_an_open_link_and_the_file_tells_every_disclosure(
    browser: Browser, desk: Desk
) -> None:
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        worker.go("/desk/links/?state=any")
        shown(worker, "Association Tamkine")
        page = worker.page.url
        address = address_on_the_sheet(worker)
        with visitor(browser, DESKTOP) as partner:
            opened(partner, desk.site + address)
            worker.go(page)
            worker.press("main a[href*='/desk/cases/']")
            worker.press("main a[href*='/withdraw/']")
            worker.press("main form[method=post] button")
            assert partner.reload().status == 410  # type: ignore[union-attr]
            assert partner.locator("#package-title").count() == 0
        assert worker.page.content().count("Association Tamkine") >= 3


def sent_the_draft(worker: Colleague) -> None:
    """The last look at a draft of which the person has agreed, and then exactly that."""
    worker.go("/desk/links/?state=draft")
    shown(worker, "Bibliothèque de la médina")
    worker.press("main a[href$='/preview/']")
    worker.send()


def shown(worker: Colleague, partner: str) -> None:
    """The link to a partner, from the list."""
    row = worker.page.locator("main tbody tr", has_text=partner).first
    worker.press(row.locator("th a, td a").first)


def address_on_the_sheet(worker: Colleague) -> str:
    """Where the code on the sheet leads."""
    worker.press("main a[href$='/sheet/']")
    found = re.search(r"/[a-z]{2}/link/[\w-]{32}/", worker.page.content())
    assert found
    return found[0]


def opened(page: Page, address: str, *, is_new: bool = True) -> None:
    """Through the door by its button; on a device that opened it already, at once."""
    page.goto(address)
    if is_new:
        assert page.locator("#package-title").count() == 0
        page.locator("main button[value=open]").click()
    page.locator("#package-title").wait_for()


def said(page: Page, where: str, what: str, words: str, *, is_open: bool = False) -> None:
    """One answer, and the thanks for it."""
    if where in {"#ask", "#end"} and not is_open:
        page.locator(f"{where} summary").click()
    page.locator(f"{where} textarea[name={what}-note]").fill(words)
    page.locator(f"{where} button[value={what}]").click()
    page.locator("#package-title").wait_for(state="detached")
