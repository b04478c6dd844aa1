"""One walk in one language through every kind of page, as each kind of person meets it."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import override
from playwright.sync_api import Browser, Page

from tests.journeys import doings
from tests.journeys.browsing import sign_in, visitor
from tests.journeys.measuring import LINKS, Eye, Look

#: Looked at once for each person, because what they may do changes the page; others once in all.
FOR_EACH = frozenset({"desk:today", "desk:file"})
#: A word in the address makes another page; everywhere else one of a name stands for all.
BY_WORD = {"desk:add": "part", "desk:register_step": "key"}
#: Pages whose linked names are those of persons.
LISTS_PERSONS = frozenset(
    {
        "desk:search",
        "desk:file",
        "desk:today",
        "referrals:received",
        "referrals:sent",
        "links:list",
        "cases:list",
        "cases:persons",
        "retention:list",
        "retention:holds",
    }
)
#: Not a page: it is asked apart.
NOT_A_PAGE = frozenset(
    {
        "lists:download",
        "cases:staged_problems",
        "cases:slip_pdf",
        "links:sheet_pdf",
        "desk:paper_consent_pdf",
        "desk:paper_consent_of_pdf",
        "planning:plan_sheet",
        "assessments:workbook",
        "privacy:certificate_pdf",
        "assessments:answers_pdf",
        "planning:calendar_file",
        "planning:appointment_file",
        "desk:signed_page_body",
        "documents:file",
        "documents:download",
        "documents:small",
        "portal:picture",
        "law:patch",
        # Leads to another site, as whoever must leave at once wants.
        "portal:ask_leave",
        "portal:complain_leave",
        "complaints:counts_file",
        "entitlements:days_file",
    }
)
#: Files opened to find a link to a kind of page that the first file does not have.
FILES_SEARCHED = 12
Sessions = dict[str, Any]


@dataclass
class Walk:
    """Every page looked at in one language."""

    language: str
    looks: list[Look] = field(default_factory=list)
    leads_on: dict[str, str] = field(default_factory=dict)
    invitation: str = ""

    @property
    def newcomer(self) -> str:
        """The address of whoever is invited during this walk."""
        return f"newcomer-{self.language}-{id(self):x}@maison.example"

    @property
    def names(self) -> set[str]:
        """The names of the addresses that were looked at."""
        return {look.name for look in self.looks}

    def of(self, name: str) -> Look:
        """The first look at a page of that name."""
        return next(look for look in self.looks if look.name == name)

    @property
    def persons(self) -> set[str]:
        """Names of persons met on the way."""
        return {
            name.strip() for look in self.looks if look.name in LISTS_PERSONS for name in look.persons if name.strip()
        }


@dataclass
class Walker:
    """One person with a browser, walking."""

    page: Page
    eye: Eye
    site: str
    language: str
    who: str
    walk: Walk
    seen: set[str]
    signed_in: Sessions
    links: dict[str, str] = field(default_factory=dict)
    followed: set[str] = field(default_factory=set)

    @property
    def home(self) -> str:
        """The address of the language's root."""
        return f"{self.site}/{self.language}"

    def look(self, kind: str = "") -> Look:
        """Look at the page that is open; links on it are remembered."""
        kind = kind or kind_of(self.page.url)
        look = self.eye.look(kind.split(" ")[0], self.who, self.language)
        self.seen |= {kind, f"{kind} for {self.who}"}
        self.walk.looks.append(look)
        self._picture(kind)
        self._remember(look.links)
        return look

    def go(self, path: str, kind: str = "") -> None:
        """Open a page; look at it unless one like it was looked at."""
        self.page.goto(path if path.startswith("http") else self.home + path, wait_until="load")
        arrived = kind or kind_of(self.page.url)
        if self._is_known(arrived):
            self.remember()
        else:
            self.look(arrived)

    def remember(self) -> None:
        """Remember one link of each kind from the page that is open."""
        self._remember(self.page.evaluate(LINKS))

    def harvest(self, text: str) -> None:
        """Remember one link of each kind from a page that was asked for and not shown."""
        self._remember(_links_in(text))

    def _remember(self, links: Iterable[str]) -> None:
        for path in _below(links, self.language):
            self.links.setdefault(kind_of(path), path)

    def wander(self) -> None:
        """Follow links until no kind of page is new."""
        waiting = deque(self._new())
        while waiting:
            kind = waiting.popleft()
            if self._is_known(kind):
                continue
            self.go(self.site + self.links[kind])
            if kind != kind_of(self.page.url):
                self.walk.leads_on[kind.split(" ")[0]] = kind_of(self.page.url)
            self.followed.add(kind)
            waiting.extend(one for one in self._new() if one not in waiting)

    def search_files(self) -> None:
        """Open further files without looking at them, for links the first one does not have."""
        listed = self.page.request.get(f"{self.home}/desk/cases/?state=any").text()
        cases = [path for path in _below(_links_in(listed), self.language) if kind_of(path) == "cases:show"]
        for path in cases[:FILES_SEARCHED]:
            text = self.page.request.get(self.site + path).text()
            self.harvest(text)
            # Only a case of a programme with a newer version may be moved to it.
            if "planning:adopt" not in self.links:
                for progress in {
                    one for one in _below(_links_in(text), self.language) if kind_of(one) == "planning:progress"
                }:
                    self.harvest(self.page.request.get(self.site + progress).text())

    def search_referrals(self) -> None:
        """Open referrals in every state without looking at them, for links that only some of them have."""
        for listed in ("/desk/referrals/?state=any", "/desk/referrals/sent/?state=any"):
            text = self.page.request.get(self.home + listed).text()
            self.harvest(text)
            for path in {one for one in _below(_links_in(text), self.language) if kind_of(one) == "referrals:show"}:
                self.harvest(self.page.request.get(self.site + path).text())

    def search_links(self) -> None:
        """Open links in every state without looking at them, for links that only some of them have."""
        for path in set(self._linked(f"{self.home}/desk/links/?state=any", "links:show")):
            self._linked(self.site + path, "")

    def search_public_pages(self) -> None:
        """Open public pages in every standing without looking at them, for links that only some of them have."""
        for standing in ("draft", "proposed", "scheduled", "shown"):
            for path in self._linked(f"{self.home}/desk/pages/?standing={standing}", "pages:page")[:1]:
                for version in self._linked(self.site + path, "pages:version"):
                    self._linked(self.site + version, "")

    def search_directory(self) -> None:
        """Open entries without looking at them until one is kept by this house: what is open now stands first."""
        for listed in ("/desk/directory/kept/", "/desk/directory/"):
            found = self._linked(self.home + listed, "directory:organisation")[:FILES_SEARCHED]
            for organisation in dict.fromkeys(found):
                for service in set(self._linked(self.site + organisation, "directory:service")):
                    self._linked(self.site + service, "")
                    if {"directory:offer_service", "directory:move_service"} <= self.links.keys():
                        return

    def search_law(self) -> None:
        """Open what the law says in cases of those who came back, for links that only some of them have."""
        for case in self._linked(
            f"{self.home}/desk/cases/?programme=returned_mre&worker=mine&sort=opened", "cases:show"
        ):
            for law in set(self._linked(self.site + case, "entitlements:case")):
                for kind in ("entitlements:decision", "entitlements:claim", "entitlements:bring_periods"):
                    for path in self._linked(self.site + law, kind):
                        self._linked(self.site + path, "")
            if "entitlements:move_claim" in self.links:
                return

    def search_appointments(self, day: date) -> None:
        """Open the appointments of a day without looking at them, for links that only those have that are over."""
        listed = f"{self.home}/desk/planning/calendar/?span=day&day={day.isoformat()}&who=me"
        for path in self._linked(listed, "planning:appointment"):
            self._linked(self.site + path, "")

    def shown_in(self, text: str, kind: str) -> list[str]:
        """The addresses of one kind in a page that was asked for, each once."""
        return list(dict.fromkeys(path for path in _below(_links_in(text), self.language) if kind_of(path) == kind))

    def _linked(self, address: str, kind: str) -> list[str]:
        text = self.page.request.get(address).text()
        self.harvest(text)
        return [path for path in _below(_links_in(text), self.language) if kind_of(path) == kind]

    def _new(self) -> list[str]:
        return [kind for kind in self.links if kind and not self._is_known(kind)]

    def _is_known(self, kind: str) -> bool:
        if kind in NOT_A_PAGE | self.followed:
            return True
        return f"{kind} for {self.who}" in self.seen if kind in FOR_EACH else kind in self.seen

    def _picture(self, kind: str) -> None:
        # For the eyes of whoever works on the look: JOURNEY_PICTURES=folder keeps a picture of every page.
        if folder := os.environ.get("JOURNEY_PICTURES"):
            name = re.sub(r"\W+", "-", f"{self.language}-{kind}-{self.who.split('@')[0]}")
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def kind_of(address: str) -> str:
    """The kind of page behind an address: its name, and the word in it where that makes another page."""
    return _kind_of_path(urlsplit(address).path)


@cache
def _kind_of_path(path: str) -> str:
    try:
        with override(path.split("/")[1] or None):
            match = resolve(path)
    except Resolver404:
        return ""
    word = BY_WORD.get(match.view_name)
    return f"{match.view_name} {match.kwargs[word]}" if word else match.view_name


def _links_in(text: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)', text)]


def _below(links: Iterable[str], language: str) -> Iterator[str]:
    for link in links:
        path = unquote(link.partition("#")[0])
        if path.startswith(f"/{language}/"):
            yield path


def walk_everywhere(browser: Browser, site: str, language: str, size: dict[str, int], signed_in: Sessions) -> Walk:
    """Everybody's walk, each after what they do by forms to have something to look at."""
    walk, seen = Walk(language), set[str]()
    for who, walks in doings.EVERYBODY.items():
        options = {"storage_state": signed_in[who]} if who in signed_in else {}
        with visitor(browser, size, **options) as page:
            walker = Walker(page, Eye(page), site, language, who, walk, seen, signed_in)
            if "@" in who and who not in signed_in:
                sign_in(page, site, language, who)
                signed_in[who] = page.context.storage_state()
            walks(walker)
    return walk
