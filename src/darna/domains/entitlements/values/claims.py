"""A claim with its papers, steps, turns and letter, and what it may become."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from darna.domains.cases.values import CaseBrief


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
    #: Who brings it or does it, in its code and in words.
    doer: str = ""
    doer_label: str = ""

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
    def is_pursued(self) -> bool:
        """Whether steps are still taken: it is neither obtained nor given up."""
        return self.line.state not in ("obtained", "withdrawn")

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
