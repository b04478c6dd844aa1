"""What bringing in a register or taking it back tells afterwards: counts, and one line for every row that needs one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Final
from uuid import UUID

#: The weight under which a report lists the rows that an undoing left.
KEPT: Final = "kept"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A doubt about a row or its refusal: the number in the sheet, the column, the cell as written, the reason."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A row of the sheet that is about nobody, and why we think so."""

    row: int
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class RowPair:
    """A row whose person may have a file already: the row, and the file or the earlier row it resembles."""

    mark: bytes
    row: int
    other_mark: bytes | None
    other_row: int | None
    other_id: UUID | None
    score: float
    reasons: tuple[str, ...]

    @property
    def key(self) -> str:
        """By what the pair is known again when the register is brought in."""
        return pair_key(self.mark, self.other_mark or self.other_id)


def pair_key(mark: bytes, other: UUID | bytes | None) -> str:
    """The key of a row and of the file or earlier row it resembles."""
    return f"{mark.hex()}:{other.hex() if isinstance(other, bytes) else other}"


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a row tells of its person, to be seen beside another."""

    name: str
    name_ar: str
    sex: str
    birth: str
    commune: str
    documents: tuple[str, ...]
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided of pairs before a register came in: rows of somebody known, and pairs that are two."""

    same: Mapping[bytes, UUID | bytes] = field(default_factory=dict)
    different: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RegisterResult:
    """What became of every row: `rows` is always created, known, proposed and refused together.

    `known` rows were there before or are a further visit of somebody who has a file; `batch` is empty after a try.
    """

    name: str
    sheet: str
    rows: int
    created: int
    known: int
    proposed: int
    warnings: tuple[RowProblem, ...]
    refused: tuple[RowProblem, ...]
    skipped: tuple[SkippedLine, ...]
    blank_rows: int
    unread_columns: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()
    visits_of_known: int = 0
    batch: UUID | None = None
    dry_run: bool = False
    pairs: tuple[RowPair, ...] = ()
    facts: Mapping[bytes, RowFacts] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """The result as plain values, for JSON; the pairs to decide are read on their page."""
        told = asdict(replace(self, pairs=(), facts={}))
        del told["pairs"], told["facts"]
        return {**told, "batch": str(self.batch) if self.batch else None}

    @property
    def reasons(self) -> list[tuple[str, str, int]]:
        """Weight, reason and how many rows have it, refusals first and the most frequent first."""
        counted = [
            *(("refused", reason, count) for reason, count in _counted(self.refused)),
            *(("warning", reason, count) for reason, count in _counted(self.warnings)),
            *(("skipped", reason, count) for reason, count in _counted(self.skipped)),
        ]
        return counted


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row that an undoing left where it is, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What an undoing took back and what it left."""

    batch: UUID
    undone: int
    persons: int
    cases: int
    kept: tuple[KeptRow, ...]

    def as_dict(self) -> dict[str, object]:
        """The result as plain values, for JSON."""
        return {**asdict(self), "batch": str(self.batch)}


def _counted(lines: Iterable[RowProblem | SkippedLine]) -> list[tuple[str, int]]:
    return Counter(line.reason for line in lines).most_common()
