"""What the law answers: as it is asked, as it was saved, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from darna.domains.cases.values import CaseBrief
from darna.domains.entitlements.values.periods import PeriodLine

#: How each answer looks.
LOOKS = {"yes": "done", "no": "closed", "unknown": "waiting"}


MARKS = {"yes": "✓", "no": "✗", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class Words:
    """An explanation in one language, as it was when the answer was saved, or as it is now."""

    title: str
    reasons: tuple[dict[str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, told: dict[str, Any]) -> Words:
        """The words behind an explanation that was kept."""
        return cls(
            told["title"],
            tuple({**one, "mark": MARKS[one["answer"]]} for one in told["reasons"]),
            tuple((name, value) for name, value in told["figures"]),
            tuple(told["missing"]),
            tuple(told["notes"]),
            tuple(told["changes"]),
            tuple(told["sources"]),
        )

    def beside(self, before: Words) -> Words:
        """The same explanation, each reason that did not stand so in an earlier one marked as new."""
        stood = {(one["answer"], one["text"]) for one in before.reasons}
        new = ({**one, "new": "" if (one["answer"], one["text"]) in stood else "1"} for one in self.reasons)
        return replace(self, reasons=tuple(new))

    @property
    def differing(self) -> int:
        """How many reasons are marked as new."""
        return sum(bool(one.get("new")) for one in self.reasons)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question of the survey with what the law answers by the facts that are known."""

    question: str
    title: str
    area: str
    answer: str
    answer_label: str
    missing: tuple[str, ...] = ()

    @property
    def look(self) -> str:
        """The look of the answer."""
        return LOOKS[self.answer]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A saved decision in a list."""

    id: UUID
    question: str
    title: str
    asked_on: date
    answer: str
    answer_label: str
    decided_at: datetime
    decided_by: str
    is_of_this_law: bool
    later: str = ""
    later_label: str = ""

    @property
    def look(self) -> str:
        """The look of the answer."""
        return LOOKS[self.answer]


@dataclass(frozen=True, slots=True)
class LaterCard:
    """What the law answers now where it answered otherwise before."""

    id: UUID
    version: int
    answered_on: date
    changed_on: date
    answer: str
    answer_label: str
    words: Words
    seen_by: str = ""
    seen_at: datetime | None = None

    @property
    def look(self) -> str:
        """The look of the answer."""
        return LOOKS[self.answer]


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """One saved decision: why, on which facts, under which law."""

    line: DecisionLine
    case: CaseBrief
    law: str
    words: Words
    facts: tuple[tuple[str, str], ...]
    later: LaterCard | None = None
    claim_id: UUID | None = None
    may_claim: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """One question as a page asks it: its facts, and those that the register or the last answer tell already."""

    case: CaseBrief
    question: str
    title: str
    summary: str
    asked: tuple[str, ...]
    known: dict[str, object]
    career: tuple[PeriodLine, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What the law answers to a question that was just put, before anybody saves it."""

    answer: str
    answer_label: str
    words: Words

    @property
    def look(self) -> str:
        """The look of the answer."""
        return LOOKS[self.answer]
