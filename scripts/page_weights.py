"""Weigh every public page as a stranger's old phone meets it, and write the table of the reference.

    make weights            (or: python scripts/page_weights.py [ADDRESS])

A demo is started, or the one at ADDRESS is asked. Every kind of public page is opened cold in Chromium on a phone of
360 px, in four languages, on a line of 400 kbit/s with 400 ms of delay and with a processor four times slower.
"""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import django  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from playwright.sync_api import Error as PlaywrightError  # noqa: E402

from darna.base.keys import keyring  # noqa: E402

WRITTEN = ROOT / "docs/reference/page-weights.md"
LANGUAGES = ("ar", "fr", "it", "en")
#: Rooms under the language that are not for the public.
STAFF = frozenset({"account", "agency", "office", "desk"})
SLOW_LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER_PROCESSOR = 4
#: Pages opened to find one of each kind.
MOST_PAGES = 40
FIRST_KB, OTHER_KB = 100, 300
KINDS = {"Document": "page", "Stylesheet": "style", "Script": "script", "Font": "fonts", "Image": "pictures"}


@dataclass
class Weight:
    """What one cold visit cost."""

    name: str
    path: str
    language: str
    bytes_of: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    seen_ms: float = 0
    loaded_ms: float = 0
    elements: int = 0
    faults: int = 0
    overflow: str = ""
    hosts: frozenset[str] = frozenset()

    @property
    def kilobytes(self) -> float:
        """Everything over the wire, in KB of 1024 bytes."""
        return self.bytes_of.total() / 1024

    @property
    def budget(self) -> int:
        """What it may weigh."""
        return FIRST_KB if self.name == "portal:welcome" else OTHER_KB

    @property
    def is_kept(self) -> bool:
        """Light enough, nothing wrong for assistive tools, fits the narrowest screen, asks nobody else."""
        return self.kilobytes <= self.budget and not self.faults and not self.overflow and len(self.hosts) == 1


def main() -> int:
    """Weigh, write, and say whether every page keeps its budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", nargs="?", help="a running Darna; without it a demo is started")
    given = parser.parse_args()
    _know_the_addresses()
    from tests.journeys.browsing import launched
    from tests.journeys.house import open_house

    with sync_playwright() as playwright:
        browser = launched(playwright)
        if given.address:
            weights = list(weigh_everything(browser, given.address.rstrip("/")))
        else:
            with open_house() as house:
                weights = list(weigh_everything(browser, house.address))
        browser.close()
    WRITTEN.write_text(report(weights), "utf-8")
    heavy = [one for one in weights if not one.is_kept]
    for one in heavy:
        print(f"over its budget: {one.path} {one.kilobytes:.0f} KB, {one.faults} faults, {one.overflow}")
    print(f"{len(weights)} pages weighed, {len(heavy)} over their budget; {WRITTEN.relative_to(ROOT)} is written")
    return 1 if heavy else 0


def _know_the_addresses() -> None:
    # Names of pages are read from the code; its settings want a home, which stays empty.
    os.environ["DARNA_HOME"] = tempfile.mkdtemp(prefix="darna-weights-")
    atexit.register(shutil.rmtree, os.environ["DARNA_HOME"], ignore_errors=True)
    keyring.save(keyring.fresh(), keyring.place())
    django.setup()


def weigh_everything(browser: Browser, site: str) -> Iterator[Weight]:
    """One page of each kind in each language, found by following links from the home page."""
    # A page has the same address in every language but for the language itself.
    found = pages_of(browser, site, "fr")
    for name, path in found.items():
        for language in LANGUAGES:
            yield weigh(browser, site, language, name, path.replace("/fr/", f"/{language}/", 1))


def pages_of(browser: Browser, site: str, language: str) -> dict[str, str]:
    """Kind of page to the path of one of them."""
    from tests.journeys.walking import kind_of

    context = browser.new_context(locale=language)
    page, found, waiting, seen = context.new_page(), dict[str, str](), [f"/{language}/"], set[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        seen.add(path)
        try:
            answer = page.goto(site + path, wait_until="domcontentloaded")
        except PlaywrightError:
            # *Leave this page* leads to another site, which nobody asks here.
            continue
        kind = kind_of(path)
        if answer is None or answer.status != 200 or "html" not in answer.headers.get("content-type", "") or not kind:
            continue
        found.setdefault(kind, path)
        links = page.eval_on_selector_all("a[href]", _LINKS)
        for target in (urlsplit(link) for link in links):
            new = target.path
            is_public = new.startswith(f"/{language}/") and new.split("/")[2] not in STAFF
            if f"{target.scheme}://{target.netloc}" == site and is_public and new not in seen and new not in waiting:
                # One of each kind first: a directory has thousands of entries.
                waiting.insert(0, new) if kind_of(new) not in found else waiting.append(new)
    context.close()
    return found


def weigh(browser: Browser, site: str, language: str, name: str, path: str) -> Weight:
    """Open one page cold on a slow line."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    page = context.new_page()
    weight, hosts = Weight(name, path, language), set[str]()
    wire = context.new_cdp_session(page)
    kind_by_request: dict[str, str] = {}

    def begins(event: dict[str, Any]) -> None:
        kind_by_request[event["requestId"]] = KINDS.get(event.get("type", ""), "other")
        hosts.add("{0.scheme}://{0.netloc}".format(urlsplit(event["request"]["url"])))
        weight.requests += 1

    def ends(event: dict[str, Any]) -> None:
        weight.bytes_of[kind_by_request.get(event["requestId"], "other")] += int(event["encodedDataLength"])

    wire.on("Network.requestWillBeSent", begins)
    wire.on("Network.loadingFinished", ends)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.send("Network.emulateNetworkConditions", SLOW_LINE)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    page.goto(site + path, wait_until="load", timeout=60_000)
    # The first paint may come a moment after everything is loaded.
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0", timeout=10_000)
    times = page.evaluate(_TIMES)
    weight.seen_ms, weight.loaded_ms, weight.elements = times["seen"], times["loaded"], times["elements"]
    weight.hosts = frozenset(hosts)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    _look_for_faults(page, weight)
    context.close()
    return weight


