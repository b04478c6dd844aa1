"""Rules, notices and holds as pages and other subjects read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from darna.base.pages.lines import Lines

LEAST_MONTHS: Final = 6
MOST_MONTHS: Final = 120
DEFAULT_MONTHS: Final = 24
LEAST_WARNING: Final = 14
MOST_WARNING: Final = 365
DEFAULT_WARNING: Final = 60
#: Days by which a notice is postponed at the most: two years.
MOST_POSTPONED: Final = 731
#: The rule of the retention calendar under which a file goes when its time is over.
RULE: Final = "case_closed_plus_24_months"


@dataclass(frozen=True, slots=True)
class Rule:
    """How long an agency keeps files; `acts_by` is the officer for whom the house acts by itself."""

    months_after_case: int = DEFAULT_MONTHS
    months_without_case: int = DEFAULT_MONTHS
    warn_days: int = DEFAULT_WARNING
    acts_alone: bool = False
    acts_by: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice in one line."""

    id: UUID
    person_id: UUID
    version: int
    reference: str
    person_name: str
    is_protected: bool
    why_label: str
    due_on: date
    warned_on: date
    state: str
    state_label: str
    postponed_until: date | None
    is_held: bool
    is_due: bool

    @property
    def tag_kind(self) -> str:
        """How the tag of its state looks."""
        return "neutral" if self.is_held or self.state == "postponed" else "waiting"


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A hold in one line; its words only where they were asked for."""

    id: UUID
    person_id: UUID
    version: int
    reference: str
    person_name: str
    until: date | None
    placed_on: date
    placed_by: str
    released_on: date | None
    released_by: str
    stands: bool
    reason: str = ""
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A notice with its reason, the holds of the person, and whether something of theirs is still open elsewhere."""

    line: NoticeLine
    reason: str
    postponed_by: str
    holds: tuple[HoldLine, ...]
    is_unfinished: bool


@dataclass(frozen=True, slots=True)
class NoticeFilters:
    """What the list of notices is narrowed to."""

    state: str = ""
    due_before: date | None = None
    held: str = ""
    sort: str = "due"


@dataclass(frozen=True, slots=True)
class HoldFilters:
    """What the list of holds is narrowed to."""

    over: bool = False
    sort: str = "placed"


@dataclass(frozen=True, slots=True)
class DayLines:
    """What the page of the day says: how many wait for a decision, and of how many the day has come."""

    waiting: int = 0
    due: int = 0


NoticePage = Lines[NoticeLine]
HoldPage = Lines[HoldLine]
