"""A register read from a spreadsheet, row by row: none vanishes, each is read, blank, or left aside with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from darna.base.imports.reading.errors import UnreadableRegister
from darna.base.imports.reading.headings import Layout, check_mapping, find_layout
from darna.base.imports.reading.records import OtherSheet, Register, RegisterRow, SkippedRow
from darna.base.imports.reading.rows import Recognise, RowReader
from darna.base.imports.reading.skips import Skips
from darna.base.imports.reading.text import text_of
from darna.base.imports.reading.workbook import Sheet, Workbook, open_workbook


class RegisterReader:
    """An opened register; iterating gives its rows one at a time and fills `blank_rows` and `skipped_rows` on the way.

    Raises: UnreadableRegister when the file is no workbook or no sheet has headings.
    """

    def __init__(
        self,
        source: str | Path | bytes,
        *,
        today: date,
        mapping: Mapping[str, str] | None = None,
        sheet: str | None = None,
        recognise: Recognise | None = None,
        fingerprint_key: bytes = b"",
    ) -> None:
        check_mapping(mapping or {})
        workbook = open_workbook(source)
        self.kind = workbook.kind
        self.sheet, self.layout = _chosen(workbook, mapping, sheet)
        check_mapping(mapping or {}, self.layout)
        self.blank_rows: list[int] = []
        self.skipped_rows: list[SkippedRow] = []
        self._workbook = workbook
        self._skips = Skips(self.layout)
        self._reader = RowReader(self.layout, today=today, recognise=recognise, key=fingerprint_key)

    def __iter__(self) -> Iterator[RegisterRow]:
        self.blank_rows.clear()
        self.skipped_rows.clear()
        formulas = self.sheet.formulas()
        for number, cells in self.sheet.rows():
            texts = [text for cell in cells if (text := text_of(cell))]
            if not texts:
                self.blank_rows.append(number)
                continue
            reason = _place_of(number, self.layout) or self._skips.reason(cells)
            if reason:
                self.skipped_rows.append(SkippedRow(number, reason, " | ".join(texts)))
            else:
                yield self._reader.read(number, cells, formulas.get(number))

    def other_sheets(self) -> tuple[OtherSheet, ...]:
        """The sheets that are not read, so that nobody believes they were."""
        return tuple(_seen(sheet) for sheet in self._workbook.sheets if sheet is not self.sheet)


def read_register(
    source: str | Path | bytes,
    *,
    today: date,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    recognise: Recognise | None = None,
    fingerprint_key: bytes = b"",
) -> Register:
    """The whole register of a path or of bytes.

    `mapping` gives headings of the sheet the fields they hold (an empty field: keep the column as extra text);
    `recognise` turns field and text into a code; `fingerprint_key` makes fingerprints useless to who lacks it.
    """
    reader = RegisterReader(
        source, today=today, mapping=mapping, sheet=sheet, recognise=recognise, fingerprint_key=fingerprint_key
    )
    rows = tuple(reader)
    return Register(
        sheet=reader.sheet.name,
        kind=reader.kind,
        layout=reader.layout,
        rows=rows,
        blank_rows=tuple(reader.blank_rows),
        skipped_rows=tuple(reader.skipped_rows),
        other_sheets=reader.other_sheets(),
    )


def _chosen(workbook: Workbook, mapping: Mapping[str, str] | None, name: str | None) -> tuple[Sheet, Layout]:
    """The sheet with the most fields, a visible one before a hidden one, the first of equals."""
    sheets = [sheet for sheet in workbook.sheets if name in (None, sheet.name)]
    if not sheets and name is not None:
        raise UnreadableRegister("no_such_sheet", name)
    found = [(sheet, layout) for sheet in sheets if (layout := find_layout(sheet.rows(), mapping))]
    if not found:
        raise UnreadableRegister("no_heading_row")
    return max(found, key=lambda pair: (not pair[0].hidden, pair[1].rank))


def _place_of(number: int, layout: Layout) -> str | None:
    if number > layout.row:
        return None
    return "headings" if number == layout.row else "above_headings"


def _seen(sheet: Sheet) -> OtherSheet:
    filled = sum(any(map(text_of, cells)) for _, cells in sheet.rows())
    return OtherSheet(sheet.name, filled, find_layout(sheet.rows()) is not None)
