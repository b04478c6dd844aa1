"""Instruments as they are read from the rows that were kept: checked anew, remembered by version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from darna.base.imports.reading.workbook import open_workbook
from darna.domains.assessments.models import InstrumentVersion
from darna.kernel.errors import NotFound
from darna.methods.xlsform import Checked, Form, Screen, language_code, read_form, screens_of
from darna.methods.xlsform.sheets import text_of

#: Sheets of a workbook that a questionnaire is read from; all others are left out.
SHEETS = ("survey", "choices", "settings")
MOST_BYTES = 4 * 1024 * 1024
Sheets = dict[str, list[list[Any]]]


def sheets_of(data: bytes) -> Sheets:
    """The rows of a workbook as they are kept: sheet → [row number, cells as text]. Raises: UnreadableRegister."""
    found: Sheets = {}
    for sheet in open_workbook(data).sheets:
        name = sheet.name.strip().lower()
        if name in SHEETS and name not in found:
            told = ((number, [text_of(cell) for cell in cells]) for number, cells in sheet.rows())
            found[name] = [[number, _trimmed(cells)] for number, cells in told if any(cells)]
    return found


def checked(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Checked:
    """What came of reading the rows."""
    return read_form({name: [(row[0], row[1]) for row in rows] for name, rows in sheets.items()})


def fingerprint(sheets: Sheets) -> str:
    """The same rows have the same fingerprint."""
    return hashlib.sha256(json.dumps(sheets, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def form_of(row: InstrumentVersion) -> Form:
    """The questionnaire of a version; its rows never change, so that it is read once in a program's life."""
    known = _read(row.pk, row.fingerprint)
    if not known:
        form = checked(row.sheets).form
        if form is None:
            # A newer Darna no longer reads what an older one checked.
            raise NotFound("instrument", row.pk)
        known.append(form)
        known.append(screens_of(form))
    form_known: Form = known[0]
    return form_known


def screens_of_version(row: InstrumentVersion) -> tuple[Screen, ...]:
    """The pages of a version."""
    form_of(row)
    screens: tuple[Screen, ...] = _read(row.pk, row.fingerprint)[1]
    return screens


@lru_cache(maxsize=64)
def _read(version_id: UUID, known_by: str) -> list[Any]:
    return []


def title_in(titles: Mapping[str, str], language: str) -> str:
    """The title in a language of the house; else the first."""
    found = next((text for name, text in titles.items() if text and language_code(name) == language), "")
    return found or next((text for text in titles.values() if text), "")


def language_for(languages: Sequence[str], language: str) -> str:
    """The translation of a workbook that speaks this language of the house; else its first."""
    found = next((name for name in languages if language_code(name) == language), None)
    return found if found is not None else (languages[0] if languages else "")


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells
