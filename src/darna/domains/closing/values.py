"""A closing as pages and other subjects read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from darna.base.pages.lines import Lines
from darna.domains.cases.values import CaseBrief


@dataclass(frozen=True, slots=True)
class Rule:
    """How an agency closes; `check_days` is 0 where nobody asks afterwards."""

    needs_approval: bool
    check_days: int
    version: int = 0


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """A closing in one line."""

    id: UUID
    case_id: UUID
    person_id: UUID
    version: int
    state: str
    state_label: str
    outcome_label: str
    closed_on: date
    proposed_by: str
    proposed_at: datetime
    opinion_label: str
    check_state: str
    check_label: str
    check_on: date | None
    finding_label: str
    is_check_due: bool = False
    person_name: str = ""
    reference: str = ""
    programme_label: str = ""

    @property
    def tag_kind(self) -> str:
        """How the tag of its state looks."""
        return {"proposed": "waiting", "closed": "closed", "sent_back": "new"}.get(self.state, "neutral")


@dataclass(frozen=True, slots=True)
class ClosingRights:
    """What the reader may do with it now."""

    decides: bool = False
    withdraws: bool = False
    notes_opinion: bool = False
    notes_check: bool = False


@dataclass(frozen=True, slots=True)
class ClosingCard:
    """A closing with its words, as far as the reader may read them."""

    line: ClosingLine
    case: CaseBrief
    note: str
    remark: str
    opinion_words: str
    opinion_way_label: str
    opinion_on: date | None
    check_note: str
    check_done_on: date | None
    decided_by: str
    decided_at: datetime | None
    reads_words: bool
    rights: ClosingRights


@dataclass(frozen=True, slots=True)
class ClosingFilters:
    """What a list of closings is narrowed to."""

    state: str = ""
    opinion: str = ""
    check: str = ""
    mine: bool = False
    sort: str = "closed"


@dataclass(frozen=True, slots=True)
class DayLines:
    """What the page of the day shows."""

    waiting: tuple[ClosingLine, ...] = ()
    checks: tuple[ClosingLine, ...] = ()
    has_more: bool = False


ClosingPage = Lines[ClosingLine]
