"""A list as a file: rows come in piece by piece and leave at once, so that a long list needs no more memory than a short."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

from darna.base.lists.cells import as_line, as_text, looks_like_formula
from darna.base.lists.kinds import Cell, Column

Pieces = Iterable[Sequence[Sequence[Cell]]]

#: Excel reads a file of text as UTF-8 only behind this mark.
_MARK: Final = b"\xef\xbb\xbf"
#: Rows of a sheet, its heading left out.
MOST_ROWS: Final = 1_000_000
_OPTIONS: Final[dict[str, Any]] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def csv_bytes(columns: Sequence[Column], pieces: Pieces) -> Iterator[bytes]:
    """The list as text with commas, in UTF-8."""
    yield _MARK + _lines([[str(column.label) for column in columns]])
    for rows in pieces:
        yield _lines(rows)


def write_xlsx(place: Path, title: str, columns: Sequence[Column], pieces: Pieces, *, right_to_left: bool) -> None:
    """The list as a workbook of one sheet; what waits to be packed lies in the folder of `place` meanwhile."""
    # Loading it takes a twentieth of a start, and no page needs it.
    import xlsxwriter

    with xlsxwriter.Workbook(str(place), {**_OPTIONS, "tmpdir": str(place.parent)}) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        looks = _Looks(book)
        if right_to_left:
            sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, str(column.label), looks.heading)
        number = 0
        for rows in pieces:
            for cells in rows:
                number += 1
                _write_row(sheet, number, cells, looks)


class Stream(io.RawIOBase):
    """What an iterator gives, read like a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        size = min(len(target), len(self._left))
        target[:size], self._left = self._left[:size], self._left[size:]
        return size


def stream_of(pieces: Iterator[bytes]) -> IO[bytes]:
    """A file to read that holds what the iterator gives."""
    return io.BufferedReader(Stream(pieces), 1 << 16)


class _Looks:
    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        # Without it a cell that somebody edits and leaves as it is would become a formula.
        self.text = book.add_format({"num_format": "@", "quote_prefix": True})


def _write_row(sheet: Any, number: int, cells: Sequence[Cell], looks: _Looks) -> None:
    for at, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        if isinstance(cell, date):
            sheet.write_datetime(number, at, cell, looks.day)
        elif isinstance(cell, int) and not isinstance(cell, bool):
            sheet.write_number(number, at, cell)
        else:
            text = as_text(cell)
            sheet.write_string(number, at, text, looks.text if looks_like_formula(text) else None)


def _sheet_name(title: str) -> str:
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31].strip() or "1"


def _lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    into = io.StringIO(newline="")
    csv.writer(into).writerows([as_line(cell) for cell in cells] for cells in rows)
    return into.getvalue().encode("utf-8", "replace")
