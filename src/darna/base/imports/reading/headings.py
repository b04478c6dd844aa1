"""The row of headings, found wherever it stands, and the field each column holds.

Headings are compared folded, in French, Arabic, Italian and English; the words are data (`data/headings.csv`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from darna.base.imports.reading.archive import column_letters
from darna.base.imports.reading.errors import UnreadableRegister
from darna.base.imports.reading.submissions import Submissions, question, submissions_in
from darna.base.imports.reading.text import Cell, fold, read_table, text_of

IDENTIFIERS: Final = ("identifier", "identifier_cin", "identifier_passport", "identifier_residence")
NAMES: Final = ("family_name", "given_name", "full_name", "full_name_arabic")
MANY: Final = frozenset({*IDENTIFIERS, "phone"})
"""Fields that several columns may hold."""
FIELDS: Final = (
    "number", "received_on", *NAMES, "sex", "birth_date", "age", *IDENTIFIERS, "phone", "nationality", "country_abroad",
    "commune", "profile", "need", "referred_to", "outcome", "consent_to_share", "notes",
)  # fmt: skip

DAY: Final = "received_on"

SEARCHED_ROWS: Final = 60
"""Rows from the top among which the headings are looked for."""

_BETWEEN: Final = re.compile(r"[/\n|\\]|\s[-–—]\s|\s(?:ou|et|or|and|o|e|أو|و)\s", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"[(\[].*?[)\]]")
_HOW_ALIKE: Final = 0.9
# "Nom" is the family name beside "Prénom" and the whole name alone; "Nome", "Name", الاسم likewise for the given name.
_DEPENDS: Final = {"name_of_family": ("given_name", "family_name"), "name_given": ("family_name", "given_name")}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its place from 0, its heading as written, and its field if we know it."""

    place: int
    heading: str
    field: str | None
    is_aside: bool = False
    """The machine that wrote the sheet put it there, or it says again what another column says."""

    @property
    def name(self) -> str:
        """What to call the column to a person: its heading, or its letter when it has none."""
        return self.heading or column_letters(self.place + 1)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings stand and what each column holds."""

    row: int
    columns: tuple[Column, ...]
    submissions: Submissions | None = None
    """What else its columns are, if the sheet is an export of a form."""

    @property
    def rank(self) -> tuple[bool, int]:
        """Which of two sheets is rather the register: not the repeated part of a form, and many known columns."""
        return (self.submissions is None or not self.submissions.is_repeated, len(self.known))

    @property
    def known(self) -> dict[str, tuple[Column, ...]]:
        """The columns of each field that was recognised."""
        by_field: dict[str, tuple[Column, ...]] = {}
        for column in self.columns:
            if column.field:
                by_field[column.field] = (*by_field.get(column.field, ()), column)
        return by_field

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Headed columns whose text is kept beside the row, because no field is known for them."""
        return tuple(column for column in self.columns if column.heading and not (column.field or column.is_aside))


@lru_cache(maxsize=1)
def aliases() -> Mapping[str, str]:
    """The folded headings we know and the field of each."""
    return {_folded(row["alias"]): row["field"] for row in read_table("headings.csv")}


def field_of(heading: str, *, nearly: bool = False) -> str | None:
    """The field of one heading, none when we do not know it; `nearly` forgives a slip of the pen."""
    folded = _folded(heading)
    if not folded or len(folded) > 80:
        return None
    known = aliases()
    if folded in known:
        return known[folded]
    if (bare := _folded(_BRACKETS.sub(" ", heading))) in known:
        return known[bare]
    if together := _field_of_parts(heading):
        return together
    close = difflib.get_close_matches(bare, known, n=1, cutoff=_HOW_ALIKE) if nearly and len(bare) > 5 else ()
    return known[close[0]] if close else None


def find_layout(rows: Iterable[tuple[int, Sequence[Cell]]], mapping: Mapping[str, str] | None = None) -> Layout | None:
    """The first row that has the most headings, at least two and a name among them; none if there is no such row."""
    wanted = {_folded(heading): field for heading, field in (mapping or {}).items()}
    best: tuple[int, int, Sequence[Cell]] | None = None
    for number, cells in rows:
        fields = {field for field in _fields_of(cells, wanted) if field}
        if len(fields) >= 2 and _has_name(fields) and (best is None or len(fields) > best[0]):
            best = (len(fields), number, cells)
        if number >= SEARCHED_ROWS:
            break
    return None if best is None else _layout(best[1], best[2], wanted)


