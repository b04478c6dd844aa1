"""What is wrong with a workbook, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A code for the sentence, the sheet, its row as a spreadsheet numbers it, the column by its heading, and what stands there.

    A fault that is not grave is a remark: the questionnaire can be used.
    """

    code: str
    sheet: str
    row: int = 0
    column: str = ""
    value: str = ""
    is_grave: bool = True
