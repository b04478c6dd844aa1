"""What entitlements hand to pages: frozen drafts, lines and cards."""

from __future__ import annotations

from dataclasses import asdict, astuple, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from darna.domains.cases.values import CaseBrief
from darna.kernel.dates import PartialDate
from darna.kernel.text import LocalText
from darna.rules.engine.parameters import Dated

#: How each answer looks.
LOOKS = {"yes": "done", "no": "closed", "unknown": "waiting"}
#: A count below this is told as "fewer than": who knows the person would recognise them.
FEWEST_TOLD = 5
MARKS = {"yes": "✓", "no": "✗", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class PeriodDraft:
    """An insured period, as typed."""

    country: str
    first: PartialDate | None = None
    last: PartialDate | None = None
    amount: Decimal | None = None
    unit: str = ""
    scheme: str = ""
    evidence: str = "told"
    note: str = ""


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """An insured period in a list."""

    id: UUID
    case_id: UUID
    version: int
    country: str
    country_name: str
    scheme: str
    first: PartialDate | None
    last: PartialDate | None
    amount: Decimal | None
    unit: str
    unit_label: str
    #: From when to when, or how long, in the reader's words.
    when: str
    evidence: str
    evidence_label: str
    note: str
    noted_by: str
    noted_at: datetime

    def told(self) -> dict[str, str]:
        """The period as rules read a career."""
        told = {
            "country": self.country,
            "scheme": self.scheme,
            "from": str(self.first or ""),
            "to": str(self.last or ""),
            "amount": "" if self.amount is None else f"{self.amount.normalize():f}",
            "unit": self.unit,
            "evidence": self.evidence,
        }
        return {name: value for name, value in told.items() if value}


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
class PartLine:
    """A paper or a step of a claim."""

    id: UUID
    kind: str
    label: str
    where: str
    is_certain: bool
    due_on: date | None
    done_on: date | None
    done_by: str
    is_late: bool
    #: How far a paper is, in its code and in words; empty for a step.
    state: str = ""
    state_label: str = ""

    @property
    def look(self) -> str:
        """The look of a paper's state."""
        return {"asked": "waiting", "refused": "danger", "accepted": "done"}.get(self.state, "new")


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list."""

    id: UUID
    case_id: UUID
    title: str
    state: str
    state_label: str
    state_on: date
    opened_on: date
    due_on: date | None

    @property
    def look(self) -> str:
        """The look of its state."""
        return {"open": "waiting", "appealed": "waiting", "obtained": "done", "partly": "new", "refused": "danger"}.get(
            self.state, "closed"
        )


@dataclass(frozen=True, slots=True)
class DueClaim:
    """A claim whose next step has a day, for the page of the day and the calendar."""

    id: UUID
    title: str
    due_on: date
    person_name: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One turn in the life of a claim."""

    label: str
    on: date
    due_on: date | None
    note: str
    noted_by: str


@dataclass(frozen=True, slots=True)
class ClaimLetter:
    """What the letter of a claim says, in its language; an appeal where the office refused, whole or in part."""

    language: str
    person: str
    reference: str
    right: str
    authority: str
    is_appeal: bool
    #: The day of the answer that is appealed.
    answered_on: date | None
    papers: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One claim with its papers and steps."""

    line: ClaimLine
    case: CaseBrief
    version: int
    authority: str
    note: str
    opened_by: str
    decision_id: UUID | None
    if_refused: str
    documents: tuple[PartLine, ...]
    steps: tuple[PartLine, ...]
    may_write: bool
    right: str = ""
    turns: tuple[TurnLine, ...] = ()
    #: What the right rests on: each source with its article, since when it is law, how sure it is, when it was read.
    sources: tuple[str, ...] = ()

    @property
    def next_states(self) -> tuple[str, ...]:
        """What the claim may become."""
        return NEXT[self.line.state]


#: From a state of a claim to those that may follow.
NEXT: dict[str, tuple[str, ...]] = {
    "open": ("obtained", "partly", "refused", "withdrawn"),
    "partly": ("obtained", "appealed", "open"),
    "refused": ("appealed", "withdrawn", "open"),
    "appealed": ("obtained", "partly", "refused", "withdrawn"),
    "obtained": ("open",),
    "withdrawn": ("open",),
}
#: A turn into one of these says why; one back to the beginning is a claim that is opened again.
REASONED = ("partly", "refused", "open")


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """Somebody whose answer is another under the law of today."""

    id: UUID
    decision_id: UUID
    case_id: UUID
    person_name: str
    case_reference: str
    title: str
    was: str
    was_label: str
    answer: str
    answer_label: str
    changed_on: date
    differing: int = 0
    worker: str = ""


@dataclass(frozen=True, slots=True)
class ChangedFilters:
    """How the list of changed answers is narrowed and sorted."""

    answer: str = ""
    question: str = ""
    since: date | None = None
    mine: bool = False
    seen: bool = False
    sort: str = "changed"


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """What one run of asking again did: how many were asked, how many answers are others, and where to go on."""

    asked: int = 0
    changed: int = 0
    last: UUID | None = None


@dataclass(frozen=True, slots=True)
class LastAsking:
    """How all saved answers of the agency are being asked again, or were asked last; nobody begins it at night."""

    state: str
    started_at: datetime
    ended_at: datetime | None
    asked: int
    changed: int
    begun_by: str = ""


@dataclass(frozen=True, slots=True)
class CaseLaw:
    """What the law page of a case shows: the career, saved decisions and claims."""

    case: CaseBrief
    periods: tuple[PeriodLine, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    claims: tuple[ClaimLine, ...] = ()
    may_write: bool = False
    others: int = 0
    #: Only named workers see the file, so nothing in it is asked at night.
    is_protected: bool = False


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
class Told:
    """What was taken over from the person's own file beside insured periods: questions and answers in words."""

    version: int
    facts: tuple[tuple[str, str], ...]
    brought_at: datetime
    brought_by: str


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


@dataclass(frozen=True, slots=True)
class Gained:
    """Persons of a register, counted: nobody is named, and several agencies add up.

    `there`, `here`: who would have a pension of the other country, of Morocco, and certainly has none today.
    `either`: who would have one of them; `open`: of whom it cannot be told.
    """

    persons: int = 0
    in_both: int = 0
    there: int = 0
    here: int = 0
    either: int = 0
    open: int = 0

    def __add__(self, other: Gained) -> Gained:
        return Gained(*(one + another for one, another in zip(astuple(self), astuple(other), strict=True)))

    def told(self) -> dict[str, int | None]:
        """The counts as they may be told: none where it is smaller than five, even where it is nobody."""
        return {name: number if number >= FEWEST_TOLD else None for name, number in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Supposed:
    """An agreement that is supposed to come into force on a day: what it is, and on what the counting rests.

    `needs_there`: months that the other country asks for, None where that is not known; `needs_here`: days that the
    CNSS asks for, and days that are certainly enough where periods of both countries are added.
    """

    country: str
    on: date
    title: LocalText
    state: Dated
    needs_there: int | None
    needs_here: tuple[int | None, int | None]
    short_months: tuple[int, int]