# A link in a drawing has no address of text.
_LINKS = "(all) => all.map((one) => new URL(one.getAttribute('href'), document.baseURI).href)"
_TIMES = """() => {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  const [way] = performance.getEntriesByType('navigation');
  return {seen: paint.startTime, loaded: way.loadEventEnd || performance.now(),
          elements: document.querySelectorAll('*').length};
}"""


def _look_for_faults(page: Page, weight: Weight) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from tests.journeys.measuring import OVERFLOW, TAGS

    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    weight.faults = len(Axe().run(page, options=options).response["violations"])
    page.set_viewport_size({"width": 320, "height": 700})
    weight.overflow = str(page.evaluate(OVERFLOW))


def report(weights: list[Weight]) -> str:
    """The page of the reference."""
    parts = [*dict.fromkeys(KINDS.values()), "other"]
    kept = sum(one.is_kept for one in weights)
    lines = [
        "# What the public pages weigh",
        "",
        "Made by `make weights`; do not edit it. Every kind of public page was opened cold (nothing kept from before) in",
        "Chromium on a phone of 360 px, on a line of 400 kbit/s with 400 ms of delay, with a processor four times slower",
        "than the machine that measured. Weights are KB over the wire. *Seen* is when the first words stood on the screen.",
        "*Faults* are what axe says of WCAG 2.2 A and AA; *fits* is whether nothing is wider than a screen of 320 px.",
        "",
        f"Budgets: the first page {FIRST_KB} KB, every other {OTHER_KB} KB, no request to any other host. "
        f"{kept} of {len(weights)} pages keep everything.",
        "",
        "| page | language | KB | "
        + " | ".join(parts)
        + " | requests | seen, s | loaded, s | elements | faults | fits |",
        "|---|---|" + "---:|" * (len(parts) + 6) + "---|",
    ]
    for one in sorted(weights, key=lambda one: (one.name, LANGUAGES.index(one.language))):
        by_part = " | ".join(f"{one.bytes_of[part] / 1024:.1f}" for part in parts)
        lines.append(
            f"| `{one.name}` | {one.language} | {one.kilobytes:.1f} | {by_part} | {one.requests} "
            f"| {one.seen_ms / 1000:.1f} | {one.loaded_ms / 1000:.1f} | {one.elements} | {one.faults} "
            f"| {'no' if one.overflow else 'yes'} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "darna.config.settings")
    sys.exit(main())
