"""What documents hand around: the words of a paper, its lines in lists, and its card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from darna.kernel.clock import today

#: Kinds that say something of a person by their mere name: told to those alone who open papers.
TELLING: Final = frozenset({"medical_paper", "disability_paper", "court_paper", "asylum_paper"})
#: Days ahead of which somebody is reminded that a paper expires.
AHEAD: Final = (60, 30, 7)
MOST_LETTERS: Final = 120
MOST_REASON: Final = 500
#: Papers of one person; a file that has more is not a file any more.
MOST_PAPERS: Final = 200
HOLDS: Final = ("received", "checked")
SORTS: Final = ("-moved", "moved", "kind", "-kind", "state", "-state", "due", "-due", "expires", "-expires")


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """What is written of a paper; `wanted` names the paper of a programme or claim it answers to."""

    kind: str
    label: str = ""
    case_id: UUID | None = None
    wanted: str = ""
    brought_by: str = "person"
    due_on: date | None = None
    issued_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class PaperFilters:
    """What a list of papers is narrowed to, and its order."""

    kind: str = ""
    state: str = ""
    expiring: str = ""
    sort: str = "-moved"
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in one line; of a telling kind, whoever may not open papers is told only that there is one."""

    id: UUID
    person_id: UUID
    kind: str
    kind_label: str
    state: str
    state_label: str
    brought_by_label: str
    due_on: date | None
    issued_on: date | None
    expires_on: date | None
    moved_at: datetime
    version: int
    case_id: UUID | None = None
    wanted: str = ""
    label: str = ""
    person_name: str = ""

    @property
    def is_overdue(self) -> bool:
        """Asked for, and not there on the day."""
        return self.state == "asked" and self.due_on is not None and self.due_on < today()

    @property
    def has_expired(self) -> bool:
        """Its last day is over, whether or not a job has noted it."""
        return self.state in (*HOLDS, "expired") and self.expires_on is not None and self.expires_on < today()

    @property
    def expires_soon(self) -> bool:
        """It holds today, and not in sixty days."""
        soon = today() + timedelta(days=AHEAD[0])
        return self.state in HOLDS and self.expires_on is not None and today() <= self.expires_on <= soon


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file in which a paper was brought, without what it shows."""

    id: UUID
    paper_id: UUID
    person_id: UUID
    number: int
    media_type: str
    size: int
    pieces: int
    has_small: bool
    added_at: datetime
    added_by: str

    @property
    def is_picture(self) -> bool:
        """Shown in the browser; anything else is carried away."""
        return self.media_type == "image/jpeg"


@dataclass(frozen=True, slots=True)
class PaperCard:
    """Everything written of a paper, its files the newest first."""

    line: PaperLine
    reason: str
    made_by: str
    made_at: datetime
    moved_by: str
    files: tuple[FileLine, ...]
    may_keep: bool
    may_read: bool
    may_remove: bool

    @property
    def newest(self) -> FileLine | None:
        """The file that counts."""
        return self.files[0] if self.files else None


@dataclass(frozen=True, slots=True)
class WantedLine:
    """A paper that a programme or a claim asks for, and the paper of the person that answers to it."""

    code: str
    label: str
    kind: str
    source: str
    paper: PaperLine | None = None


@dataclass(frozen=True, slots=True)
class FilePapers:
    """What the file of a person shows of papers: the newest, and how many of them need something done."""

    lines: tuple[PaperLine, ...]
    has_more: bool
    may_keep: bool
