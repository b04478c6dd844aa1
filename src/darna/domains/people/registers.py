"""Persons who come in with a register, and pairs among them and those who are here."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from darna.domains.people.values import ConsentTerms, Names, PersonDraft
from darna.kernel.dates import PartialDate


@dataclass(frozen=True, slots=True)
class BulkPerson:
    """Somebody who comes in with a register: the draft, the consent it tells of, and the mark of the row."""

    draft: PersonDraft
    consent: ConsentTerms | None = None
    source_row: bytes | None = None
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody to be compared with the files there are: names, birth, and tokens of documents and of phones."""

    id: UUID
    names: Names
    birth: PartialDate | None
    documents: tuple[bytes, ...]
    ways: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who already holds a number, and when they were born."""

    person_id: UUID
    birth: PartialDate | None


@dataclass(frozen=True, slots=True)
class PairDraft:
    """Two persons who may be one, and why; Darna proposes, a person decides.

    `is_different` when somebody said so before the person of a register came in.
    """

    person_id: UUID
    other_id: UUID
    score: float
    reasons: tuple[str, ...]
    is_different: bool = False


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """A person of an import; `is_touched` when anybody wrote anything about them since."""

    person_id: UUID
    is_touched: bool
