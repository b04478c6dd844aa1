"""What a copy is made of: sections, columns and how each is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from darna.kernel.text import LocalText
from darna.rules.book import Book


class Missing(StrEnum):
    """Why a cell of which something is kept has no value: it names somebody else, or nothing opens it any more."""

    ANOTHER_PERSON = "another_person"
    KEY_IS_GONE = "key_is_gone"


class Shape(StrEnum):
    """How a value is told."""

    TEXT = "text"
    LETTERS = "letters"
    CHOICE = "choice"
    CODE = "code"
    CODES = "codes"
    DAY = "day"
    PART_OF_DAY = "part_of_day"
    MOMENT = "moment"
    NUMBER = "number"
    YES_NO = "yes_no"
    COUNTRY = "country"
    COMMUNE = "commune"
    RECIPIENT = "recipient"
    RECIPIENTS = "recipients"
    REASON = "reason"
    LAW = "law"
    QUESTION = "question"
    PART_OF_CLAIM = "part_of_claim"
    TITLES = "titles"
    NAMES = "names"
    POINTS = "points"
    FACTS = "facts"
    EXPLANATION = "explanation"
    TALK = "talk"
    ANSWERS = "answers"
    DRAFT = "draft"
    PACKAGE = "package"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Place:
    """To what a sealed column is bound; `package` is the column of the row that names the package whose key opens it."""

    field: str
    shape: Shape = Shape.TEXT
    package: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the copy: where it is read, what it is called, and how its value is told."""

    name: str
    path: str
    label: str | Promise
    shape: Shape = Shape.TEXT
    #: The code list, or the column that the words depend on too.
    by: str = ""
    choices: tuple[tuple[str, str | Promise], ...] = ()
    place: Place | None = None
    names_another: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers of a questionnaire, and the rows of the workbook whose questions they answer."""

    answers: Mapping[str, Any]
    sheets: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What words need beside the rows: the names of agencies and partners, and the law by which questions are called."""

    recipients: Mapping[UUID, LocalText]
    law: Book


@dataclass(frozen=True, slots=True)
class Section:
    """A group of tables, as the officer chooses among them."""

    code: str
    title: str | Promise
