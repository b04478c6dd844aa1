"""An old browser without scripts: everything that a day needs works."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import PHONE, press, sign_in, visitor

pytestmark = pytest.mark.journey
NOTE = "Appel de la caisse : la réponse arrive lundi."


def test_a_note_is_written_without_scripts(browser: Browser, site: str) -> None:
    with visitor(browser, PHONE, java_script_enabled=False) as page:
        sign_in(page, site, "fr", "caseworker@entraide.example")
        page.goto(f"{site}/fr/desk/cases/")
        somebody = page.locator("main tbody th a").first.inner_text().split()[0]
        page.goto(f"{site}/fr/desk/search/")
        page.locator("main input[name=q]").fill(somebody)
        press(page, "main form button")
        press(page, "#found tbody th a")
        form = page.locator("main form[action$='/encounter/']").first
        if not form.is_visible():
            page.locator("main details", has=form).locator("summary").first.click()
        form.locator("textarea[name=note]").fill(NOTE)
        with page.expect_navigation():
            form.locator("button.btn-primary").click()
        assert NOTE in page.locator("#timeline").inner_text()


def test_the_desk_locks_and_signs_out_without_scripts(browser: Browser, site: str) -> None:
    with visitor(browser, PHONE, java_script_enabled=False) as page:
        sign_in(page, site, "ar", "caseworker@odco.example")
        page.locator(".desk-tools details", has=page.locator("#lock-form")).locator("summary").click()
        press(page, "#lock-form button")
        page.goto(f"{site}/ar/desk/")
        assert "/account/unlock/" in page.url
