"""Text between separators, read line by line from bytes of any of the usual encodings, never held as a table."""

from __future__ import annotations

import codecs
import csv
import io
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from darna.base.imports.reading.archive import MOST_CELLS, Formula
from darna.base.imports.reading.errors import UnreadableRegister
from darna.base.imports.reading.text import Cell

# Compared with the beginning in small letters.
_OTHER_FILES: Final = (b"%pdf", b"{\\rtf", b"\x89png", b"gif8", b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")
_DELIMITERS: Final = ";,\t|"
_ARABIC_WORD: Final = re.compile("[\u0621-\u064a]{3}")
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_CHUNK: Final = 1 << 20
_SAMPLE: Final = 20_000


@dataclass(frozen=True, slots=True)
class DelimitedRows:
    """The lines of a text; each asking reads them anew, one at a time."""

    data: bytes
    encoding: str
    delimiter: str
    skipped: int
    name: str = "csv"
    hidden: bool = False

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        yield from enumerate(self._lines(), start=1)

    def formulas(self) -> Mapping[int, Mapping[int, Formula]]:
        return {}

    def _lines(self) -> Iterator[list[str]]:
        text = io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, errors="replace", newline="")
        # The line `sep=;` is for the spreadsheet program, which does not count it as a row.
        for _ in range(self.skipped):
            text.readline()
        yield from csv.reader(text, delimiter=self.delimiter)


def opened(data: bytes) -> DelimitedRows:
    """The text as rows. Raises: UnreadableRegister when it is another kind of file, damaged or too large."""
    encoding = _encoding(data)
    delimiter, skipped = _delimiter(_beginning(data, encoding))
    rows = DelimitedRows(data, encoding, delimiter, skipped)
    _check(rows)
    return rows


def _check(rows: DelimitedRows) -> None:
    """Read to the end once and forget it: what is broken far below is told before the first row is used."""
    cells = 0
    try:
        for _, line in rows.rows():
            cells += len(line)
            if cells > MOST_CELLS:
                raise UnreadableRegister("too_large")
    except csv.Error as problem:
        raise UnreadableRegister("damaged") from problem


def _encoding(data: bytes) -> str:
    head = data[:4096].lstrip().lower()
    if head.startswith(_OTHER_FILES):
        raise UnreadableRegister("not_a_workbook")
    if data.startswith(_MARKS):
        if not _fits(data, "utf-16"):
            raise UnreadableRegister("not_a_workbook")
        return "utf-16"
    if b"\0" in data:
        raise UnreadableRegister("not_a_workbook")
    if _fits(data, "utf-8"):
        return "utf-8-sig"
    # Both Windows pages share the French letters; runs of Arabic letters tell them apart.
    return "cp1256" if any(map(_ARABIC_WORD.search, _decoded(data, "cp1256"))) else "cp1252"


def _fits(data: bytes, encoding: str) -> bool:
    try:
        return all(piece is not None for piece in _decoded(data, encoding))
    except UnicodeDecodeError:
        return False


def _decoded(data: bytes, encoding: str) -> Iterator[str]:
    """The text piece by piece; the last piece must end a letter."""
    decoder, view = codecs.getincrementaldecoder(encoding)(), memoryview(data)
    for start in range(0, len(data), _CHUNK):
        yield decoder.decode(view[start : start + _CHUNK])
    yield decoder.decode(b"", final=True)


def _beginning(data: bytes, encoding: str) -> str:
    return data[: 4 * _SAMPLE].decode(encoding, "replace")[:_SAMPLE]


def _delimiter(text: str) -> tuple[str, int]:
    if found := re.match(r"sep=(.)\r?\n", text):
        return found[1], 1
    sample = text.splitlines()[:30]
    fields = {mark: _typical_width(sample, mark) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: fields[mark]), 0


def _typical_width(sample: list[str], mark: str) -> float:
    try:
        widths = [len(line) for line in csv.reader(sample, delimiter=mark) if line]
    except csv.Error:
        return 0
    return statistics.mean(widths) if widths else 0
