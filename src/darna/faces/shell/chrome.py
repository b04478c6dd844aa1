"""What surrounds every staff page: who is signed in, for which agency, and where one can go."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Room:
    """A place of the desk's menu; `verb` is the permission that opens it, None for everyone signed in.

    What is often entered stands in the menu itself; the others are behind one word where the menu would be long.
    """

    label: str | Promise
    url_name: str
    icon: str
    verb: str | None = None
    is_in_demos_only: bool = False
    is_often: bool = False


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A link of the menu, ready to be shown; beside the others, or behind one word."""

    label: str | Promise
    url: str
    icon: str
    is_current: bool = False
    is_often: bool = True


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """An agency the person may act for; `key` is what the switcher posts back."""

    key: str
    name: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class DeskChrome:
    """The frame of a staff page. An empty address hides what it would lead to.

    Units: `lock_after_seconds` counts inactivity; 0 means the page does not lock itself.
    """

    account_name: str = ""
    agency_name: str = ""
    agencies: tuple[AgencyChoice, ...] = ()
    entries: tuple[NavEntry, ...] = ()
    search_url: str = ""
    switch_url: str = ""
    account_url: str = ""
    sign_out_url: str = ""
    lock_url: str = ""
    lock_after_seconds: int = 0
    notices: tuple[str, ...] = ()

    @property
    def rare(self) -> tuple[NavEntry, ...]:
        """The rooms behind one word of the menu."""
        return tuple(entry for entry in self.entries if not entry.is_often)

    @property
    def is_in_rare(self) -> bool:
        """Whether the reader is in one of these."""
        return any(entry.is_current for entry in self.rare)


#: So many rooms stand side by side in two rows of a small phone.
SHORT = 8

ROOMS: tuple[Room, ...] = (
    Room(_("Today"), "desk:today", "calendar", is_often=True),
    Room(_("Reception"), "reception:queue", "door", "reception.receive", is_often=True),
    Room(_("Search"), "desk:search", "search", "person.search", is_often=True),
    Room(_("Register"), "desk:register", "plus", "person.register"),
    Room(_("Cases"), "cases:list", "case", "person.open", is_often=True),
    Room(_("Persons registered"), "cases:persons", "people", "person.open"),
    Room(_("Referrals"), "referrals:received", "referral", "referral.receive", is_often=True),
    Room(_("Questions"), "asking:list", "note", "questions.answer"),
    Room(_("Complaints"), "complaints:list", "shield", "complaints.answer", is_often=True),
    Room(_("Told by complainants"), "complaints:handovers", "shield", "case.open"),
    Room(_("Complaints in numbers"), "complaints:counts", "chart", "complaints.count"),
    Room(_("Directory"), "directory:list", "map"),
    Room(_("Public pages"), "pages:list", "globe", "pages.publish"),
    Room(_("The law"), "law:list", "scale", "law.approve"),
    Room(_("Child protection"), "safeguarding:list", "shield", "case.read"),
    Room(_("Papers"), "documents:list", "document", "person.open"),
    Room(_("Calendar"), "planning:calendar", "clock", "person.open", is_often=True),
    Room(_("Workload"), "planning:workload", "chart", "case.supervise", is_often=True),
    Room(_("Supervisor's room"), "transfers:room", "chart", "case.supervise"),
    Room(pgettext_lazy("of cases", "Transfers"), "transfers:list", "referral", "case.read"),
    Room(_("Times to keep"), "retention:list", "trash", "privacy.keep", is_often=True),
    Room(_("Who may live together"), "families:list", "people", "person.edit"),
    Room(_("Looking for files of one person"), "linkage:list", "search", "person.edit"),
    Room(_("Files kept twice"), "matches:list", "people", "match.compare"),
    Room(_("Closings"), "closing:list", "check", "case.close"),
    Room(_("Changed answers"), "entitlements:changed", "shield", "case.read"),
    Room(_("Days to access"), "entitlements:days", "clock", "access.measure"),
    Room(_("If an agreement came into force"), "entitlements:gain", "chart", "case.supervise"),
    Room(_("Answered questionnaires"), "assessments:answers", "note", "case.read"),
    Room(_("Duplicates"), "desk:duplicates", "copy", "person.edit"),
    Room(_("Training actions"), "cohorts:list", "people", "cohorts.see"),
    Room(_("Import"), "cases:imports", "import", "register.import"),
    Room(_("Data protection"), "privacy:room", "shield", "privacy.keep", is_often=True),
    Room(_("Emergencies"), "privacy:emergencies", "shield", "person.open"),
    Room(_("Exports"), "lists:exports", "download", "list.export"),
    Room(_("Interpreters"), "reception:keep_interpreters", "language", "interpreters.keep"),
    Room(_("Training"), "training:list", "star", "case.open", is_in_demos_only=True),
    Room(_("Questionnaires"), "assessments:list", "settings", "instruments.keep"),
    Room(_("Programmes"), "programmes:list", "settings", "programmes.keep"),
    Room(_("Taking questions"), "asking:settings", "note", "questions.keep"),
    Room(_("Taking complaints"), "complaints:settings", "shield", "complaints.keep"),
    Room(_("Members"), "office:members", "people", "members.keep"),
    Room(_("Agencies"), "office:agencies", "home", "agencies.keep"),
    Room(_("Outbox"), "office:outbox", "mail", "members.keep"),
    Room(_("Audit trail"), "audit:trail", "shield", "audit.read"),
)


def entries_for(verbs: Collection[str], path: str, rooms: tuple[Room, ...] = ROOMS) -> tuple[NavEntry, ...]:
    """The rooms a person may enter, the one they are in marked; a room that is not built yet is left out."""
    language, urlconf = get_language() or "", get_urlconf() or ""
    open_rooms = [
        (room, url)
        for room in rooms
        if (room.verb is None or room.verb in verbs)
        and (settings.DARNA_DEMO or not room.is_in_demos_only)
        and (url := _address_in(language, urlconf, room.url_name))
    ]
    # The first room's address begins all the others: it is current only as itself.
    first = open_rooms[0][1] if open_rooms else ""
    here = max(
        (url for _room, url in open_rooms if path == url or (url != first and path.startswith(url))),
        key=len,
        default="",
    )
    is_short = len(open_rooms) <= SHORT
    return tuple(
        NavEntry(room.label, url, room.icon, is_current=url == here, is_often=room.is_often or is_short)
        for room, url in open_rooms
    )


def address_of(url_name: str) -> str:
    """The address of a page in the language of the reader; empty for a page that is not built yet."""
    return _address_in(get_language() or "", get_urlconf() or "", url_name)


# Every page asks for the same dozen; the language stands in the address, so it stands in the question too.
@lru_cache(maxsize=512)
def _address_in(language: str, urlconf: str, url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
