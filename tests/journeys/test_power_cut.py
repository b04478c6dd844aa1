"""The light goes out while somebody types: browser and server are gone, and what was typed is found again."""

from __future__ import annotations

import os
import signal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import house as houses
from tests.journeys.browsing import DESKTOP, press, sign_in, visitor
from tests.journeys.house import House

pytestmark = pytest.mark.journey
WHO = "caseworker@aideca.example"
NOTE = "Elle revient lundi avec le relevé ; son frère"


def cut(house: House) -> House:
    """Kill every process of the house at once, then start it again as it lies there."""
    for pid in house.processes():
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    house.process.wait()
    again = houses._started(house.home, house.printed, int(house.address.rpartition(":")[2]))
    houses._wait_until_ready(again)
    house.process = again.process
    return again


def form_of(page: Page, address: str) -> str:
    """The page of a note in some case."""
    page.goto(f"{address}/fr/desk/cases/")
    press(page, "main tbody th a")
    return str(page.locator("main form[action$='/encounter/']").first.get_attribute("action"))


def test_what_was_typed_survives_a_browser_and_a_server_that_are_killed(browser: Browser, lone_house: House) -> None:
    with visitor(browser, DESKTOP) as page:
        sign_in(page, lone_house.address, "fr", WHO)
        form = form_of(page, lone_house.address)
        page.goto(lone_house.address + form)
        page.locator("main textarea[name=note]").press_sequentially(NOTE, delay=20)
        expect(page.locator("main .draft-keeper [role=status]")).not_to_be_empty()
        page.wait_for_timeout(2500)
        cut(lone_house)
    with visitor(browser, DESKTOP) as page:
        sign_in(page, lone_house.address, "fr", WHO)
        page.goto(f"{lone_house.address}/fr/desk/")
        press(page, f"main a[href^='{form}?draft=on']")
        assert page.locator("main textarea[name=note]").input_value() == NOTE
        press(page, "main form[data-guard] .btn-primary")
        assert NOTE in page.locator("#timeline").inner_text()
        page.goto(f"{lone_house.address}/fr/desk/")
        assert page.locator("main a[href*='draft=on']").count() == 0


def test_whoever_has_no_scripts_keeps_it_by_hand(browser: Browser, site: str) -> None:
    with visitor(browser, DESKTOP, java_script_enabled=False) as page:
        sign_in(page, site, "fr", WHO)
        form = form_of(page, site)
        page.goto(site + form)
        page.locator("main textarea[name=note]").fill(NOTE)
        press(page, "main button[name=draft_do][value=later]")
        page.goto(f"{site}{form}?draft=on")
        assert page.locator("main textarea[name=note]").input_value() == NOTE
        press(page, "main button[name=draft_do][value=drop]")
        page.goto(site + form)
        assert page.locator("main textarea[name=note]").input_value() == ""
