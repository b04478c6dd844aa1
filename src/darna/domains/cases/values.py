"""What the app of cases hands to faces: frozen lines and blocks, labelled in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from darna.base.pages.lines import Lines

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

#: Results of a register that leave a need open: they are read from imports and not offered for settling one.
UNDECIDED: Final = frozenset({"in_progress", "call_back"})

#: A case without an encounter for so many days is quiet.
QUIET_DAYS: Final = 60


@dataclass(frozen=True, slots=True)
class NeedDraft:
    """A need as voiced, not yet noted."""

    kind: str
    urgency: str = "normal"
    oriented_to: str = ""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need of a case; open while `resolved_on` is empty."""

    id: UUID
    case_id: UUID
    version: int
    kind: str
    kind_label: str
    urgency: str
    urgency_label: str
    noted_on: date
    oriented_label: str
    result_label: str
    resolved_on: date | None
    oriented_to: str = ""

    @property
    def is_open(self) -> bool:
        """Nobody has resolved it yet."""
        return self.resolved_on is None

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        if not self.is_open:
            return "done"
        return {"immediate": "danger", "urgent": "new"}.get(self.urgency, "neutral")


@dataclass(frozen=True, slots=True)
class TaskLine:
    """Something to do; the title is empty where the reader may not read notes."""

    id: UUID
    case_id: UUID
    person_id: UUID
    version: int
    title: str
    due_on: date
    state: str
    state_label: str
    worker: str
    is_mine: bool
    is_open: bool
    is_overdue: bool
    case_reference: str = ""
    person_name: str = ""

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        if not self.is_open:
            return "done" if self.state == "done" else "closed"
        return "danger" if self.is_overdue else "waiting"


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A view of the case given to another agency."""

    id: UUID
    case_id: UUID
    version: int
    agency: str
    shared_at: datetime
    until: datetime
    revoked_at: datetime | None
    is_live: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader may do in one case; the buttons follow it, the actions ask again."""

    reads_notes: bool = False
    writes: bool = False
    notes_needs: bool = False
    writes_encounters: bool = False
    assigns: bool = False
    closes: bool = False
    reopens: bool = False
    shares: bool = False


