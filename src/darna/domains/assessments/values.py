"""What queries tell of instruments and questionnaires."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from darna.domains.cases.values import CaseBrief
from darna.methods.xlsform import Answers, Fault, Form, Screen

TAGS: Mapping[str, str] = {
    "draft": "waiting",
    "published": "done",
    "withdrawn": "closed",
    "completed": "done",
    "replaced": "closed",
}


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """One version of an instrument in one line."""

    id: UUID
    code: str
    title: str
    number: int
    state: str
    state_label: str
    questions: int
    languages: tuple[str, ...]
    is_shipped: bool
    uploaded_at: datetime
    answered: int = 0

    @property
    def tag_kind(self) -> str:
        """How its state is marked."""
        return TAGS[self.state]


@dataclass(frozen=True, slots=True)
class InstrumentCard:
    """One version with what the check said, and what the actor may do with it."""

    line: InstrumentLine
    version: int
    reason: str
    uploaded_by: str
    published_by: str
    published_at: datetime | None
    form: Form
    remarks: tuple[Fault, ...]
    may_publish: bool
    may_withdraw: bool
    may_remove: bool
    waits_for_another: bool


@dataclass(frozen=True, slots=True)
class QuestionnaireLine:
    """One questionnaire in one line."""

    id: UUID
    case_id: UUID
    person_id: UUID
    case_reference: str
    title: str
    number: int
    state: str
    state_label: str
    saved_at: datetime
    saved_by: str
    completed_at: datetime | None
    screen: int

    @property
    def tag_kind(self) -> str:
        """How its state is marked."""
        return TAGS[self.state] if self.state != "draft" else "waiting"


@dataclass(frozen=True, slots=True)
class QuestionnaireCard:
    """One questionnaire as it stands, open to whoever reads notes of its case."""

    line: QuestionnaireLine
    case: CaseBrief
    version: int
    version_number: int
    form: Form = field(repr=False)
    screens: tuple[Screen, ...] = field(repr=False)
    answers: Answers = field(repr=False)
    language: str
    begun_at: datetime
    begun_by: str
    completed_by: str
    reason: str
    corrects_id: UUID | None
    corrected_by_id: UUID | None
    #: Of those who write in the open case, whatever state the questionnaire is in.
    may_answer: bool
    may_write: bool
    may_correct: bool


@dataclass(frozen=True, slots=True)
class OfCase:
    """What a case shows of questionnaires: those begun, and those that can be begun."""

    case: CaseBrief
    lines: tuple[QuestionnaireLine, ...]
    offered: tuple[InstrumentLine, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One answer in words, beneath the groups it stands in."""

    label: str
    value: str
    is_heading: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of an export: its name, headings and rows."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
