"""Answers that are others under the law of today, and how all are asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


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
