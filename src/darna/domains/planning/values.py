"""What planning hands to pages: frozen lines and cards, labelled in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from darna.domains.cases.values import CaseBrief
from darna.domains.planning.deadlines import Deadline


@dataclass(frozen=True, slots=True)
class MarkLine:
    """An item of the checklist, done or not; `is_retired` where it is no longer offered and stands only as done."""

    code: str
    label: str
    is_done: bool
    done_on: date | None = None
    by: str = ""
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage on the way of a case: `state` is done, current or to_come, as the steps component reads it."""

    code: str
    label: str
    state: str
    items: tuple[MarkLine, ...] = ()
    url: str = ""

    @property
    def done_count(self) -> int:
        """How many items are done."""
        return sum(item.is_done for item in self.items)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """An expected document, seen or not; or another paper that was seen, whose name is closed to some readers."""

    code: str
    label: str
    seen_on: date | None = None
    by: str = ""
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step the case took."""

    at: datetime
    by: str
    from_label: str
    to_label: str
    is_new_definition: bool


@dataclass(frozen=True, slots=True)
class ProgressCard:
    """Where a case stands, with everything its definition asks for."""

    case: CaseBrief
    definition_id: UUID
    definition_number: int
    is_shipped: bool
    newer_number: int | None
    version: int
    stage: str
    stage_label: str
    stage_since: date
    stages: tuple[StageLine, ...]
    expected: tuple[PaperLine, ...]
    others: tuple[PaperLine, ...]
    steps: tuple[StepLine, ...]
    may_write: bool
    reads_words: bool

    @property
    def seen_papers(self) -> tuple[PaperLine, ...]:
        """The papers somebody saw, expected ones first."""
        return (*(paper for paper in self.expected if paper.seen_on), *self.others)


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item of a plan, as typed: `who` is worker, person or institution."""

    action: str
    who: str
    worker_id: UUID | None = None
    institution: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of a plan; its words are empty where the reader may not read them."""

    id: UUID
    version: int
    action: str
    who: str
    who_label: str
    worker_id: UUID | None
    institution: str
    due_on: date | None
    state: str
    state_label: str
    outcome: str
    ended_on: date | None
    is_overdue: bool

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        if self.state == "open":
            return "danger" if self.is_overdue else "waiting"
        return "done" if self.state == "done" else "closed"


@dataclass(frozen=True, slots=True)
class PlanRights:
    """What the reader may do with a plan at this moment; the actions ask again."""

    edits: bool = False
    proposes: bool = False
    takes_back: bool = False
    decides: bool = False
    begins: bool = False
    ends_items: bool = False
    completes: bool = False
    revises: bool = False


@dataclass(frozen=True, slots=True)
class PlanCard:
    """One plan with its items."""

    id: UUID
    version: int
    case: CaseBrief
    number: int
    state: str
    state_label: str
    goal: str
    commitment: str
    remark: str
    result: str
    reads_words: bool
    drafted_by: str
    drafted_at: datetime
    proposed_by: str
    proposed_at: datetime | None
    approved_by: str
    approved_at: datetime | None
    agreed_on: date | None
    agreed_how_label: str
    ended_at: datetime | None
    rights: PlanRights
    items: tuple[ItemLine, ...] = ()
    others: tuple[PlanBrief, ...] = ()

    @property
    def of_person(self) -> tuple[ItemLine, ...]:
        """What the person does."""
        return tuple(item for item in self.items if item.who == "person")

    @property
    def of_others(self) -> tuple[ItemLine, ...]:
        """What workers and institutions do."""
        return tuple(item for item in self.items if item.who != "person")


@dataclass(frozen=True, slots=True)
class PlanBrief:
    """A plan in one line."""

    id: UUID
    case_id: UUID
    number: int
    state: str
    state_label: str
    goal: str = ""
    open_items: int = 0
    late_items: int = 0
    person_id: UUID | None = None
    person_name: str = ""
    case_reference: str = ""
    proposed_at: datetime | None = None
    proposed_by: str = ""

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        return {"draft": "neutral", "proposed": "waiting", "approved": "new", "active": "done"}.get(
            self.state, "closed"
        )


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """An appointment, as typed."""

    starts_at: datetime
    worker_id: UUID
    purpose: str
    minutes: int = 30
    mode: str = "at_the_house"
    place: str = ""
    reminds_person: bool = False
    reminds_by: str = "email"
    names_house: bool = False
    interpreter: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """An appointment in a list; place and end note are empty where the reader may not read them."""

    id: UUID
    case_id: UUID
    person_id: UUID
    version: int
    starts_at: datetime
    minutes: int
    mode: str
    mode_label: str
    purpose: str
    purpose_label: str
    worker_id: UUID
    worker: str
    state: str
    state_label: str
    is_mine: bool
    reminds_person: bool
    is_over: bool
    person_name: str = ""
    place: str = ""
    end_note: str = ""
    reminds_by: str = "email"
    names_house: bool = False
    interpreter: str = ""
    interpreter_label: str = ""

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        planned = "new" if self.is_over else "waiting"
        return {"planned": planned, "kept": "done", "missed": "danger"}.get(self.state, "closed")


@dataclass(frozen=True, slots=True)
class AppointmentCard:
    """One appointment with its case, and what the reader may do with it."""

    line: AppointmentLine
    case: CaseBrief
    may_arrange: bool


@dataclass(frozen=True, slots=True)
class CasePlan:
    """What the file of a person shows of planning in one case."""

    case_id: UUID
    stage_label: str
    stage_number: int
    stage_count: int
    done: int
    asked: int
    may_plan: bool
    may_arrange: bool
    plan: PlanBrief | None = None
    in_preparation: PlanBrief | None = None
    next_appointment: AppointmentLine | None = None


@dataclass(frozen=True, slots=True)
class TodayLines:
    """What the page of the day shows of planning."""

    appointments: tuple[AppointmentLine, ...] = ()
    waiting: tuple[PlanBrief, ...] = ()
    has_more_waiting: bool = False


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day with what is planned on it."""

    day: date
    is_today: bool
    is_inside: bool
    lines: tuple[AppointmentLine, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days in a row; `is_cut` says that there is more than one page can show."""

    span: str
    day: date
    who: str
    days: tuple[CalendarDay, ...]
    previous: date
    following: date
    members: dict[UUID, str] = field(default_factory=dict)
    is_cut: bool = False
    #: Only meetings for which an interpreter is needed.
    interpreted: bool = False

    @property
    def weeks(self) -> list[tuple[CalendarDay, ...]]:
        """The days seven by seven."""
        return [self.days[start : start + 7] for start in range(0, len(self.days), 7)]
