"""A copy of what the house keeps about a person: sections, tables, rows and their cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from darna.domains.privacy.copying.telling import direction_of, plain, said
from darna.domains.privacy.copying.values import Column, Known, Section
from darna.kernel.text import LocalText


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, told in the language that is spoken when it is asked."""

    cells: tuple[tuple[Column, object], ...]
    known: Known

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Label and words of every cell, for print. No query."""
        return tuple((str(column.label), said(column, value, self.known)) for column, value in self.cells)

    @property
    def printed(self) -> tuple[tuple[str, str, str], ...]:
        """Label, words, and the direction in which they are read: a number beside Arabic keeps its own."""
        return tuple((label, words, direction_of(words)) for label, words in self.words)

    @property
    def values(self) -> dict[str, object]:
        """Every cell by its column, as plain values for machines. No query."""
        return {column.name: plain(column, value, self.known) for column, value in self.cells}


@dataclass(frozen=True, slots=True)
class Table:
    """What one table keeps of the person."""

    code: str
    title: str | Promise
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section with what is kept in it."""

    section: Section
    tables: tuple[Table, ...]

    @property
    def has_rows(self) -> bool:
        """Something is kept in it."""
        return any(table.rows for table in self.tables)


@dataclass(frozen=True, slots=True)
class Copy:
    """Everything an agency keeps about a person, but for the sections that were left out."""

    reference: str
    agency: LocalText
    made_at: datetime
    language: str
    parts: tuple[Part, ...]
    left_out: tuple[Section, ...]
    #: False once the person's key is gone: sealed texts can no longer be read by anybody.
    is_readable: bool = True
