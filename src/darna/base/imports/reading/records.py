"""What reading a register gives: rows with typed values, doubts, refusals, and everything that was left aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from darna.base.imports.reading.headings import Layout
from darna.base.imports.reading.identifiers import Identifier
from darna.base.imports.reading.phones import Phone
from darna.kernel.dates import PartialDate

CODED = ("nationality", "country_abroad", "commune", "profile", "need", "referred_to", "outcome")
"""Fields whose words stand for a code list."""


class Sex(StrEnum):
    """As the register says it."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Consent(StrEnum):
    """The answer to "may we share?"; an empty cell is no answer and never a yes."""

    YES = "yes"
    SPOKEN = "spoken"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def given(self) -> bool:
        """Whether the person said yes, in writing or aloud."""
        return self in (Consent.YES, Consent.SPOKEN)


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt or a refusal: the column as the sheet calls it, the cell as written, the reason code, our field."""

    column: str
    value: str
    reason: str
    field: str


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is not about a person, and why we think so."""

    row: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class OtherSheet:
    """A sheet that was not read; `looks_like_register` when it has headings of its own."""

    name: str
    filled_rows: int
    looks_like_register: bool


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row about one person, as typed values; `row` is its number in the sheet.

    `texts` holds the coded fields and `notes` as written, `codes` those that were recognised, `extras` the columns
    without a field by their heading. A refused row has a `refusal` and no warnings.
    """

    row: int
    fingerprint: str
    number: str = ""
    received_on: date | None = None
    family_name: str = ""
    given_name: str = ""
    full_name: str = ""
    full_name_arabic: str = ""
    sex: Sex = Sex.UNKNOWN
    birth: PartialDate | None = None
    age: int | None = None
    identifiers: tuple[Identifier, ...] = ()
    phones: tuple[Phone, ...] = ()
    consent: Consent = Consent.UNKNOWN
    texts: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    refusal: Problem | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """A register read to its end: every row of the sheet is in `rows`, in `blank_rows` or in `skipped_rows`."""

    sheet: str
    kind: str
    layout: Layout
    rows: tuple[RegisterRow, ...]
    blank_rows: tuple[int, ...]
    skipped_rows: tuple[SkippedRow, ...]
    other_sheets: tuple[OtherSheet, ...]

    @property
    def accepted(self) -> tuple[RegisterRow, ...]:
        """The rows that may come in."""
        return tuple(row for row in self.rows if row.refusal is None)

    @property
    def refused(self) -> tuple[RegisterRow, ...]:
        """The rows that stay outside, each with one reason."""
        return tuple(row for row in self.rows if row.refusal is not None)
