"""From the sign-in page to a registered person with an open case: on a phone in Arabic, at a desk in French."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, press, sign_in, visitor

pytestmark = pytest.mark.journey
GO_ON = "main button[name=go][value=next]"


def test_somebody_is_registered_and_accompanied_in_arabic_on_a_phone(browser: Browser, site: str) -> None:
    with visitor(browser, PHONE) as page:
        sign_in(page, site, "ar", "caseworker@odco.example")
        search_first(page, "زبيدة الوسيلة")
        assert page.locator("main h1").is_visible()
        answer_consent(page, "ar")
        assert page.locator("main input[name=person-given_name_ar]").input_value() == "زبيدة"
        page.locator("main select[name=person-sex]").select_option("F")
        go_to_the_check(page)
        assert "زبيدة الوسيلة" in page.locator("main").inner_text()
        press(page, "main form:has(input[name=seen]) button")
        open_a_case(page)
        write_what_happened(page, "جاءت مع ابنها وتسأل عن التسجيل في المدرسة.")
        read_the_slip(page)


def test_somebody_is_registered_and_accompanied_in_french_at_a_desk(browser: Browser, site: str) -> None:
    with visitor(browser, DESKTOP) as page:
        sign_in(page, site, "fr", "caseworker@aideca.example")
        search_first(page, "Wassila Boutaleb-Test")
        press(page, "main button[name=go][value=page]")
        tell_consent(page, "fr")
        page.locator("main select[name=needs-programme]").select_option("returned_mre")
        page.locator("main input[name=needs-needs][value=pension_italy]").check()
        press(page, GO_ON)
        assert "Wassila Boutaleb-Test" in page.locator("main").inner_text()
        press(page, "main form:has(input[name=seen]) button")
        assert page.locator("main section[id^=case-]").count() == 1
        write_what_happened(page, "Revenue de Turin ; demande ce que valent ses années de travail.")
        read_the_slip(page)


def search_first(page: Page, name: str) -> None:
    """By keyboard: the box of the search, the name, Enter; then the way to the registration."""
    page.goto(re.sub(r"/desk/.*", "/desk/register/", page.url))
    assert page.url.endswith("/desk/search/"), "who has not searched is led to the search"
    page.locator("main input[name=q]").focus()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    link = page.locator("#found a[href$='/register/']")
    expect(link).to_be_visible()
    with page.expect_navigation():
        link.focus()
        page.keyboard.press("Enter")


def tell_consent(page: Page, language: str) -> None:
    """Born in 1990; agrees, told in their language, by the first of the ways."""
    page.locator("main input[name=birth-birth_year]").fill("1990")
    for name, value in (
        ("consent-state", "given"),
        ("consent-notice_language", language),
        ("consent-given_by", "self"),
    ):
        page.locator(f"main input[name={name}][value={value}]").focus()
        page.keyboard.press("Space")
    page.locator("main select[name=consent-method]").select_option("written")


def answer_consent(page: Page, language: str) -> None:
    """The first step is consent, and it does not go on without an answer."""
    press(page, GO_ON)
    assert page.locator("main .error-summary a").count() >= 1
    tell_consent(page, language)
    press(page, GO_ON)


def go_to_the_check(page: Page) -> None:
    """Skip what does not help now."""
    while "/check/" not in page.url:
        press(page, GO_ON)


def open_a_case(page: Page) -> None:
    """Open a case in the first programme."""
    press(page, "main a[href*='/cases/open/']")
    page.locator("main select[name=programme]").select_option(index=1)
    press(page, "main form[data-guard] button")
    assert page.locator("main section[id^=case-]").count() == 1


def write_what_happened(page: Page, note: str) -> None:
    """Write the day's note in place; it stands first in the timeline, and stays after the page is read again."""
    form = page.locator("main form[action$='/encounter/']")
    if not form.is_visible():
        page.locator("main details", has=form).locator("summary").first.click()
    form.locator("textarea[name=note]").fill(note)
    form.locator("button.btn-primary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#timeline .timeline-item").first).to_contain_text(note)
    page.reload()
    expect(page.locator("#timeline .timeline-item").first).to_contain_text(note)


def read_the_slip(page: Page) -> None:
    """The slip carries the reference, in Arabic and in French beside each other."""
    reference = page.locator("main .kicker").first.inner_text().strip()
    press(page, "main a[href$='/slip/']")
    for side in ("ar", "fr"):
        assert reference in page.locator(f"main [lang={side}]").first.inner_text()