def guessed_layout(rows: Iterable[tuple[int, Sequence[Cell]]]) -> Layout | None:
    """The row that looks most like headings although none is known: the most different words, no number among them.

    For a person who says what the columns hold; none if there is no such row.
    """
    best: tuple[int, int, Sequence[Cell]] | None = None
    for number, cells in rows:
        if submissions_in([text_of(cell) for cell in cells]):
            return _layout(number, cells, {})
        words = [text_of(cell) for cell in cells if text_of(cell)]
        are_words = all(isinstance(cell, str) for cell in cells if text_of(cell))
        if are_words and len(words) >= 2 and len({fold(word) for word in words}) == len(words):
            best = (len(words), number, cells) if best is None or len(words) > best[0] else best
        if number >= SEARCHED_ROWS:
            break
    if best is None:
        return None
    headings = [text_of(cell) for cell in best[2]]
    return Layout(best[1], tuple(Column(place, heading, None) for place, heading in enumerate(headings)))


def check_mapping(mapping: Mapping[str, str], layout: Layout | None = None) -> None:
    """Raises UnreadableRegister when the caller's mapping names a field or a column that does not exist."""
    for heading, field in mapping.items():
        if field and field not in FIELDS:
            raise UnreadableRegister("mapping_unknown_field", field)
        if layout and _folded(heading) not in {_folded(column.heading) for column in layout.columns}:
            raise UnreadableRegister("mapping_unknown_column", heading)


def _layout(row: int, cells: Sequence[Cell], wanted: Mapping[str, str]) -> Layout:
    headings = [text_of(cell) for cell in cells]
    submissions = submissions_in(headings)
    fields = _fields_of(headings, wanted, nearly=True)
    settled = _with_day([_settled(field, fields) for field in fields], headings, submissions, wanted)
    aside = submissions.aside if submissions else ()
    seen: set[str] = set()
    columns = []
    for place, (heading, field) in enumerate(zip(headings, settled, strict=True)):
        # A second column of a field that holds one value is kept as an unknown column, not poured over the first.
        twice = field in seen and field not in MANY
        known = None if twice else field
        columns.append(Column(place, heading, known, is_aside=place in aside and not known))
        seen.add(field or "")
    return Layout(row, tuple(columns), submissions)


def _fields_of(cells: Sequence[Cell], wanted: Mapping[str, str], *, nearly: bool = False) -> list[str | None]:
    """The field of each heading; in an export of a form its groups are left out, and what the machine wrote is none."""
    submissions = submissions_in([text_of(cell) for cell in cells])
    if submissions is None:
        return [_wanted_or_known(cell, wanted, nearly=nearly) for cell in cells]
    return [
        _wanted_or_known(cell, wanted, nearly=nearly, in_groups=True) if place not in submissions.aside
        else wanted.get(_folded(text_of(cell))) or None
        for place, cell in enumerate(cells)
    ]  # fmt: skip


def _with_day(
    fields: list[str | None], headings: Sequence[str], submissions: Submissions | None, wanted: Mapping[str, str]
) -> list[str | None]:
    """The same, and the day the form was filled in where no question asks for the day of the visit."""
    if submissions is None or "received_on" in {*fields, *wanted.values()}:
        return fields
    days = [place for place in submissions.days if _folded(headings[place]) not in wanted]
    return [DAY if days and place == days[0] else field for place, field in enumerate(fields)]


def _settled(field: str | None, fields: Sequence[str | None]) -> str | None:
    if field not in _DEPENDS:
        return field
    other, alone = _DEPENDS[field]
    beside = {*fields, *(_DEPENDS[one][1] for one in fields if one in _DEPENDS and one != field)}
    return alone if other in beside else "full_name"


def _wanted_or_known(
    cell: Cell, wanted: Mapping[str, str], *, nearly: bool = False, in_groups: bool = False
) -> str | None:
    if not isinstance(cell, str):
        return None
    if wanted and (folded := _folded(cell)) in wanted:
        return wanted[folded] or None
    ways = (*question(cell), cell) if in_groups else (cell,)
    return next((field for way in ways if (field := field_of(way, nearly=nearly))), None)


def _has_name(fields: set[str]) -> bool:
    return bool(fields & {*NAMES, *_DEPENDS})


def _field_of_parts(heading: str) -> str | None:
    """A heading of several words for one thing ("Nom / الاسم العائلي") or several things ("CIN / Passeport")."""
    parts = [part for part in _BETWEEN.split(_BRACKETS.sub(" ", heading)) if part.strip()]
    if len(parts) < 2:
        return None
    known = aliases()
    found = [known.get(_folded(part), "") for part in parts]
    fields = {_DEPENDS.get(one, ("", one))[1] for one in found}
    if fields - {""} and fields - {""} <= set(IDENTIFIERS):
        return fields.pop() if len(fields) == 1 else "identifier"
    # "Date et lieu de naissance": one unknown part makes the whole heading unknown.
    if "" in fields:
        return None
    if fields == {"family_name", "given_name"} or ("full_name" in fields and fields <= set(NAMES)):
        return "full_name"
    return fields.pop() if len(fields) == 1 else None


def _folded(heading: str) -> str:
    return fold(heading.replace("#", " n ").replace("№", " n "))
