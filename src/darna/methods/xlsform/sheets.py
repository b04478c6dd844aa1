"""Rows of a sheet under their headings, however these are spelt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

#: Sheets by name: rows with the numbers a spreadsheet shows, and their cells.
Workbook = Mapping[str, Sequence[tuple[int, Sequence[Any]]]]

_ALIASES: Final[Mapping[str, str]] = {
    "readonly": "read_only",
    "relevance": "relevant",
    "calculate": "calculation",
    "caption": "label",
    "list name": "list_name",
    "guidance hint": "guidance_hint",
    "choice filter": "choice_filter",
    "form id": "form_id",
    "form title": "form_title",
    "constraint message": "constraint_message",
    "required message": "required_message",
    "repeat count": "repeat_count",
    "default language": "default_language",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number and its cells by heading, what is empty left out."""

    row: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell of a column; empty where there is none."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its headings and its rows that hold anything."""

    heading_row: int
    columns: frozenset[str]
    lines: tuple[Line, ...]


def sheet_of(workbook: Workbook, name: str) -> Sheet | None:
    """A sheet by its name, whatever its capitals; None where there is none."""
    rows = next((rows for title, rows in workbook.items() if title.strip().lower() == name), None)
    if rows is None:
        return None
    headings: list[str] = []
    lines, heading_row = [], 0
    for number, cells in rows:
        texts = [text_of(cell) for cell in cells]
        if not any(texts):
            continue
        if not headings:
            headings, heading_row = [_heading(text) for text in texts], number
            continue
        told = {heading: text for heading, text in zip(headings, texts, strict=False) if heading and text}
        lines.append(Line(number, told))
    return Sheet(heading_row, frozenset(headings), tuple(lines))


def texts_of(line: Line, column: str) -> dict[str, str]:
    """The texts of a column by the language its headings name; without a language under an empty name."""
    start = f"{column}::"
    found = {key[len(start) :]: text for key, text in line.cells.items() if key.startswith(start)}
    return ({"": line.cells[column]} if column in line.cells else {}) | found


def text_of(cell: Any) -> str:
    """A cell as text: whole numbers without a point, days as written, truths in small letters."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell).strip() if cell is not None else ""


def _heading(text: str) -> str:
    """`Label:: English (en)` as `label::English (en)`."""
    name, mark, language = text.partition("::")
    if not mark:
        name, mark, language = text.partition(":")
    name = " ".join(name.lower().split())
    name = _ALIASES.get(name, name)
    return f"{name}::{' '.join(language.split())}" if mark and language.strip() else name
