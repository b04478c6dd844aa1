"""Nothing of a file stays behind when the desk is locked or left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import DESKTOP, PASSWORD, press, sign_in, visitor

pytestmark = pytest.mark.journey
ACCOUNT_MENU = ".desk-tools details:has(#lock-form) summary"


@pytest.fixture
def reading(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Somebody who reads a file."""
    with visitor(browser, DESKTOP) as page:
        sign_in(page, site, "fr", request.param)
        page.goto(f"{site}/fr/desk/cases/")
        press(page, "main tbody th a")
        yield page


@pytest.mark.parametrize("reading", ["mobility-adviser@maison.example"], indirect=True)
def test_lock_now_closes_every_page_until_the_password_is_typed(reading: Page) -> None:
    name, file = reading.locator("main h1").inner_text(), reading.url
    reading.locator(ACCOUNT_MENU).click()
    press(reading, "#lock-form button")
    reading.goto(file)
    assert "/account/unlock/" in reading.url
    assert name not in reading.content()
    reading.locator("main input[name=password]").fill(PASSWORD)
    press(reading, "main form button")
    assert reading.locator("main h1").inner_text() == name


@pytest.mark.parametrize("reading", ["two-places@maison.example"], indirect=True)
def test_the_back_button_shows_nothing_of_a_file_after_signing_out(reading: Page) -> None:
    name = reading.locator("main h1").inner_text()
    reading.locator(ACCOUNT_MENU).click()
    press(reading, "form[action$='/sign-out/'] button")
    reading.go_back(wait_until="load")
    assert "/sign-in/" in reading.url
    assert name not in reading.content()


@pytest.mark.parametrize("reading", ["enterprise-adviser@maison.example"], indirect=True)
def test_a_file_cannot_call_another_host(reading: Page) -> None:
    asked: list[str] = []
    reading.on("response", lambda response: asked.append(response.url))
    blocked = reading.evaluate(
        """() => new Promise((told) => {
          addEventListener('securitypolicyviolation', (event) => told(`${event.effectiveDirective} ${event.blockedURI}`));
          fetch('http://192.0.2.1/').then(() => told('went through'), () => setTimeout(() => told('failed otherwise'), 2000));
        })"""
    )
    assert blocked.startswith("connect-src http://192.0.2.1")
    assert not [url for url in asked if "192.0.2.1" in url]
