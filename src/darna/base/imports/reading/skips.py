"""Rows of a register that are about nobody: totals, titles, repeated headings, numbers waiting for a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from darna.base.imports.reading.dates import is_month_title
from darna.base.imports.reading.headings import NAMES, Layout
from darna.base.imports.reading.text import Cell, fold, text_of, words

# A total is short; a person called Total would have more to tell.
_MOST_CELLS_OF_TOTAL: Final = 4
_COUNT: Final = re.compile(r"\d+\s+(?:personnes?|persone|persons?|people|lignes?|dossiers?|شخص|اشخاص)")
_TELLS_A_PERSON: Final = frozenset({"given_name", "full_name_arabic", "birth_date", "sex", "identifier", "phone"})


class Skips:
    """Tells, for one layout, the rows that are about nobody."""

    def __init__(self, layout: Layout) -> None:
        self._fields = {column.place: column.field for column in layout.columns}
        self._headings = {column.place: fold(column.heading) for column in layout.columns if column.heading}
        self._names = [column.place for column in layout.columns if column.field in NAMES]

    def reason(self, cells: Sequence[Cell]) -> str | None:
        """Why this row is about nobody, none when it may be about somebody; never asked for a blank row."""
        filled = [(place, text) for place, cell in enumerate(cells) if (text := text_of(cell))]
        if _is_total(filled, self._fields):
            return "total_line"
        if len(filled) == 1:
            return _reason_for_one(filled[0][0], filled[0][1], self._fields)
        return "headings_repeated" if self._repeats_headings(dict(filled)) else None

    def _repeats_headings(self, filled: dict[int, str]) -> bool:
        # The name column decides quickly: hardly anybody is called like its heading.
        if not any(fold(filled.get(place, "")) == self._headings[place] for place in self._names):
            return False
        same = sum(fold(text) == self._headings.get(place) for place, text in filled.items())
        return same >= 2 and same * 2 >= len(filled)


def _is_total(filled: list[tuple[int, str]], fields: dict[int, str | None]) -> bool:
    (place, text), *others = filled
    folded = fold(text)
    first_says_so = folded.split(" ", 1)[0] in words("total")
    says_so = folded in words("total") or (first_says_so and (any(map(str.isdecimal, folded)) or bool(others)))
    if not says_so:
        return False
    if fields.get(place) in NAMES and others:
        return all(_counts(other) for _, other in others)
    tells_a_person = any(fields.get(other) in _TELLS_A_PERSON for other, _ in others)
    return not (tells_a_person and len(filled) > _MOST_CELLS_OF_TOTAL)


def _counts(text: str) -> bool:
    return text.replace(" ", "").isdecimal() or _COUNT.fullmatch(fold(text)) is not None


def _reason_for_one(place: int, text: str, fields: dict[int, str | None]) -> str | None:
    field = fields.get(place)
    if field == "number" and re.fullmatch(r"\W*\d+\W*", text):
        return "number_only"
    if _COUNT.fullmatch(fold(text)):
        return "total_line"
    if is_month_title(text):
        return "section_title"
    in_front = field in (None, "number", "received_on")
    return "section_title" if in_front and not text.replace(" ", "").isdecimal() else None
