"""What one visit of a page tells: its weight, its hosts, its faults for assistive tools, its geometry."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: Conformance to WCAG 2.2, levels A and AA.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROWEST = 320
#: Looked at in the dark scheme as well.
ALSO_DARK = frozenset({"portal:welcome", "account_login", "desk:today", "desk:file", "desk:search"})

_EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
# Colours are those of one style sheet in every language; measuring them is half of what axe costs, so they are measured
# in French, and where a page shows an element, by its name and class and its parent's, that no page before it showed.
_OF_COLOURS = "color-contrast"
# Whether a page can be turned is said by style sheets alone; axe reads all of them each time, which takes longer than
# all other rules together. It reads them where there is a sheet, or in French an element, that no page before had.
_OF_SHEETS = "css-orientation-lock"
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
GEOMETRY = """
() => {
  const rtl = document.documentElement.dir === 'rtl';
  const box = (element) => element.getBoundingClientRect();
  const start = (element) => (rtl ? box(element).right : box(element).left);
  const shown = (element) => element.checkVisibility({visibilityProperty: true}) && box(element).width > 1;
  const typed = 'input:not([type=checkbox]):not([type=radio]):not([type=hidden]), select, textarea';
  const askew = [];
  for (const label of document.querySelectorAll('main label[for]')) {
    const control = document.getElementById(label.htmlFor);
    if (!control || !control.matches(typed) || !shown(label) || !shown(control)) continue;
    if (box(label).bottom > box(control).top + 2) continue;
    const off = Math.abs(start(label) - start(control));
    if (off > 2) askew.push(`${control.name || control.id}: ${Math.round(off)} px`);
  }
  const edge = (element) => rtl ? innerWidth - box(element).right : box(element).left;
  const boxes = {};
  for (const [name, selector] of Object.entries({
    logo: 'header .logo', first_entry: '.desk-nav li:first-child a', heading: 'main h1', languages: '.site-head .languages',
    dot: '.timeline-dot', back: '.back a', foot: '.foot-links li:first-child a',
  })) {
    const element = document.querySelector(selector);
    if (element && shown(element)) boxes[name] = Math.round(edge(element));
  }
  const arrow = document.querySelector('.icon-flip');
  return {direction: document.documentElement.dir, language: document.documentElement.lang, askew, boxes,
          arrow: arrow ? getComputedStyle(arrow).transform : ''};
}
"""
OVERFLOW = """
() => {
  const over = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth;
  if (over <= 0) return '';
  const scrolls = (e) => e && (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const wide = [...document.querySelectorAll('body *')].filter((e) => {
    const r = e.getBoundingClientRect();
    return r.width && (r.right > innerWidth + 1 || r.left < -1) && !scrolls(e.parentElement);
  });
  return `${over} px: ` + wide.slice(-3).map((e) => `${e.tagName.toLowerCase()}.${e.className.baseVal ?? e.className}`).join(', ');
}
"""
_ELEMENTS = """
() => {
  const told = (element) => element ? `${element.localName}.${element.getAttribute('class') || ''}` : '';
  return [...new Set([...document.querySelectorAll('body *')].map((one) => `${told(one.parentElement)} > ${told(one)}`))];
}
"""
_SHEETS = "() => [...document.styleSheets].map((sheet) => sheet.href || 'inside the page')"
_SHOWN_NAMES = """
() => [...document.querySelectorAll('main th[scope=row] a bdi, main .rows-list a bdi')].map((e) => e.textContent)
  .concat(document.querySelector('nav a[href="#consent"]') ? [document.querySelector('main h1').textContent] : [])
"""
LINKS = "() => [...document.querySelectorAll('[href^=\"/\"]')].map((one) => one.getAttribute('href'))"
# Asked in one breath: between the asking and the answer lies a way through three processes.
_SIGHT = f"""
() => ({{
  title: document.title, wide: ({OVERFLOW})(), geometry: ({GEOMETRY})(), persons: ({_SHOWN_NAMES})(),
  elements: ({_ELEMENTS})(), sheets: ({_SHEETS})(), links: ({LINKS})(),
}})
"""
_met: set[str] = set()


@dataclass
class Look:
    """A page as it was met by one person in one language."""

    name: str
    path: str
    who: str
    language: str
    status: int
    title: str
    size: int
    headers: dict[str, str]
    hosts: frozenset[str]
    faults: list[str]
    narrow: str
    wide: str
    geometry: dict[str, Any]
    persons: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.language} {self.name} ({self.who}) {self.path}"


class Eye:
    """Looks at the pages of one tab; every page comes cold, as on a first visit."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.size = 0
        self.hosts: set[str] = set()
        self._document: dict[str, Any] = {}
        page.on("request", lambda request: self.hosts.add("{0.scheme}://{0.netloc}".format(urlsplit(request.url))))
        wire = page.context.new_cdp_session(page)
        wire.on("Network.requestWillBeSent", self._begins)
        wire.on("Network.responseReceived", self._answers)
        wire.on("Network.loadingFinished", self._ends)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def _begins(self, event: dict[str, Any]) -> None:
        if event.get("type") == "Document" and event["requestId"] == event["loaderId"]:
            self.size = 0

    def _answers(self, event: dict[str, Any]) -> None:
        if event.get("type") == "Document":
            self._document = event["response"]

    def _ends(self, event: dict[str, Any]) -> None:
        self.size += int(event["encodedDataLength"])

    def look(self, name: str, who: str, language: str) -> Look:
        """Everything about the page that is open now."""
        page, size = self.page, self.size
        headers = {key.lower(): value for key, value in self._document.get("headers", {}).items()}
        sight = page.evaluate(_SIGHT)
        elements, sheets = set(sight.pop("elements")), set(sight.pop("sheets"))
        look = Look(
            name=name,
            path=urlsplit(page.url).path,
            who=who,
            language=language,
            status=int(self._document.get("status", 0)),
            size=size,
            headers=headers,
            hosts=frozenset(),
            faults=self._faults(_asked_of(elements if language == "fr" else set(), sheets)),
            narrow="",
            **sight,
        )
        if name in ALSO_DARK and language == "fr":
            page.emulate_media(color_scheme="dark")
            look.faults += [f"in the dark: {fault}" for fault in self._faults(_COLOURS)]
            page.emulate_media(color_scheme="light")
        look.narrow = self.narrow()
        look.hosts, self.hosts = frozenset(self.hosts), set()
        return look

    def narrow(self) -> str:
        """What is wider than the narrowest screen; nothing when all fits."""
        size = self.page.viewport_size or {"width": NARROWEST, "height": 700}
        self.page.set_viewport_size({"width": NARROWEST, "height": size["height"]})
        told = str(self.page.evaluate(OVERFLOW))
        self.page.set_viewport_size(size)  # type: ignore[arg-type]
        return told

    def _faults(self, options: dict[str, Any] = _EVERYTHING) -> list[str]:
        self.page.evaluate(AXE_SCRIPT)
        # Only what is wrong is carried home: telling all that is right as well takes a fifth longer.
        found = self.page.evaluate(f"axe.run({json.dumps(options)}).then((all) => all.violations)")
        return [_said(one) for one in found]


def _asked_of(elements: set[str], sheets: set[str]) -> dict[str, Any]:
    """What axe is asked of a page with these elements, if they count, and these style sheets."""
    colours, ways = bool(elements - _met), bool((elements | sheets) - _met)
    _met.update(elements | sheets)
    known = [rule for rule, is_asked in ((_OF_COLOURS, colours), (_OF_SHEETS, ways)) if not is_asked]
    return {**_EVERYTHING, "rules": {rule: {"enabled": False} for rule in known}}


def _said(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    where = ", ".join(str(node["target"][0]) for node in nodes[:3])
    return f"{violation['id']} at {where} ({nodes[0]['failureSummary'].splitlines()[-1].strip()})"
