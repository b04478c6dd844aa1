"""A browser and the ways of a person in it: sign in, fill, press; by names and addresses, never by words of a language."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

PASSWORD = "darna-demo-region"
#: Milliseconds; generous, because the machine may be busy with other tests.
PATIENCE = 45_000
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
ALONE = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


#: The same engine without the windows and side panels of a desktop program, which cost as much as many a page.
WITHOUT_WINDOWS = "chromium-headless-shell"


def launched(playwright: Playwright) -> Browser:
    """Chromium of the system, without windows if it is there so, and without a sandbox only where root forbids one."""
    arguments = [*ALONE, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    program = os.environ.get("CHROMIUM") or shutil.which(WITHOUT_WINDOWS) or "/usr/bin/chromium"
    return playwright.chromium.launch(executable_path=program, args=arguments)


@contextmanager
def visitor(browser: Browser, size: dict[str, int], **options: Any) -> Iterator[Page]:
    """A person with a browser of their own; what they leave open is closed.

    Nothing helps between the page and the line unless it is asked for: what is measured would not be the line.
    """
    options.setdefault("service_workers", "block")
    context: BrowserContext = browser.new_context(viewport=size, reduced_motion="reduce", **options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in(page: Page, address: str, language: str, email: str, password: str = PASSWORD) -> None:
    """Both steps, the code read on the sign-in page of the demo, everything by keyboard."""
    page.goto(f"{address}/{language}/account/sign-in/")
    line = page.locator("main tr", has=page.get_by_text(email, exact=True))
    code = line.locator("code").inner_text()
    give_password(page, email, password)
    page.wait_for_url("**/sign-in/code/")
    page.locator("main input[name=code]").focus()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^(?!.*/sign-in/)"))


def give_password(page: Page, email: str, password: str) -> None:
    """The first step, on the sign-in page that is open."""
    page.locator("main input[name=login]").focus()
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def press(page: Page, selector: str) -> None:
    """Press a button or link that leads to another page, and wait until that page is there."""
    with page.expect_navigation(wait_until="load"):
        page.locator(selector).first.click()


def path_of(page: Page) -> str:
    """Where the person is."""
    return urlsplit(page.url).path
