"""What one visit of a page tells: its weight, its hosts, its faults for assistive tools, its geometry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: Conformance to WCAG 2.2, levels A and AA.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROWEST = 320
#: Looked at in the dark scheme as well.
ALSO_DARK = frozenset({"portal:welcome", "account_login", "desk:today", "desk:file", "desk:search"})

_AXE = Axe()
_EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
# Colours are those of one style sheet in every language; measuring them is half of what axe costs, so they are measured
# in French, and where a page shows an element, by its name and class and its parent's, that no page before it showed.
_BUT_COLOURS = {**_EVERYTHING, "rules": {"color-contrast": {"enabled": False}}}
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
_measured: set[str] = set()
_SHOWN_NAMES = """
() => [...document.querySelectorAll('main th[scope=row] a bdi, main .rows-list a bdi')].map((e) => e.textContent)
  .concat(document.querySelector('nav a[href="#consent"]') ? [document.querySelector('main h1').textContent] : [])
"""


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
        look = Look(
            name=name,
            path=urlsplit(page.url).path,
            who=who,
            language=language,
            status=int(self._document.get("status", 0)),
            title=page.title(),
            size=size,
            headers=headers,
            hosts=frozenset(),
            faults=self._faults(_EVERYTHING if language == "fr" and self._shows_something_new() else _BUT_COLOURS),
            narrow="",
            wide=page.evaluate(OVERFLOW),
            geometry=page.evaluate(GEOMETRY),
            persons=page.evaluate(_SHOWN_NAMES),
        )
        if name in ALSO_DARK and language == "fr":
            page.emulate_media(color_scheme="dark")
            look.faults += [f"in the dark: {fault}" for fault in self._faults(_COLOURS)]
            page.emulate_media(color_scheme="light")
        look.narrow = self.narrow()
        look.hosts, self.hosts = frozenset(self.hosts), set()
        return look

    def _shows_something_new(self) -> bool:
        shown = set(self.page.evaluate(_ELEMENTS))
        is_new = not shown <= _measured
        _measured.update(shown)
        return is_new

    def narrow(self) -> str:
        """What is wider than the narrowest screen; nothing when all fits."""
        size = self.page.viewport_size or {"width": NARROWEST, "height": 700}
        self.page.set_viewport_size({"width": NARROWEST, "height": size["height"]})
        told = str(self.page.evaluate(OVERFLOW))
        self.page.set_viewport_size(size)  # type: ignore[arg-type]
        return told

    def _faults(self, options: dict[str, Any] = _EVERYTHING) -> list[str]:
        return [_said(one) for one in _AXE.run(self.page, options=options).response["violations"]]


def _said(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    where = ", ".join(str(node["target"][0]) for node in nodes[:3])
    return f"{violation['id']} at {where} ({nodes[0]['failureSummary'].splitlines()[-1].strip()})"
