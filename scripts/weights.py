"""Writes docs/reference/page-weights.md: what each public page costs a phone, measured in Chromium on a slow line.

`scripts/weights.py` starts a demo of its own, opens every kind of public page cold in Arabic and in French, and writes
the table; `--site http://127.0.0.1:8000` asks a house that runs already. Figures of weight are exact; those of time
are of this machine, with the line and the processor slowed down as said in the page.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.journeys.browsing import PHONE, launched, visitor  # noqa: E402 - beside this folder, not installed
from tests.journeys.house import open_house  # noqa: E402
from tests.journeys.measuring import Eye  # noqa: E402

PAGE: Final = ROOT / "docs" / "reference" / "page-weights.md"
#: The line of a phone at the edge of a village, and a processor four times slower than this one.
KILOBITS, DELAY_MS, SLOWER = 400, 400, 4
PATHS: Final = (
    ("first page", ""),
    ("a door", "door/returned/"),
    ("a door that speaks of danger", "door/child/"),
    ("a page", "read/your-rights-when-you-come-back/"),
    ("a page for readers under 18", "read/under-18/"),
    ("search, found", "search/?q=CNSS"),
    ("search, nothing found", "search/?q=xylophone"),
    ("whom to call", "help/"),
    ("services", "services/"),
    ("one service", "services/ first"),
    ("map of services", "services/map/"),
    ("ask the Maison", "ask/"),
    ("your data and your rights", "privacy/"),
    ("accessibility", "accessibility/"),
)
KINDS: Final = {"Document": "page", "Stylesheet": "style", "Script": "script", "Image": "pictures", "Font": "fonts"}
PAINTED: Final = """
() => new Promise((done) => {
  new PerformanceObserver((list) => done(Math.round(list.getEntries().at(-1).startTime)))
    .observe({type: 'largest-contentful-paint', buffered: true});
  setTimeout(() => done(-1), 5000);
})
"""
MOVED: Final = """
() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { moved += one.hadRecentInput ? 0 : one.value; }))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(Math.round(moved * 1000) / 1000), 200);
})
"""


@dataclass
class Weight:
    """One page, cold: bytes over the wire by kind, requests, and what the phone made of it."""

    name: str
    language: str
    bytes_of: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    requests: int = 0
    elements: int = 0
    painted_ms: int = -1
    moved: float = 0.0
    faults: int = 0

    @property
    def total(self) -> int:
        """Every byte."""
        return sum(self.bytes_of.values())

    def row(self) -> str:
        """A line of the table."""
        parts = [f"{self.bytes_of[kind] / 1024:.1f}" for kind in ("page", "style", "script", "pictures")]
        told = [self.name, self.language, *parts, f"**{self.total / 1024:.1f}**", str(self.requests)]
        told += [str(self.elements), f"{self.painted_ms / 1000:.1f}", f"{self.moved:g}", str(self.faults)]
        return f"| {' | '.join(told)} |"


class Scale:
    """Weighs what comes over the wire of one tab."""

    def __init__(self, wire: CDPSession) -> None:
        self.kinds: dict[str, str] = {}
        self.weight: Weight | None = None
        wire.on("Network.responseReceived", self._answers)
        wire.on("Network.loadingFinished", self._ends)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        bytes_a_second = KILOBITS * 1000 // 8
        slow = {"downloadThroughput": bytes_a_second, "uploadThroughput": bytes_a_second, "latency": DELAY_MS}
        wire.send("Network.emulateNetworkConditions", {"offline": False, **slow})
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def _answers(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = KINDS.get(event["type"], "script")

    def _ends(self, event: dict[str, Any]) -> None:
        if self.weight is not None and event["requestId"] in self.kinds:
            self.weight.bytes_of[self.kinds[event["requestId"]]] += int(event["encodedDataLength"])
            self.weight.requests += 1


def weighed(browser: Browser, site: str, name: str, language: str, path: str) -> Weight | None:
    """One page, as a first visit on a slow phone meets it; nothing where there is no such page."""
    weight = Weight(name, language)
    with visitor(browser, PHONE) as page:
        scale = Scale(page.context.new_cdp_session(page))
        if path.endswith(" first"):
            page.goto(f"{site}/{language}/{path.removesuffix('first').strip()}")
            links = page.locator("main").evaluate("(main) => [...main.querySelectorAll('a')].map((a) => a.pathname)")
            found = [one for one in links if re.fullmatch(rf"/{language}/services/[0-9a-f-]{{36}}/", one)]
            if not found:
                return None
            path = found[0].removeprefix(f"/{language}/")
        scale.weight = weight
        answer = page.goto(f"{site}/{language}/{path}", wait_until="load")
        if answer is None or answer.status != 200:
            return None
        weight.painted_ms = page.evaluate(PAINTED)
        weight.moved = page.evaluate(MOVED)
        weight.elements = page.evaluate("() => document.querySelectorAll('*').length")
        scale.weight = None
    with visitor(browser, PHONE) as page:
        eye = Eye(page)
        page.goto(f"{site}/{language}/{path}", wait_until="load")
        weight.faults = len(eye.look("portal", "a stranger", "fr").faults)
    return weight


@contextmanager
def house(site: str) -> Iterator[str]:
    """The address of a house that runs: the one that was named, or a demo of our own."""
    if site:
        yield site.rstrip("/")
        return
    with open_house() as opened:
        yield opened.address


def written(weights: list[Weight]) -> str:
    """The page of the docs."""
    heaviest = max(weights, key=lambda one: one.total)
    first = max((one for one in weights if one.name == "first page"), key=lambda one: one.total)
    painted = median(one.painted_ms for one in weights) / 1000
    lines = [
        "# Weight of the public pages",
        "",
        "What a first visit costs, with nothing kept from before: compressed bytes over the wire in Chromium, in kB of "
        "1,024 bytes. Written by `scripts/weights.py`, which starts a demo of its own.",
        "",
        f"Goals: the first page under 100 kB, every other under 300. Here the first weighs at most "
        f"{first.total / 1024:.1f} kB, and the heaviest, *{heaviest.name}*, {heaviest.total / 1024:.1f}. There is no "
        "font among them, no other host, and no picture but a page's own.",
        "",
        f"Times are of a phone of {PHONE['width']} dots with a processor {SLOWER} times slower than this machine's and a "
        f"line of {KILOBITS} kbit/s with {DELAY_MS} ms to the house and back: *seen* is when the largest part of the page "
        f"stands (half of the pages within {painted:.1f} s), *moved* how far things jumped afterwards (0 is still). "
        "*Faults* are those that axe finds for WCAG 2.2 A and AA. What was read is kept by the phone, so a second page "
        "costs its own bytes alone.",
        "",
        "| page | language | page, kB | style | script | pictures | together | requests | elements | seen, s | moved | "
        "faults |",
        f"|{'---|' * 12}",
        *(one.row() for one in weights),
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure and write; 1 when a goal is missed."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--site", default="", help="address of a running house; without it a demo is started")
    site = reading.parse_args().site
    with house(site) as address, sync_playwright() as playwright:
        browser = launched(playwright)
        found = [weighed(browser, address, name, language, path) for name, path in PATHS for language in ("ar", "fr")]
        browser.close()
    weights = [one for one in found if one is not None]
    PAGE.write_text(written(weights), encoding="utf-8")
    heavy = [one for one in weights if one.total > (100 if one.name == "first page" else 300) * 1024]
    for one in heavy:
        print(f"too heavy: {one.name} ({one.language}), {one.total / 1024:.1f} kB")
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
