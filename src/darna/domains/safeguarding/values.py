"""What goes in and out of child protection: drafts, lines and cards; none of it holds a number that ranks a child."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.domains.cases.values import CaseBrief

#: Days after which a decision is looked at again at the latest: three months, as in the field's best-interests guidance.
LONGEST_REVIEW: Final = 92
#: Days that each step is given at first; whoever carries it out may plan otherwise.
DAYS_OF_STEP: Final[Mapping[str, int]] = {
    "safety": 1,
    "guardian": 7,
    "heard": 7,
    "tracing": 21,
    "assessment": 21,
    "panel": 28,
}
#: The age from which the wording for older children is used: the house's protocol.
OLDER_FROM: Final = 12
#: How a child is asked, by wording: sentences that fit their age.
ASKED_SO: Final[Mapping[str, Promise]] = {
    "young": _(
        "I would like to help you, and ask other grown-ups to help too. Is that all right with you? You may say no, "
        "or that you do not know. Nobody will be cross."
    ),
    "older": _(
        "I explain what we propose, who would know of it and what happens next. You may say yes or no, ask for time, "
        "and change your mind later. What you say is written down and counts."
    ),
}
#: The offers to talk over with a child where something was said: a question → codes of offers, in no order of weight.
OFFERS_FOR: Final[Mapping[str, frozenset[str]]] = {
    "school": frozenset({"school", "training"}),
    "friends_left": frozenset({"safe_pathways", "someone_to_talk_to"}),
    "money_expected": frozenset({"family_mediation", "training"}),
    "debt": frozenset({"legal_information", "family_mediation"}),
    "home": frozenset({"someone_to_talk_to", "family_mediation", "protection"}),
    "promise": frozenset({"legal_information", "safe_pathways", "protection"}),
    "dream": frozenset({"school", "training", "safe_pathways"}),
    "trusted_adult": frozenset({"someone_to_talk_to"}),
}


def offers_for(talked_of: Collection[str]) -> frozenset[str]:
    """What may be offered after what was talked of; a set, so that nothing is counted and nothing weighs more.

    >>> sorted(offers_for(["debt"]))
    ['family_mediation', 'legal_information']
    """
    found: set[str] = set()
    for question in talked_of:
        found |= OFFERS_FOR.get(question, frozenset())
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision as it is proposed: which option, why, who follows it up and when it is looked at again."""

    option_id: UUID
    words: str
    follower_id: UUID
    review_on: date
    #: Why it goes against what the child said; asked for only then.
    despite: str = ""


@dataclass(frozen=True, slots=True)
class GuardianDraft:
    """Somebody who stands for a child, as told."""

    name: str
    basis: str
    since: date
    source: str = ""
    has_conflict: bool = False
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class StopDraft:
    """Why the clock stops."""

    stop: str
    note: str = ""
    referral_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader may do with a procedure now."""

    writes: bool = False
    proposes: bool = False
    decides: bool = False
    reviews: bool = False
    closes: bool = False
    restricts: bool = False


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in words."""

    id: UUID
    version: int
    kind: str
    label: str
    state: str
    state_label: str
    responsible_id: UUID
    responsible: str
    due_on: date
    words: str
    manner: str
    present: tuple[str, ...]
    ended_on: date | None
    ended_by: str
    is_late: bool

    @property
    def tag_kind(self) -> str:
        """The colour of its state."""
        return {"open": "waiting", "done": "done"}.get(self.state, "closed")


