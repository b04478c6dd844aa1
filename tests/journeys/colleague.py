"""Somebody who works at the desk, with a browser of their own; every page they open is looked over on the way."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

from tests.journeys.browsing import PASSWORD, PHONE, press, sign_in, visitor
from tests.journeys.measuring import OVERFLOW
from tests.journeys.walking import Sessions

LANGUAGES = ("ar", "fr", "it", "en")
#: The button of a page that is one form.
SEND = "main form[data-guard] button:is(.btn-primary, .btn-danger)"
#: Digits that ar-MA does not write.
EASTERN_DIGITS = re.compile("[٠-٩۰-۹]")


@dataclass
class Colleague:
    """One person at the desk; `screen` decides whether they click or tap."""

    page: Page
    site: str
    language: str
    screen: dict[str, int]
    faults: list[str] = field(default_factory=list)
    pages: int = 0
    collides: bool = False

    def __post_init__(self) -> None:
        self.page.on("console", self._says)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("request", self._asks)

    def go(self, path: str) -> None:
        """Open a page by its address."""
        address = path if path.startswith("http") else f"{self.site}/{self.language}{path}"
        answer = self.page.goto(address)
        if "/account/unlock/" in self.page.url:
            # Between two journeys the desk may have locked itself.
            self.page.locator("main input[name=password]").fill(PASSWORD)
            press(self.page, "main form button")
            answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self.look_over()

    def press(self, selector: str | Locator) -> None:
        """Press what leads to another page, with a mouse or a finger."""
        thing = self.page.locator(selector).first if isinstance(selector, str) else selector
        with self.page.expect_navigation(wait_until="load") as leads:
            self.touch(thing)
        assert leads.value is not None
        assert leads.value.status < 400, f"{self.page.url}: {leads.value.status}\n{self.told()}"
        self.look_over()

    def touch(self, thing: Locator) -> None:
        """Click it, or tap it where there is no mouse."""
        if self.screen == PHONE:
            thing.tap()
        else:
            thing.click()

    def give(self, **answers: str | bool | date | list[str]) -> None:
        """Answer questions of the form that is open, by the names of their fields."""
        for name, answer in answers.items():
            fields = self.page.locator(f"main [name={name}]:not([type=hidden])")
            assert fields.count(), f"{self.page.url} asks nothing called {name}"
            _answer(fields, answer)

    def send(self, **answers: str | bool | date | list[str]) -> None:
        """Answer, and press the button of the form."""
        self.give(**answers)
        self.press(SEND)

    def collide(self, **answers: str | bool | date | list[str]) -> None:
        """Answer and send what somebody else has changed meanwhile: the page comes back and says so."""
        self.give(**answers)
        self.collides = True
        with self.page.expect_navigation(wait_until="load") as told:
            self.touch(self.page.locator(SEND).first)
        assert told.value is not None
        assert told.value.status == 409
        self.look_over()

    def told(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()

    def fact(self, selector: str) -> str:
        """The words of one thing on the page."""
        return self.page.locator(selector).first.inner_text().strip()

    def look_over(self) -> None:
        """The page fits the screen, is in its language, and writes the digits of the country."""
        self.pages += 1
        over = self.page.evaluate(OVERFLOW)
        if over:
            self.faults.append(f"{self.page.url} is wider than the screen: {over}")
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.faults.append(f"{self.page.url} is not in {self.language}")
        if EASTERN_DIGITS.search(self.told()):
            self.faults.append(f"{self.page.url} writes digits that Morocco does not")

    def _says(self, message: ConsoleMessage) -> None:
        # The browser itself notes every answer of 400 and more.
        is_told = self.collides and "status of 409" in message.text
        if message.type in {"error", "warning"} and not is_told:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _asks(self, request: Request) -> None:
        host = "{0.scheme}://{0.netloc}".format(urlsplit(request.url))
        if host != self.site:
            self.faults.append(f"{self.page.url} asks {host}")


def _answer(fields: Locator, answer: str | bool | date | list[str]) -> None:
    first = fields.first
    kind = first.evaluate("(e) => e.type")
    if kind in {"radio", "checkbox"}:
        wanted = [answer] if isinstance(answer, str) else answer
        if isinstance(wanted, bool):
            first.set_checked(wanted)
            return
        assert isinstance(wanted, list)
        for value in wanted:
            fields.and_(fields.page.locator(f"[value='{value}']")).first.check()
    elif kind == "select-one":
        first.select_option(str(answer))
    else:
        first.fill(str(answer))


@dataclass
class Desk:
    """The house as its colleagues enter it; whoever signed in once stays signed in."""

    browser: Browser
    site: str
    sessions: Sessions

    @contextmanager
    def colleague(self, who: str, language: str, screen: dict[str, int]) -> Iterator[Colleague]:
        """Somebody at the desk; at the end no page was at fault."""
        options = {"storage_state": self.sessions[who]} if who in self.sessions else {}
        with visitor(self.browser, screen, has_touch=screen == PHONE, **options) as page:
            if who not in self.sessions:
                sign_in(page, self.site, language, who)
                self.sessions[who] = page.context.storage_state()
            colleague = Colleague(page, self.site, language, screen)
            with _pictured(page, who):
                yield colleague
            assert not colleague.faults, "\n" + "\n".join(colleague.faults)


@contextmanager
def _pictured(page: Page, who: str) -> Iterator[None]:
    """Where a journey breaks: JOURNEY_PICTURES=folder keeps a picture of what each colleague sees."""
    try:
        yield
    except BaseException:
        if folder := os.environ.get("JOURNEY_PICTURES"):
            page.screenshot(path=str(Path(folder) / f"broken-{who}.png"), full_page=True)
        raise


def agency(slug: str, language: str) -> str:
    """How an agency of the demo is called."""
    # The demo's accounts cannot be imported before Django is set up, and this module is.
    from darna.faces.demo.accounts import AGENCIES

    found = next(one for one in AGENCIES if one.slug == slug)
    return found.names[LANGUAGES.index(language)]
