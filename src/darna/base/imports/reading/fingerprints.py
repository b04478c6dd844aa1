"""A row known again: the same mark for the same content, wherever the row has moved and however the file was saved."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable
from typing import Final

from darna.base.imports.reading.dates import written_date
from darna.base.imports.reading.identifiers import read_identifiers
from darna.base.imports.reading.phones import read_phones
from darna.base.imports.reading.text import Cell, is_placeholder, one_line, text_of

_VERSION: Final = b"register row 1"
_DATES: Final = frozenset({"received_on", "birth_date"})


def fingerprint(cells: Iterable[tuple[str, Cell]], *, key: bytes = b"") -> str:
    """SHA-256 over field and content in one spelling; with a key, nobody without it can test a guess.

    Neither the row number nor the running number counts, nor the order of columns, nor how a date or phone is stored,
    nor what the code lists knew that day.
    """
    lines = sorted(f"{field}\x1f{content}" for field, cell in cells if (content := _content(field, cell)))
    told = "\x1e".join(lines).encode("utf-8", "replace")
    return hmac.new(key, _VERSION + b"\x1d" + told, hashlib.sha256).hexdigest()


def _content(field: str, cell: Cell) -> str:
    text = text_of(cell)
    if field in _DATES:
        return _date_content(cell, text)
    if field == "phone":
        return " ".join(phone.international or phone.written for phone in read_phones(cell))
    if field.startswith("identifier"):
        return " ".join(identifier.value for identifier in read_identifiers(cell)[0]) or _plain(text)
    return _plain(text)


def _date_content(cell: Cell, text: str) -> str:
    if is_placeholder(text):
        return ""
    written = written_date(cell, text)
    return _plain(text) if written is None else "-".join(map(str, written))


def _plain(text: str) -> str:
    return (
        text.lower()
        if text.isascii() and "  " not in text
        else unicodedata.normalize("NFKC", one_line(text)).casefold()
    )
