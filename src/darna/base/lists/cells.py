"""Cells of a file that somebody opens in a spreadsheet: text stays text, whatever it begins with."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext

from darna.base.lists.kinds import Cell

#: Signs with which spreadsheets begin a formula, their wide forms, and the blanks that some of them look behind.
_SIGNS: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_BREAKS: Final = frozenset("\t\r\n")
#: What a spreadsheet takes for "this is text" and does not show.
MARK: Final = "'"
LONGEST: Final = 32_000


def looks_like_formula(text: str) -> bool:
    """A spreadsheet that reads this text from a file might calculate it."""
    return text[:1] in _BREAKS or text.lstrip()[:1] in _SIGNS if text else False


def as_text(cell: Cell) -> str:
    """The cell in words, as a spreadsheet of the reader's language writes it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return gettext("yes") if cell else gettext("no")
    return cell.isoformat() if isinstance(cell, date) else str(cell)[:LONGEST]


def as_line(cell: Cell) -> str:
    """The cell for a file of text: what looks like a formula begins with a mark that makes it text."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    text = as_text(cell)
    return MARK + text if looks_like_formula(text) else text
