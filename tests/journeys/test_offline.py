"""On a bus without a line, someone reads again what they read before; nothing else was kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import PHONE, visitor

pytestmark = pytest.mark.journey
KEPT = """
async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  }
  return found;
}
"""
RIGHTS = "read/your-rights-when-you-come-back/"


def is_kept(page: Page, path: str) -> None:
    """Wait until the helper has put a page aside."""
    told = """async (path) => {
      for (let tries = 0; tries < 100; tries++) {
        if (await caches.match(path)) return true;
        await new Promise((done) => setTimeout(done, 100));
      }
      return false;
    }"""
    assert page.evaluate(told, path), path


def test_what_was_read_can_be_read_without_a_line_and_nothing_else_is_kept(browser: Browser, site: str) -> None:
    with visitor(browser, PHONE, service_workers="allow") as page:
        page.goto(f"{site}/ar/")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        is_kept(page, "/ar/")
        page.goto(f"{site}/ar/{RIGHTS}")
        heading = page.locator("h1").inner_text()
        is_kept(page, f"/ar/{RIGHTS}")
        for path in ("read/before-you-leave/", "door/child/", "search/?q=CNSS", "account/sign-in/", "privacy/"):
            page.goto(f"{site}/ar/{path}")
        is_kept(page, "/ar/privacy/")
        kept = set(page.evaluate(KEPT))
        pages = {path for path in kept if not path.startswith("/static/") and not path.endswith("/offline/")}
        assert pages == {"/ar/", f"/ar/{RIGHTS}", "/ar/privacy/"}

        page.context.set_offline(True)
        page.goto(f"{site}/ar/{RIGHTS}")
        assert page.locator("h1").inner_text() == heading
        assert page.evaluate("() => getComputedStyle(document.body).direction") == "rtl"
        assert page.evaluate("() => document.styleSheets.length") >= 2

        page.goto(f"{site}/ar/help/")
        listed = page.locator("[data-kept] a")
        # The list grows line by line.
        listed.nth(len(pages) - 1).wait_for()
        assert {one.get_attribute("href") for one in listed.all()} == pages

        page.locator("[data-forget]").click()
        page.locator("[data-kept-none]").wait_for()
        assert listed.count() == 0


def test_where_the_helper_is_refused_every_page_is_read_as_before(browser: Browser, site: str) -> None:
    with visitor(browser, PHONE) as page:
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(f"{site}/fr/{RIGHTS}")
        assert page.locator("h1").is_visible()
        assert faults == []
