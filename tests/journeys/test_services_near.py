"""Somebody on a phone finds the nearest services in Arabic; where they are never leaves the phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import PHONE, visitor

pytestmark = pytest.mark.journey
#: In the middle of Khouribga.
HERE = {"latitude": 32.881, "longitude": -6.906}


def test_the_phone_puts_the_nearest_first_and_tells_nobody_where_it_is(browser: Browser, site: str) -> None:
    with visitor(browser, PHONE, permissions=["geolocation"], geolocation=HERE) as page:
        page.goto(f"{site}/ar/services/near/", wait_until="load")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        # A browser fetches the site's mark when it finds the time; that address says nothing of where one is.
        page.locator("[data-near-start]").click()
        page.locator("[data-far]").first.wait_for()
        first = page.locator(".offer").first
        assert "خريبكة" in first.inner_text()
        assert [url for url in asked if not url.partition("?")[0].endswith(".svg") or "?" in url] == []


def test_a_commune_is_found_on_the_drawing_and_an_entry_says_how_it_stands(browser: Browser, site: str) -> None:
    with visitor(browser, PHONE) as page:
        page.goto(f"{site}/ar/services/map/", wait_until="load")
        page.locator(".communes a", has_text="بني ملال").first.click()
        assert page.locator(".offer").count() >= 3
        page.locator(".offer h3 a").first.click()
        assert page.locator("[itemtype='https://schema.org/Service']").count() == 1
        assert page.locator(".page-head .tag").inner_text().strip()
