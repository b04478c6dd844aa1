"""A passkey in a real browser: made and used on a phone in Arabic, on a device that is one only for the browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import DESKTOP, PASSWORD, PHONE, give_password, path_of, press, sign_in, visitor
from tests.journeys.measuring import Eye

pytestmark = pytest.mark.journey
WHO = "session-organiser@maison.example"
NAME = "هاتفي"
#: A phone whose owner shows their finger at once.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def named_site(site: str) -> str:
    """The same demo under a name: browsers keep no passkey for a number."""
    return site.replace("127.0.0.1", "localhost")


@contextmanager
def with_device(page: Page, **odd: Any) -> Iterator[Any]:
    """A page whose browser has a device for passkeys."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    device = wire.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, **odd}})["authenticatorId"]

    def verify(verified: bool) -> None:
        wire.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": verified})

    yield verify
    wire.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})


def seen(page: Page, eye: Eye, name: str) -> None:
    """The page is fit for a phone and for assistive tools, and asks no other host."""
    look = eye.look(name, WHO, page.locator("html").get_attribute("lang") or "")
    assert (look.status, look.faults, look.narrow, look.wide) == (200, [], "", ""), str(look)
    assert len(look.hosts) == 1


def sign_out(page: Page, site: str, language: str) -> None:
    page.goto(f"{site}/{language}/account/sign-out/")
    press(page, "main form button")


def test_a_passkey_is_made_and_signs_in_on_a_phone_in_arabic(browser: Browser, named_site: str) -> None:
    with visitor(browser, PHONE) as page, with_device(page) as verify:
        eye = Eye(page)
        sign_in(page, named_site, "ar", WHO)
        page.goto(f"{named_site}/ar/account/passkeys/")
        seen(page, eye, "account_passkeys")
        press(page, "main a[href$='/passkeys/add/']")
        seen(page, eye, "account_passkey_add")
        page.locator("main input[name=name]").fill(NAME)
        press(page, "main [data-passkey] button")
        assert NAME in page.locator("main li").inner_text()
        seen(page, eye, "account_passkeys")

        sign_out(page, named_site, "ar")
        press(page, "main a[href$='/sign-in/passkey/']")
        seen(page, eye, "account_passkey_sign_in")
        verify(False)
        page.locator("main [data-passkey] button").click()
        page.wait_for_selector("main [data-says=cancelled]")
        verify(True)
        press(page, "main [data-passkey] button")
        assert path_of(page) == "/ar/desk/"

        sign_out(page, named_site, "ar")
        give_password(page, WHO, PASSWORD)
        page.wait_for_url("**/sign-in/code/")
        seen(page, eye, "mfa_authenticate")
        press(page, "main [data-passkey] button")
        assert path_of(page) == "/ar/desk/"
        _rename_and_remove(page, eye, named_site)


def _rename_and_remove(page: Page, eye: Eye, site: str) -> None:
    page.goto(f"{site}/ar/account/passkeys/")
    press(page, "main a[href$='/name/']")
    seen(page, eye, "account_passkey_rename")
    page.locator("main input[name=name]").fill("القديم")
    press(page, "main form button")
    press(page, "main a[href$='/remove/']")
    seen(page, eye, "account_passkey_remove")
    press(page, "main form button")
    assert page.locator("main .empty").is_visible()


def test_the_same_device_is_not_added_twice(browser: Browser, named_site: str) -> None:
    with visitor(browser, DESKTOP) as page, with_device(page):
        sign_in(page, named_site, "fr", "donor@maison.example")
        for _ in range(2):
            page.goto(f"{named_site}/fr/account/passkeys/add/")
            page.locator("main input[name=name]").fill("Mon ordinateur")
            page.locator("main [data-passkey] button").click()
            page.wait_for_selector("main li a[href$='/remove/'], main [data-says=known]:not([hidden])")
        assert path_of(page).endswith("/add/")


def test_a_passkey_needs_its_name_first(browser: Browser, named_site: str) -> None:
    with visitor(browser, DESKTOP) as page, with_device(page):
        sign_in(page, named_site, "fr", "researcher@maison.example")
        page.goto(f"{named_site}/fr/account/passkeys/add/")
        page.locator("main [data-passkey] button").click()
        assert page.evaluate("document.activeElement.name") == "name"
        assert page.locator("main input[name=credential]").input_value() == ""


def test_under_a_number_the_page_leads_to_the_name(browser: Browser, site: str, named_site: str) -> None:
    with visitor(browser, PHONE) as page:
        page.goto(f"{site}/ar/account/sign-in/passkey/")
        assert page.locator("main [data-passkey]").count() == 0
        press(page, f"main a[href^='{named_site}']")
        assert page.locator("main [data-passkey] button").is_visible()


def test_without_scripts_codes_remain(browser: Browser, named_site: str) -> None:
    with visitor(browser, PHONE, java_script_enabled=False) as page:
        page.goto(f"{named_site}/ar/account/sign-in/passkey/")
        assert not page.locator("main [data-passkey] button").is_visible()
        assert page.locator("main noscript, main p").last.is_visible()
        sign_in(page, named_site, "ar", "planner@maison.example")
        assert path_of(page) == "/ar/desk/"
