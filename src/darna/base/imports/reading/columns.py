"""The columns of a workbook before it is read: their headings, what they seem to hold, and a few of their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from darna.base.imports.reading.errors import UnreadableRegister
from darna.base.imports.reading.headings import Column, Layout, find_layout, guessed_layout
from darna.base.imports.reading.text import text_of
from darna.base.imports.reading.workbook import Sheet, Workbook, open_workbook

#: Cells shown beside a heading, and rows looked at for them.
SAMPLES: Final = 3
LOOKED_AT: Final = 200
#: Letters of a cell that are shown.
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column with a heading, the field it seems to hold if any, and some of its cells.

    `is_of_machine` when a telephone wrote it: such columns come and go between exports of one form.
    """

    heading: str
    field: str | None
    samples: tuple[str, ...]
    is_of_machine: bool = False


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """The sheet that would be read; `is_guess` when no heading was known and a person must say what they mean.

    `is_form` when it is an export of a form, whose rows carry a mark of their own.
    """

    name: str
    rows: int
    columns: tuple[SeenColumn, ...]
    is_guess: bool
    is_form: bool = False


def look_at(source: str | Path | bytes, mapping: Mapping[str, str] | None = None) -> SeenSheet:
    """What a workbook seems to hold, before anything of it is read.

    Raises: UnreadableRegister when it is no workbook or no row could be headings.
    """
    workbook = open_workbook(source)
    sheet, layout, is_guess = _chosen(workbook, mapping)
    texts = _texts(sheet, layout)
    first = list(islice(texts, LOOKED_AT))
    machine = layout.submissions.aside if layout.submissions else frozenset()
    columns = tuple(
        SeenColumn(column.heading, column.field, _samples(column, first), column.place in machine)
        for column in layout.columns
        if column.heading and not column.is_aside
    )
    # The others are counted as they pass: a long sheet is never held.
    rows = len(first) + sum(1 for _ in texts)
    return SeenSheet(sheet.name, rows, columns, is_guess, is_form=layout.submissions is not None)


def _chosen(workbook: Workbook, mapping: Mapping[str, str] | None) -> tuple[Sheet, Layout, bool]:
    found = [(sheet, layout) for sheet in workbook.sheets if (layout := find_layout(sheet.rows(), mapping))]
    if found:
        best, layout = max(found, key=lambda pair: (not pair[0].hidden, pair[1].rank))
        return best, layout, False
    for sheet in sorted(workbook.sheets, key=lambda sheet: sheet.hidden):
        if layout := guessed_layout(sheet.rows()):
            return sheet, layout, True
    raise UnreadableRegister("no_heading_row")


def _texts(sheet: Sheet, layout: Layout) -> Iterator[list[str]]:
    for number, cells in sheet.rows():
        texts = [text_of(cell) for cell in cells]
        if number > layout.row and any(texts):
            yield texts


def _samples(column: Column, texts: list[list[str]]) -> tuple[str, ...]:
    cells = (row[column.place] for row in texts if column.place < len(row) and row[column.place])
    return tuple(islice(dict.fromkeys(cell[:LONGEST] for cell in cells), SAMPLES))
