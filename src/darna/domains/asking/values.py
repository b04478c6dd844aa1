"""What questions are to their pages: what is asked, what is shown to whoever asked, and what the desk sees."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Signs of one message.
LONGEST: Final = 2000
#: Signs of a file that is sent along: what is sealed of it fits into one message.
LONGEST_FILE: Final = 6000
#: Days after the last word, and after the end, until a question is removed.
KEPT_DAYS, KEPT_AFTER_END_DAYS = 90, 30

#: Half days that may suit, in the order of a week.
HALF_DAYS: Final[dict[str, Promise]] = {
    "mon-am": _("Monday morning"),
    "mon-pm": _("Monday afternoon"),
    "tue-am": _("Tuesday morning"),
    "tue-pm": _("Tuesday afternoon"),
    "wed-am": _("Wednesday morning"),
    "wed-pm": _("Wednesday afternoon"),
    "thu-am": _("Thursday morning"),
    "thu-pm": _("Thursday afternoon"),
    "fri-am": _("Friday morning"),
    "fri-pm": _("Friday afternoon"),
}


def is_file(text: str) -> bool:
    """Whether a text is a file as the public pages of this house write them.

    >>> is_file('{"kind": "darna.my-rights"}'), is_file("{ I have a question }")
    (True, False)
    """
    if not text.startswith("{"):
        return False
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and str(told.get("kind", "")).startswith("darna.")


class Said(StrEnum):
    """What the database answered to whoever has no account."""

    ASKED = "asked"
    KNOWN = "known"
    ADDED = "added"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    WAIT = "wait"
    NOTHING_PROPOSED = "nothing_proposed"
    TOO_MANY = "too_many"
    TOO_MANY_HERE = "too_many_here"
    SAME_WORDS = "same_words"
    MALFORMED = "malformed"

    @property
    def is_done(self) -> bool:
        """What was wanted is so, now or since the first time the same was sent."""
        return self in {self.ASKED, self.KNOWN, self.ADDED, self.ACCEPTED, self.DECLINED, self.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class House:
    """A house that takes questions; `answers_within_days` is what it promises, None for nothing."""

    id: UUID
    name: str
    answers_within_days: int | None


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """What somebody asks, before it is sent."""

    agency_id: UUID
    kind: str
    text: str
    language: str
    topic: str = ""
    is_minor: bool = False
    wishes: tuple[str, ...] = ()
    #: A file of this house that goes with it, as text; it follows the question as a message of its own.
    file: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that was said; `by` names the member to colleagues, and is empty on the public side."""

    id: UUID
    is_from_desk: bool
    written_at: datetime
    text: str
    by: str = ""

    @property
    def is_file(self) -> bool:
        """It is a file of this house that was sent along: nobody reads it as words."""
        return is_file(self.text)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question as whoever holds its code reads it."""

    house: House
    kind: str
    topic: str
    is_minor: bool
    wishes: tuple[str, ...]
    state: str
    is_waiting: bool
    asked_at: datetime
    expires_at: datetime
    time_zone: str
    proposed_at: datetime | None
    proposal: str
    messages: tuple[Message, ...]

    @property
    def is_closed(self) -> bool:
        """Nothing can be added any more."""
        return self.state == "closed"

    @property
    def wished(self) -> tuple[str | Promise, ...]:
        """The half days that suit, in words."""
        return tuple(HALF_DAYS[one] for one in self.wishes if one in HALF_DAYS)


@dataclass(frozen=True, slots=True)
class QuestionFilters:
    """What the queue is narrowed to; empty is everything that is not closed."""

    state: str = ""
    kind: str = ""
    topic: str = ""
    language: str = ""
    is_mine: bool = False
    sort: str = "waits"


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in the queue: what it is about, never what it says."""

    id: UUID
    kind: str
    kind_label: str
    topic_label: str
    language: str
    is_minor: bool
    state: str
    state_label: str
    taken_by: str
    asked_at: datetime
    waits_since: datetime | None
    proposal: str
    proposal_label: str


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question with everything that was said, as the desk reads it."""

    line: QuestionLine
    version: int
    is_mine: bool
    wished: tuple[str | Promise, ...]
    proposed_at: datetime | None
    closed_at: datetime | None
    outcome_label: str
    expires_at: datetime
    messages: tuple[Message, ...]

    @property
    def is_closed(self) -> bool:
        """It can only be read."""
        return self.line.state == "closed"


@dataclass(frozen=True, slots=True)
class AgreedTime:
    """A time at which somebody comes who has no file and no name here."""

    id: UUID
    at: datetime
    is_minor: bool
    by: str


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """Whether the house takes questions and what it promises; `version` is 0 before it was ever decided."""

    is_open: bool = False
    answers_within_days: int | None = None
    version: int = 0
