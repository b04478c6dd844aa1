"""What the reception hands to its pages, and what its pages hand to it; nothing here names a person but `VisitorLine`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

#: Numbers of one letter: A-1 to A-99, then B-1; short enough to be called out in any language.
NUMBERS_OF_A_LETTER: Final = 99
LAST_NUMBER: Final = 26 * NUMBERS_OF_A_LETTER


def ticket(number: int) -> str:
    """The number of a day as it is called out.

    >>> ticket(1), ticket(99), ticket(100)
    ('A-1', 'A-99', 'B-1')
    """
    letter, place = divmod(number - 1, NUMBERS_OF_A_LETTER)
    return f"{chr(ord('A') + letter)}-{place + 1}"


@dataclass(frozen=True, slots=True)
class ArrivalDraft:
    """Somebody who has just come in."""

    reason: str
    language: str = ""
    needs_interpreter: bool = False
    priority: str = "ordinary"


@dataclass(frozen=True, slots=True)
class EnquiryDraft:
    """A question answered without a file."""

    reason: str
    answer: str
    language: str = ""
    origin: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class InterpreterDraft:
    """What is known of an interpreter."""

    name: str
    languages: tuple[str, ...]
    contact: str = ""
    availability: str = ""
    confidentiality_signed_on: date | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """A ticket in the queue; `place` counts those who wait, from 1."""

    id: UUID
    version: int
    number: int
    reason_label: str
    language: str
    language_label: str
    needs_interpreter: bool
    priority: str
    state: str
    arrived_at: datetime
    waited_minutes: int
    worker: str = ""
    is_mine: bool = False
    times_called: int = 0
    place: int = 0

    @property
    def ticket(self) -> str:
        """As it is called out."""
        return ticket(self.number)

    @property
    def is_first(self) -> bool:
        """Goes before the others."""
        return self.priority != "ordinary"


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of today."""

    waiting: tuple[ArrivalLine, ...] = ()
    called: tuple[ArrivalLine, ...] = ()
    with_workers: tuple[ArrivalLine, ...] = ()
    ended: int = 0
    left: int = 0

    @property
    def longest_wait(self) -> int:
        """Minutes that somebody has been waiting at most."""
        return max((line.waited_minutes for line in self.waiting), default=0)


@dataclass(frozen=True, slots=True)
class Wall:
    """What the screen in the hall shows: numbers."""

    called: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CurrentArrival:
    """The visitor who is with the actor now, and the person's file once it is tied."""

    id: UUID
    version: int
    number: int
    language_label: str
    needs_interpreter: bool
    person_id: UUID | None

    @property
    def ticket(self) -> str:
        """As it was called out."""
        return ticket(self.number)


@dataclass(frozen=True, slots=True)
class VisitorLine:
    """Somebody who came today; the name where the reader may see the file tied to the ticket."""

    id: UUID
    number: int
    reason_label: str
    language_label: str
    state: str
    state_label: str
    arrived_at: datetime
    worker: str
    person_id: UUID | None
    person_name: str
    became_label: str

    @property
    def ticket(self) -> str:
        """As it was called out."""
        return ticket(self.number)

    @property
    def tag_kind(self) -> str:
        """The look of the state."""
        return {"waiting": "waiting", "called": "new", "with_worker": "neutral", "done": "done"}.get(
            self.state, "closed"
        )


@dataclass(frozen=True, slots=True)
class VisitorFilters:
    """What the list of today's visitors is narrowed to."""

    state: str = ""
    reason: str = ""
    worker: str = ""
    sort: str = "arrived"


@dataclass(frozen=True, slots=True)
class InterpreterLine:
    """An interpreter in the list."""

    id: UUID
    version: int
    name: str
    languages: tuple[str, ...]
    language_labels: tuple[str, ...]
    contact: str
    availability: str
    confidentiality_signed_on: date | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class RequestLine:
    """An interpreter who was asked."""

    id: UUID
    version: int
    interpreter: str
    language_label: str
    needed_at: datetime
    ticket: str
    outcome: str
    outcome_label: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was counted; `number` is none where it is so small that it could tell of somebody."""

    label: str
    number: int | None


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts under one heading, and their sum."""

    title: object
    counts: tuple[Count, ...]
    total: int | None
