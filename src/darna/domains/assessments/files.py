"""Tables as a file that somebody opens in a spreadsheet: text stays text, whatever it begins with."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from darna.base.lists.cells import as_line, as_text, looks_like_formula
from darna.domains.assessments.values import Table

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MARK = b"\xef\xbb\xbf"


def workbook_of(tables: Sequence[Table], *, plain: bool = False) -> bytes:
    """One sheet a table; a plain one is named as its table is, for a program reads it again."""
    # Loading it takes a twentieth of a start, and no page needs it.
    import xlsxwriter

    into = io.BytesIO()
    with xlsxwriter.Workbook(into, _OPTIONS) as book:
        heading = book.add_format({"bold": True})
        text = book.add_format({"num_format": "@", "quote_prefix": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, table in enumerate(tables):
            sheet = book.add_worksheet(table.name if plain else _sheet_name(table.name, at))
            sheet.freeze_panes(1, 0)
            for column, name in enumerate(table.headings):
                sheet.write_string(0, column, name, heading)
            for row, cells in enumerate(table.rows, start=1):
                for column, cell in enumerate(cells):
                    _write(sheet, row, column, cell, text, day)
    return into.getvalue()


def csv_of(tables: Sequence[Table]) -> tuple[bytes, bool]:
    """The table as text with commas; several of them packed, and True."""
    files = [(_sheet_name(table.name, at), _lines(table)) for at, table in enumerate(tables)]
    if len(files) == 1:
        return files[0][1], False
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in files:
            packed.writestr(f"{name}.csv", body)
    return into.getvalue(), True


def _write(sheet: Any, row: int, column: int, cell: Any, text: Any, day: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
        return
    words = as_text(cell)
    sheet.write_string(row, column, words, text if looks_like_formula(words) else None)


def _lines(table: Table) -> bytes:
    into = io.StringIO(newline="")
    csv.writer(into).writerows([as_line(cell) for cell in cells] for cells in [table.headings, *table.rows])
    return _MARK + into.getvalue().encode("utf-8", "replace")


def _sheet_name(name: str, at: int) -> str:
    plain = "".join(letter for letter in name if letter not in "[]:*?/\\'")[:24]
    return f"{at + 1} {plain}" if at else (plain or "1")