@dataclass(frozen=True, slots=True)
class CaseBrief:
    """A case in one line."""

    id: UUID
    person_id: UUID
    reference: str
    programme: str
    programme_label: str
    state: str
    opened_on: date
    closed_on: date | None
    is_shared_in: bool
    version: int = 1
    rights: Rights = Rights()

    @classmethod
    def before_opening(cls, person_id: UUID) -> CaseBrief:
        """The place of a case that is about to be opened."""
        return cls(UUID(int=0), person_id, "", "", "", "open", date.min, None, is_shared_in=False)

    @property
    def is_open(self) -> bool:
        """Not closed."""
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class CaseBlock:
    """One case with its needs, tasks, shares and what the reader may do; what `cases/_case.html` shows."""

    id: UUID
    person_id: UUID
    version: int
    reference: str
    agency: str
    programme: str
    programme_label: str
    state: str
    priority: str
    priority_label: str
    worker_id: UUID | None
    worker: str
    opened_on: date
    target_on: date | None
    closed_on: date | None
    outcome_label: str
    closing_note: str
    reopened_times: int
    is_shared_in: bool
    rights: Rights
    needs: tuple[NeedLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    shares: tuple[ShareLine, ...] = ()

    @property
    def is_open(self) -> bool:
        """Not closed."""
        return self.state == "open"

    @property
    def is_overdue(self) -> bool:
        """Some task is past its day."""
        return any(task.is_overdue for task in self.tasks)

    @property
    def open_tasks(self) -> tuple[TaskLine, ...]:
        """What is still to do, the nearest day first."""
        return tuple(task for task in self.tasks if task.is_open)

    @property
    def ended_tasks(self) -> tuple[TaskLine, ...]:
        """What was done or dropped."""
        return tuple(task for task in self.tasks if not task.is_open)

    @property
    def live_shares(self) -> tuple[ShareLine, ...]:
        """The agencies that see the file now."""
        return tuple(share for share in self.shares if share.is_live)


@dataclass(frozen=True, slots=True)
class EncounterCard:
    """An encounter to correct: note and who was present are empty where the reader may not read them."""

    id: UUID
    case_id: UUID
    version: int
    kind: str
    kind_label: str
    happened_at: datetime
    note: str
    present: str
    by: str
    written_at: datetime
    may_correct: bool


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something that happened, as the timeline component shows it: `at` an instant or `on` a day."""

    kind: str
    title: str
    at: datetime | None = None
    on: date | None = None
    body: str = ""
    by: str = ""
    url: str = ""
    url_label: str = ""
    case_reference: str = ""
    is_hidden: bool = False
    order: tuple[datetime, int] = field(default=(datetime.min, 0), repr=False)  # noqa: DTZ901


@dataclass(frozen=True, slots=True)
class Timeline:
    """Items newest first; `older` is the instant to go on from, empty at the end."""

    items: tuple[TimelineItem, ...] = ()
    older: str = ""
    hides_notes: bool = False


@dataclass(frozen=True, slots=True)
class FileCases:
    """Everything of cases that a person's file shows, read in a fixed number of queries."""

    person_id: UUID
    cases: tuple[CaseBlock, ...]
    timeline: Timeline
    may_open_case: bool
    #: The rows that were read, for a neighbour that goes on asking in the same transaction.
    rows: tuple[Case, ...] = field(default=(), repr=False)

    @property
    def open_cases(self) -> tuple[CaseBlock, ...]:
        """Cases under way."""
        return tuple(case for case in self.cases if case.is_open)

    @property
    def closed_cases(self) -> tuple[CaseBlock, ...]:
        """Cases that were closed."""
        return tuple(case for case in self.cases if not case.is_open)

    @property
    def tasks(self) -> tuple[TaskLine, ...]:
        """What is still to do in all cases, the nearest day first."""
        return tuple(sorted((t for case in self.cases for t in case.open_tasks), key=lambda task: task.due_on))

    @property
    def urgent_needs(self) -> tuple[NeedLine, ...]:
        """Open needs that do not wait."""
        return tuple(n for case in self.cases for n in case.needs if n.is_open and n.urgency in {"immediate", "urgent"})

    @property
    def writable_cases(self) -> tuple[CaseBlock, ...]:
        """The open cases in which the reader may write an encounter."""
        return tuple(case for case in self.cases if case.is_open and case.rights.writes_encounters)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A row of the list of cases."""

    id: UUID
    person_id: UUID
    person_name: str
    reference: str
    programme_label: str
    state: str
    priority: str
    priority_label: str
    worker: str
    opened_on: date
    target_on: date | None
    is_shared_in: bool
    is_late: bool
    closed_on: date | None = None
    outcome_label: str = ""


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """What a list of cases is narrowed to; `worker` is mine, none or anybody; `origin` own, shared or all.

    `quiet` and `late` say whose cases without contact, and whose tasks past their day: mine, or the key of a worker.
    """

    state: str = "open"
    programme: str = ""
    worker: str = "anybody"
    priority: str = ""
    opened_from: date | None = None
    opened_to: date | None = None
    origin: str = "all"
    quiet: str = ""
    late: str = ""
    sort: str = "opened"


CasePage = Lines[CaseLine]


@dataclass(frozen=True, slots=True)
class RegisteredLine:
    """A row of the list of persons registered by the agency; a year of birth that is an estimate is one."""

    id: UUID
    reference: str
    name: str
    name_ar: str
    sex_label: str
    birth_year: int | None
    commune: str
    registered_on: date
    needs_interpreter: bool
    open_cases: int
    is_protected: bool


@dataclass(frozen=True, slots=True)
class PersonFilters:
    """What a list of persons is narrowed to; what is not set narrows nothing."""

    registered_from: date | None = None
    registered_to: date | None = None
    commune: str = ""
    sex: str = ""
    interpreter: bool = False
    minor: bool = False
    without_case: bool = False
    sort: str = "registered"


RegisteredPage = Lines[RegisteredLine]


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for the person: nothing on it says why they came."""

    case_id: UUID
    person_id: UUID
    reference: str
    case_reference: str
    agency_ar: str
    agency_fr: str
    printed_on: date
    worker: str
