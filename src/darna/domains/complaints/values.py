"""What complaints are to their pages: what is told, what is shown with the code, and what officers and the desk see."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Signs of one message, and of a contact.
LONGEST: Final = 3000
LONGEST_SHORT: Final = 200

#: The parts of what was told first, in order.
PARTS: Final[dict[str, Promise]] = {
    "what": _("What happened"),
    "where": _("Office or service"),
    "who": _("Who it is about"),
    "when": _("When"),
    "wish": _("What I wish"),
}


class Said(StrEnum):
    """What the database answered to whoever complains."""

    RECEIVED = "received"
    KNOWN = "known"
    ADDED = "added"
    CLOSED_NOW = "closed_now"
    REVIEW_ASKED = "review_asked"
    DECIDED = "decided"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    WAIT = "wait"
    NOBODY_ELSE = "nobody_else"
    NOTHING_PROPOSED = "nothing_proposed"
    TOO_MANY = "too_many"
    TOO_MANY_HERE = "too_many_here"
    SAME_WORDS = "same_words"
    MALFORMED = "malformed"

    @property
    def is_done(self) -> bool:
        """What was wanted is so, now or since the first time the same was sent."""
        return self in {self.RECEIVED, self.KNOWN, self.ADDED, self.CLOSED_NOW, self.REVIEW_ASKED, self.DECIDED}


@dataclass(frozen=True, slots=True)
class Place:
    """An agency that takes complaints, with its clocks in days; `by` reads what is about those in charge, if set."""

    id: UUID
    name: str
    acknowledges_days: int
    answers_days: int
    urgent_days: int
    kept_days: int
    by: str


@dataclass(frozen=True, slots=True)
class Published:
    """How complaints of a kind ended, at least five of them; `days` is the median until the answer."""

    place: str
    kind: str
    outcome: str
    counted: int
    days: float | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A complaint before it is sent; `parts` are named by `PARTS`."""

    agency_id: UUID
    kind: str
    about: str
    language: str
    parts: dict[str, str]
    contact: str = ""
    is_by_voice: bool = False

    @property
    def text(self) -> str:
        """The parts as one text that can be sealed."""
        return json.dumps({name: self.parts[name] for name in PARTS if self.parts.get(name)}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that was said; the first has parts."""

    id: UUID
    is_from_desk: bool
    written_at: datetime
    text: str
    by: str = ""
    parts: tuple[tuple[str | Promise, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the desk would be told, or was."""

    id: UUID
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A complaint as whoever holds its code reads it."""

    id: UUID
    key: bytes
    place: str
    reader: str
    kind: str
    state: str
    is_urgent: bool
    is_late: bool
    is_waiting: bool
    received_at: datetime
    acknowledge_by: datetime
    answer_by: datetime
    outcome: str
    remedy: str
    satisfied: bool | None
    expires_at: datetime | None
    handover: Proposed | None
    messages: tuple[Message, ...]

    @property
    def is_closed(self) -> bool:
        """It can be read, or opened again for another look."""
        return self.state == "closed"

    @property
    def may_review(self) -> bool:
        """Another look may be asked for: after an answer, after the end, or once the answer is late."""
        return self.state in {"answered", "closed"} or (self.is_late and self.state != "review_asked")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty is everything that is not closed."""

    state: str = ""
    kind: str = ""
    is_mine: bool = False
    is_late: bool = False
    sort: str = "due"


@dataclass(frozen=True, slots=True)
class Line:
    """A complaint in the list: what it is about, never what it says."""

    id: UUID
    kind_label: str
    about_label: str
    language: str
    is_urgent: bool
    is_late: bool
    is_from_elsewhere: bool
    state: str
    state_label: str
    officer: str
    received_at: datetime
    acknowledge_by: datetime
    answer_by: datetime
    waits_since: datetime | None


@dataclass(frozen=True, slots=True)
class Card:
    """A complaint with everything that was said, as its officers read it."""

    line: Line
    version: int
    is_mine: bool
    place: str
    is_by_voice: bool
    outcome_label: str
    remedy_label: str
    lesson: str
    contact: str
    satisfied: bool | None
    expires_at: datetime | None
    messages: tuple[Message, ...]
    handovers: tuple[Proposed, ...]
    is_removed: bool

    @property
    def state(self) -> str:
        """Which steps are open."""
        return self.line.state

    @property
    def may_be_kept_from(self) -> bool:
        """It is not over."""
        return self.line.state != "closed"

    @property
    def awaits_a_yes(self) -> bool:
        """Something is proposed for the desk already."""
        return any(one.state == "proposed" for one in self.handovers)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind, in a state, with an outcome."""

    kind_label: str
    state_label: str
    outcome_label: str
    counted: int
    overdue: int
    unread: int
    days: float | None


@dataclass(frozen=True, slots=True)
class Told:
    """What the desk may know, by consent."""

    id: UUID
    state: str
    decided_at: datetime | None
    taken_by: str
    version: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """How the agency takes complaints; `version` is 0 before it was ever decided."""

    is_open: bool = False
    acknowledges_days: int = 5
    answers_days: int = 30
    urgent_days: int = 7
    kept_days: int = 90
    overseer_id: UUID | None = None
    version: int = 0
