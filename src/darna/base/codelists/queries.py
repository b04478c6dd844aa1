"""Reading code lists: what to offer, how to say it, and which code a register's words mean."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.translation import get_language

from darna.base.codelists.models import Code, CodeList
from darna.base.codelists.recognition import Lexicon
from darna.base.database.through import asked_alias
from darna.kernel.clock import today
from darna.kernel.text import LocalText

#: Another process may have changed a label: how long this one may go on saying the old one.
SECONDS_KEPT: Final = 60.0


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code to show or choose."""

    code: str
    label: LocalText
    external: str
    valid_from: date | None
    valid_to: date | None

    def is_valid(self, on: date) -> bool:
        """The code may be chosen on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class _Book:
    """Everything in the lists, as read at one moment."""

    read_at: float
    lists: dict[str, dict[str, CodeLine]]
    rows: dict[str, list[Code]]
    reads_inside: dict[str, str]
    _lexicons: dict[str, Lexicon] = field(default_factory=dict)

    def lexicon(self, list_code: str) -> Lexicon:
        """What the words of a list mean. Made for the first register that asks: it takes longer than a page."""
        if list_code not in self._lexicons:
            made = Lexicon(_words(self.rows[list_code]), inside=self.reads_inside[list_code])
            self._lexicons[list_code] = made
        return self._lexicons[list_code]


class UnknownList(LookupError):
    """No list has this code: a slip in a program, never a user's doing."""


_book: _Book | None = None


def choices(list_code: str, language: str | None = None) -> list[tuple[str, str]]:
    """Code and label of every entry that may be chosen today, in the list's order. No query once warm.

    Raises: UnknownList.
    """
    on, spoken = today(), language or get_language() or "fr"
    return [(line.code, line.label.in_(spoken)) for line in codes(list_code) if line.is_valid(on)]


def codes(list_code: str) -> list[CodeLine]:
    """Every entry of a list, closed ones included, in the list's order. No query once warm.

    Raises: UnknownList.
    """
    return list(_entries(list_code).values())


def label(list_code: str, code: str, language: str | None = None) -> str:
    """How a code is said in a language; a code that is not in the list is shown as it is. No query once warm.

    Raises: UnknownList.
    """
    line = _entries(list_code).get(code)
    return line.label.in_(language or get_language() or "fr") if line else code


def has(list_code: str, code: str) -> bool:
    """The list knows this code. No query once warm."""
    return code in _entries(list_code)


def recognise(list_code: str, text: str) -> str | None:
    """The code that a register's words mean, in any of the languages, or none if that is not certain.

    No query once warm.
    Raises: UnknownList.
    """
    _entries(list_code)
    return _read().lexicon(list_code).find(text)


def list_codes() -> list[str]:
    """The codes of all lists. No query once warm."""
    return list(_read().lists)


def forget() -> None:
    """Read the lists again at the next question; for the loader, for edits and for tests."""
    global _book
    _book = None


def _entries(list_code: str) -> dict[str, CodeLine]:
    try:
        return _read().lists[list_code]
    except KeyError:
        raise UnknownList(list_code) from None


def _read() -> _Book:
    """The lists as last read. Two queries when cold; an empty database is asked again each time."""
    global _book
    now = time.monotonic()
    if _book is None or not _book.lists or now - _book.read_at > SECONDS_KEPT:
        _book = _fresh(now)
    return _book


def _fresh(now: float) -> _Book:
    alias = asked_alias()
    headers = list(CodeList.objects.using(alias))
    rows: dict[str, list[Code]] = {header.code: [] for header in headers}
    for row in Code.objects.using(alias):
        rows[row.list_id].append(row)
    return _Book(
        now,
        {header: {row.code: _line(row) for row in mine} for header, mine in rows.items()},
        rows,
        {header.code: header.reads_inside for header in headers},
    )


def _line(row: Code) -> CodeLine:
    return CodeLine(row.code, row.label, row.external, row.valid_from, row.valid_to)


def _words(rows: list[Code]) -> Iterator[tuple[str, str]]:
    for row in rows:
        for word in (row.code, *row.label.values(), *row.aliases.splitlines()):
            yield word, row.code
