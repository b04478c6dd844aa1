"""Somebody checks a right they may have here, in French at a desk and in Arabic on a phone; nothing of it is kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from darna.rules.book import book
from tests.journeys.browsing import DESKTOP, PHONE, path_of, visitor
from tests.journeys.measuring import Eye

pytestmark = pytest.mark.journey
MOST_KB = 100
ROOMS = ("access/", "access/forms/", "access/invest/", "access/law/", "access/law/changes/", "access/studies/")


def test_a_family_asks_in_french_for_a_place_at_school(browser: Browser, site: str) -> None:
    with visitor(browser, DESKTOP) as page:
        eye = Eye(page)
        page.goto(f"{site}/fr/door/living-here/", wait_until="load")
        page.locator("main a[href$='/access/school-place/']").first.click()
        page.wait_for_url("**/fr/access/school-place/")
        assert not page.context.cookies()
        page.locator("main a[href$='/check/']").first.click()
        page.locator("main input[name=child_age]").fill("11")
        send(page)
        assert book().words["engine.answer.yes"].in_("fr") in page.locator("#answer").inner_text()
        assert page.locator("#answer .reasons li").count() >= 1
        assert_kept_nowhere(page, "11")
        look = eye.look("portal:access_check", "somebody", "fr")
        assert look.faults == []
        assert look.hosts == {site}
        assert look.size / 1024 <= MOST_KB


def test_somebody_afraid_reads_the_warning_first_in_arabic_and_leaves(browser: Browser, site: str) -> None:
    with visitor(browser, PHONE, has_touch=True) as page:
        eye = Eye(page)
        page.goto(f"{site}/ar/access/safety/check/", wait_until="load")
        page.locator("main input[name=is_moroccan][value=no]").tap()
        page.locator("main input[name=fears_return][value=yes]").tap()
        send(page)
        told = page.locator("#answer").inner_text()
        right = book().right("asylum_orientation")
        assert told.index(right.warnings[0].says.in_("ar")) < told.index(book().words["engine.answer.yes"].in_("ar"))
        assert right.title.in_("ar") not in page.title()
        expect(page.locator("[data-exit]")).to_be_visible()
        assert eye.narrow() == ""
        assert eye.look("portal:access_check", "somebody", "ar").faults == []
        assert eye.size / 1024 <= MOST_KB


def test_legal_forms_stand_side_by_side_and_as_cards_on_a_phone(browser: Browser, site: str) -> None:
    with visitor(browser, PHONE, has_touch=True, java_script_enabled=False) as page:
        page.goto(f"{site}/ar/access/forms/", wait_until="load")
        send(page)
        assert page.locator("#answer tbody tr").count() >= 4
        assert page.locator("#answer tbody td").first.evaluate("cell => getComputedStyle(cell).display") == "block"


@pytest.mark.parametrize(("language", "size"), [("ar", PHONE), ("fr", DESKTOP)])
def test_the_pages_of_rights_are_light_narrow_and_clean(
    browser: Browser, site: str, language: str, size: dict[str, int]
) -> None:
    with visitor(browser, size) as page:
        eye = Eye(page)
        for room in (*ROOMS, "access/school-place/", "access/law/ma_cnss/"):
            page.goto(f"{site}/{language}/{room}", wait_until="load")
            assert eye.size / 1024 <= MOST_KB, (room, eye.size)
            assert eye.narrow() == "", room
            assert eye.look("portal:access", "somebody", language).faults == [], room


def send(page: Page) -> None:
    """Send the form of a situation and wait for the answer."""
    with page.expect_navigation(wait_until="load"):
        page.locator("main form[method=post] button.btn-primary").click()
    expect(page.locator("#answer")).to_be_visible()


def assert_kept_nowhere(page: Page, told: str) -> None:
    """Neither the address nor a cookie nor the browser's stores hold what was told."""
    assert f"={told}" not in page.url
    assert path_of(page).endswith("/check/")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["darna_csrf"]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