@dataclass(frozen=True, slots=True)
class OptionLine:
    """An option with what speaks for it and what against."""

    id: UUID
    version: int
    label: str
    speaks_for: str
    speaks_against: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A look at the decision again."""

    on: date
    by: str
    outcome_label: str
    words: str
    decision: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class ProcedureCard:
    """A procedure as its page shows it."""

    id: UUID
    version: int
    case: CaseBrief
    person_id: UUID
    state: str
    state_label: str
    reason_label: str
    concern: str
    responsible_id: UUID
    responsible: str
    opened_at: datetime
    opened_by: str
    is_restricted: bool
    asks_restriction: bool
    decision: str
    despite: str
    goes_against_child: bool
    remark: str
    follower: str
    review_on: date | None
    proposed_by: str
    proposed_at: datetime | None
    approved_by: str
    approved_at: datetime | None
    closing_label: str
    closing_note: str
    closed_at: datetime | None
    rights: Rights
    steps: tuple[StepLine, ...]
    options: tuple[OptionLine, ...]
    reviews: tuple[ReviewLine, ...]

    @property
    def tag_kind(self) -> str:
        """The colour of its state."""
        return {"open": "waiting", "proposed": "new", "decided": "done"}.get(self.state, "closed")


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """A procedure in a list: no name beyond the file's, and no picture."""

    id: UUID
    person_id: UUID
    person_name: str
    reason_label: str
    state: str
    state_label: str
    responsible: str
    opened_at: datetime
    next_on: date | None
    is_late: bool
    asks_restriction: bool

    @property
    def tag_kind(self) -> str:
        """The colour of its state."""
        return {"open": "waiting", "proposed": "new", "decided": "done"}.get(self.state, "closed")


@dataclass(frozen=True, slots=True)
class ProcedureFilters:
    """What the room is narrowed to."""

    state: str = ""
    reason: str = ""
    is_mine: bool = False
    sort: str = "opened"


@dataclass(frozen=True, slots=True)
class GuardianLine:
    """Somebody who stands for the child."""

    id: UUID
    version: int
    person_id: UUID
    name: str
    basis_label: str
    state: str
    state_label: str
    since: date
    source: str
    has_conflict: bool
    conflict: str
    confirmed_on: date | None
    confirmed_by: str
    ended_on: date | None
    end_note: str

    @property
    def tag_kind(self) -> str:
        """The colour of its state."""
        return {"told": "waiting", "confirmed": "done"}.get(self.state, "closed")


@dataclass(frozen=True, slots=True)
class AssentLine:
    """What the child said."""

    subject_label: str
    answer: str
    answer_label: str
    wording_label: str
    words: str
    asked_on: date
    asked_by: str

    @property
    def tag_kind(self) -> str:
        """The colour of the answer."""
        return {"agrees": "done", "disagrees": "danger"}.get(self.answer, "waiting")


@dataclass(frozen=True, slots=True)
class StandingCard:
    """Who stands for the child and what the child says: the page of both."""

    person_id: UUID
    is_minor: bool
    wording: str
    guardians: tuple[GuardianLine, ...]
    assents: tuple[AssentLine, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class UrgencyCard:
    """An urgent concern with its clock."""

    id: UUID
    version: int
    case: CaseBrief
    concern_label: str
    words: str
    state: str
    state_label: str
    started_at: datetime
    started_by: str
    due_at: datetime
    escalated_at: datetime | None
    stop_label: str
    stop_note: str
    stopped_at: datetime | None
    stopped_by: str
    may_stop: bool
    left: str = ""
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class TalkCard:
    """A conversation as it was written, for those who read notes."""

    id: UUID
    case: CaseBrief
    held_on: date
    held_by: str
    answers: tuple[tuple[str, str], ...]
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileLine:
    """Something of child protection on the file of a person: what it is, its state, its day; never its words."""

    what: str
    id: UUID
    case_id: UUID | None
    state: str
    label: str
    at: datetime
    tag_kind: str = "neutral"


@dataclass(frozen=True, slots=True)
class FilePart:
    """What the file shows of child protection."""

    person_id: UUID
    lines: tuple[FileLine, ...]
    #: The open case in which something may be begun.
    case_id: UUID | None
    may_write: bool
    may_start_clock: bool

    @property
    def has_open_procedure(self) -> bool:
        """A procedure is under way already."""
        return any(line.what == "procedure" and line.state != "closed" for line in self.lines)

    @property
    def has_running_clock(self) -> bool:
        """A clock runs already."""
        return any(line.what == "urgency" and line.state == "running" for line in self.lines)


@dataclass(frozen=True, slots=True)
class TodayLine:
    """Something of child protection that waits for the actor today."""

    what: str
    id: UUID
    person_id: UUID
    label: str
    at: datetime
    person_name: str = ""
    left: str = ""
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class TodayPart:
    """What waits today, the running clocks first."""

    lines: tuple[TodayLine, ...] = field(default=())
