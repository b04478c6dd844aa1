"""What the app of cohorts hands out and takes in: frozen values, never rows of tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from darna.base.pages.lines import Lines
from darna.kernel.text import LocalText

#: Below this another agency is told "fewer than" and no number.
FEWEST_TOLD: Final = 5
YES: Final = "yes"


@dataclass(frozen=True, slots=True)
class Coach:
    """Whoever looks at the cases of a cohort: a member of the agency, or somebody from outside by name; or nobody."""

    member_id: UUID | None = None
    name: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """A training action as somebody wants it to be."""

    label: LocalText
    starts_on: date
    target: int
    points: tuple[str, ...]
    ends_on: date | None = None
    coach_name: str = ""
    coach_organisation: str = ""


@dataclass(frozen=True, slots=True)
class CohortDraft:
    """What a cohort is called and how many cases it wants to reach."""

    label: LocalText
    target: int


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """What a coach found in a case on a day, point by point."""

    reviewed_on: date
    answers: Mapping[str, str]
    remark: str = ""
    next_step: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases are in a cohort, were reviewed, have all points done; None is fewer than five, told to others."""

    cases: int | None = 0
    reviewed: int | None = 0
    complete: int | None = 0


@dataclass(frozen=True, slots=True)
class CohortLine:
    """A cohort as everybody in the action sees it; of the own agency with its coach, its exact numbers and its page."""

    id: UUID
    agency: str
    label: str
    target: int
    counts: Counts
    is_ours: bool
    may_open: bool = False
    coach: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class ActionFilters:
    """What the list of actions is narrowed to and sorted by."""

    state: str = ""
    sort: str = "starts"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in a list, with the cohort of the reader's agency if there is one."""

    id: UUID
    label: str
    state: str
    state_label: str
    agency: str
    starts_on: date
    ends_on: date | None
    own: CohortLine | None


ActionPage = Lines[ActionLine]


@dataclass(frozen=True, slots=True)
class ActionRights:
    """What the reader may do with an action; the buttons follow it, the actions ask again."""

    changes: bool = False
    starts: bool = False
    ends: bool = False
    brings_agencies: bool = False


@dataclass(frozen=True, slots=True)
class ActionCard:
    """An action with everything that those who take part may know."""

    id: UUID
    agency_id: UUID
    version: int
    label: LocalText
    title: str
    state: str
    state_label: str
    agency: str
    starts_on: date
    ends_on: date | None
    started_at: datetime | None
    ended_at: datetime | None
    target: int
    coach_name: str
    coach_organisation: str
    points: tuple[tuple[str, str], ...]
    cohorts: tuple[CohortLine, ...] = ()
    rights: ActionRights = ActionRights()


@dataclass(frozen=True, slots=True)
class CohortRights:
    """What the reader may do with a cohort."""

    changes: bool = False
    fills: bool = False
    reviews: bool = False


@dataclass(frozen=True, slots=True)
class CohortCard:
    """A cohort of the reader's own agency."""

    id: UUID
    action_id: UUID
    agency_id: UUID
    version: int
    action_title: str
    action_state: str
    label: LocalText
    title: str
    target: int
    coach: Coach
    coach_shown: str
    points: tuple[tuple[str, str], ...]
    counts: Counts
    rights: CohortRights


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A case of a cohort in a list."""

    id: UUID
    case_id: UUID
    person_id: UUID
    person_name: str
    reference: str
    added_at: datetime
    rounds: int
    reviewed_on: date | None
    is_complete: bool
    done: int
    points: int
    next_on: date | None


EntryPage = Lines[EntryLine]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One point and what was found."""

    point: str
    label: str
    answer: str
    answer_label: str

    @property
    def tag_kind(self) -> str:
        """The look of the answer."""
        return {"yes": "done", "no": "danger"}.get(self.answer, "waiting")


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One round in words."""

    id: UUID
    version: int
    round: int
    reviewed_on: date
    answers: tuple[AnswerLine, ...]
    remark: str
    next_step: str
    next_on: date | None
    by: str
    may_correct: bool

    @property
    def found(self) -> dict[str, str]:
        """Point → answer, as it is stored."""
        return {line.point: line.answer for line in self.answers}


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What the register itself says of the points, so that the coach need not look each one up."""

    has_consent: bool
    needs: int
    open_tasks: int
    last_met_at: datetime | None
    is_closed: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class EntryCard:
    """A case of a cohort with all its rounds, the newest first."""

    id: UUID
    version: int
    case_id: UUID
    person_id: UUID
    reference: str
    cohort: CohortCard
    rounds: int
    reviews: tuple[ReviewLine, ...] = ()
    facts: RegisterFacts | None = None
    has_left: bool = False
    previous: Mapping[str, str] = field(default_factory=dict)
