"""What goes into the room of data protection, and what pages read from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from darna.base.pages.lines import Lines
from darna.kernel.clock import today


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """A request as somebody at the desk takes it down."""

    kind: str
    received_on: date
    way: str
    asked_by: str
    language: str
    words: str = ""
    purposes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clocks:
    """In how many days each kind of request is answered; `version` is 0 until the agency decided."""

    copy: int = 30
    rectification: int = 10
    objection: int = 10
    erasure: int = 30
    version: int = 0

    def days(self, kind: str) -> int:
        """The days of one kind."""
        told: int = getattr(self, kind)
        return told


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request in one line."""

    id: UUID
    person_id: UUID
    version: int
    kind: str
    kind_label: str
    state: str
    state_label: str
    received_on: date
    due_on: date
    officer: str
    person_name: str = ""
    reference: str = ""
    told_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Nobody has answered yet."""
        return self.state in {"received", "in_hand"}

    @property
    def is_late(self) -> bool:
        """The day that was promised is over."""
        return self.is_open and self.due_on < today()

    @property
    def tag_kind(self) -> str:
        """How the tag of its state looks."""
        kinds = {"received": "new", "in_hand": "waiting", "granted": "active", "partly": "active", "refused": "danger"}
        return kinds.get(self.state, "neutral")


@dataclass(frozen=True, slots=True)
class RequestRights:
    """What the reader may do with a request now."""

    takes: bool = False
    answers: bool = False
    gives_correction: bool = False
    corrects: bool = False
    copies: bool = False
    erases: bool = False
    extends: bool = False
    withdraws: bool = False
    tells: bool = False


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request with its words; `is_closed` where their key is not the reader's, or was destroyed with the person."""

    line: RequestLine
    way_label: str
    asked_by_label: str
    identity_label: str
    language: str
    purposes: tuple[str, ...]
    words: str
    delay: str
    first_due_on: date | None
    answer: str
    corrector: str
    corrected_at: datetime | None
    copied_at: datetime | None
    left_out: tuple[str, ...]
    decided_by: str
    decided_on: date | None
    told_way_label: str
    taken_by: str
    rights: RequestRights
    certificate_id: UUID | None = None
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class RequestFilters:
    """What a list of requests is narrowed to."""

    kind: str = ""
    state: str = ""
    person: UUID | None = None
    mine: bool = False
    late: bool = False
    sort: str = "due"


@dataclass(frozen=True, slots=True)
class ProcessingDraft:
    """An entry of the register as it is written."""

    ground: str
    persons: tuple[str, ...]
    categories: tuple[str, ...]
    formality: str
    review_on: date
    name: str = ""
    purpose: str = ""
    is_sensitive: bool = False
    recipients: str = ""
    countries: tuple[str, ...] = ()
    processor: str = ""
    kept: str = ""
    security: str = ""
    authority_number: str = ""
    granted_on: date | None = None
    valid_until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProcessingLine:
    """An entry of the register in one line, and what is missing in it."""

    id: UUID
    version: int
    name: str
    purpose: str
    ground_label: str
    state: str
    state_label: str
    formality: str
    formality_label: str
    authority_number: str
    is_sensitive: bool
    valid_until: date | None
    review_on: date
    warnings: tuple[str, ...] = ()

    @property
    def tag_kind(self) -> str:
        """How the tag of its state looks."""
        return {"in_use": "active", "draft": "new"}.get(self.state, "closed")


@dataclass(frozen=True, slots=True)
class ProcessingCard:
    """An entry of the register, whole."""

    line: ProcessingLine
    persons: tuple[str, ...]
    categories: tuple[str, ...]
    recipients: str
    countries: tuple[str, ...]
    processor: str
    kept: str
    security: str
    granted_on: date | None
    begun_on: date | None
    ended_on: date | None
    note: str
    changed_by: str
    changed_at: datetime
    draft: ProcessingDraft


@dataclass(frozen=True, slots=True)
class SafeguardDraft:
    """Under what data go to one recipient abroad."""

    ground: str
    authority_number: str = ""
    granted_on: date | None = None
    valid_until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One recipient abroad: where, how much went there in the last twelve months, and under what."""

    id: UUID
    name: str
    country: str
    country_name: str
    times: int
    persons: int
    last_at: datetime | None
    ground_label: str = ""
    authority_number: str = ""
    valid_until: date | None = None
    version: int = 0
    ground: str = ""
    granted_on: date | None = None
    note: str = ""

    @property
    def lacks(self) -> bool:
        """Nothing is written down, or what is written down is over."""
        return not self.ground or (self.valid_until is not None and self.valid_until < today())


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate of erasure."""

    id: UUID
    number: str
    reference: str
    rule: str
    language: str
    rows_deleted: int
    rows_emptied: int
    copies_until: date | None
    erased_at: datetime
    erased_by: str
    version: int


@dataclass(frozen=True, slots=True)
class Room:
    """What waits in the room of data protection."""

    open: int
    late: int
    untold: int
    emergencies: int
    drafts: int
    lacking: int
    to_review: int
    ending: int
    abroad_lacking: int


@dataclass(frozen=True, slots=True)
class DayLines:
    """What the page of the day shows."""

    requests: tuple[RequestLine, ...] = ()
    corrections: tuple[RequestLine, ...] = ()
    emergencies: int = 0


RequestPage = Lines[RequestLine]
ProcessingPage = Lines[ProcessingLine]
CertificatePage = Lines[CertificateLine]
