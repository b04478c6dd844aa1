"""One row of the sheet becomes one row of the register: typed values, doubts, and at most one refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from darna.base.imports.reading.archive import Formula
from darna.base.imports.reading.dates import ReadDate, read_age, read_birth, read_reception
from darna.base.imports.reading.fingerprints import fingerprint
from darna.base.imports.reading.headings import IDENTIFIERS, NAMES, Column, Layout
from darna.base.imports.reading.identifiers import Document, Identifier, read_identifiers
from darna.base.imports.reading.phones import Phone, read_phones
from darna.base.imports.reading.reasons import refuses
from darna.base.imports.reading.records import CODED, Consent, Problem, RegisterRow, Sex
from darna.base.imports.reading.submissions import bare_mark
from darna.base.imports.reading.text import Cell, fold, has_letter, is_placeholder, one_line, text_of, words
from darna.kernel.dates import PartialDate

Recognise: TypeAlias = Callable[[str, str], str | None]
"""Field and text to the code they stand for, or none."""

_DOCUMENTS: Final = {
    "identifier": None,
    "identifier_cin": Document.CIN,
    "identifier_passport": Document.PASSPORT,
    "identifier_residence": Document.RESIDENCE,
}
_ORDER: Final = ("no_name", "birth_date_impossible", "birth_in_future", "birth_too_long_ago")


class RowReader:
    """Reads the rows of one sheet, whose columns are known."""

    def __init__(self, layout: Layout, *, today: date, recognise: Recognise | None = None, key: bytes = b"") -> None:
        self._known = layout.known
        self._fields = {column.place: column for column in layout.columns}
        self._today = today
        self._recognise = recognise
        self._key = key
        self._submissions = layout.submissions
        # A register says the same few words over and over.
        self._codes: dict[tuple[str, str], str | None] = {}

    def read(self, row: int, cells: Sequence[Cell], formulas: Mapping[int, Formula] | None = None) -> RegisterRow:
        """The row as typed values; never raises, whatever the cells hold."""
        return _Reading(self, cells, formulas or {}).finished(row)

    def code(self, field: str, text: str) -> str | None:
        """The code of a word, asked once."""
        if self._recognise is None:
            return None
        asked = (field, text)
        if asked not in self._codes:
            self._codes[asked] = self._recognise(field, text)
        return self._codes[asked]


class _Reading:
    """The reading of one row while its doubts are being collected."""

    def __init__(self, reader: RowReader, cells: Sequence[Cell], formulas: Mapping[int, Formula]) -> None:
        self._reader = reader
        self._cells = cells
        self._formulas = formulas
        self._problems: list[Problem] = []

    def finished(self, row: int) -> RegisterRow:
        names = {field: self._name(field) for field in NAMES}
        received_on = self._reception()
        age = self._age()
        birth = self._birth(received_on, age)
        sex, consent = self._sex(), self._consent()
        identifiers, phones = self._identifiers(), self._phones()
        texts = {field: text for field in (*CODED, "notes") if (text := self._text(field))}
        codes = self._codes(texts)
        extras = self._extras()
        self._note_formulas()
        refusal = self._refusal(names)
        return RegisterRow(
            row=row, fingerprint=self._fingerprint(), number=text_of(self._cell("number")), received_on=received_on,
            **names, sex=sex, birth=birth, age=age, identifiers=identifiers, phones=phones, consent=consent,
            texts=texts, codes=codes, extras=extras, refusal=refusal,
            warnings=() if refusal else tuple(self._problems),
        )  # fmt: skip

    def _columns(self, field: str) -> tuple[Column, ...]:
        return self._reader._known.get(field, ())

    def _at(self, place: int) -> Cell:
        return self._cells[place] if place < len(self._cells) else ""

    def _cell(self, field: str) -> Cell:
        columns = self._columns(field)
        return self._at(columns[0].place) if columns else ""

    def _doubt(self, field: str, reason: str, column: Column | None = None, value: str | None = None) -> None:
        column = column or next(iter(self._columns(field)), None)
        written = value if value is not None else text_of(self._at(column.place)) if column else ""
        self._problems.append(Problem(column.name if column else "", written, reason, field))

    def _name(self, field: str) -> str:
        name = one_line(text_of(self._cell(field)))
        return "" if is_placeholder(name) else name

    def _text(self, field: str) -> str:
        text = text_of(self._cell(field))
        return "" if field != "notes" and is_placeholder(text) else text

    def _reception(self) -> date | None:
        day, reason = read_reception(self._cell("received_on"), today=self._reader._today)
        if reason:
            self._doubt("received_on", reason)
        return day

    def _age(self) -> int | None:
        cell = self._cell("age")
        age = None if is_placeholder(text_of(cell)) else read_age(cell)
        if age is None and not is_placeholder(text_of(cell)):
            self._doubt("age", "age_unreadable")
        return age

    def _birth(self, received_on: date | None, age: int | None) -> PartialDate | None:
        read = read_birth(self._cell("birth_date"), today=self._reader._today, received_on=received_on)
        if read == ReadDate() and age is not None:
            return self._estimated(age, received_on or self._reader._today)
        if read.reason:
            self._doubt("birth_date", read.reason)
        return read.value

    def _estimated(self, age: int, on: date) -> PartialDate | None:
        # The day of the visit is read as it stands: somebody of ninety in the year 50 was typed wrong.
        if age >= on.year:
            self._doubt("age", "age_unreadable")
            return None
        self._doubt("age", "estimated_birth")
        return PartialDate.from_age(age, on=on)

    def _sex(self) -> Sex:
        found = words("sex").get(fold(text_of(self._cell("sex"))))
        if found is None:
            self._doubt("sex", "sex_unknown")
        return Sex(found) if found else Sex.UNKNOWN

    def _consent(self) -> Consent:
        text = text_of(self._cell("consent_to_share"))
        if is_placeholder(text):
            return Consent.UNKNOWN
        found = words("consent").get(fold(text))
        if found is None:
            self._doubt("consent_to_share", "consent_unreadable")
        return Consent(found) if found else Consent.UNKNOWN

    def _identifiers(self) -> tuple[Identifier, ...]:
        found: list[Identifier] = []
        for field in IDENTIFIERS:
            for column in self._columns(field):
                identifiers, reason = read_identifiers(self._at(column.place), kind=_DOCUMENTS[field])
                found.extend(identifiers)
                if reason:
                    self._doubt(field, reason, column)
        return tuple(dict.fromkeys(found))

    def _phones(self) -> tuple[Phone, ...]:
        found: list[Phone] = []
        for column in self._columns("phone"):
            for phone in read_phones(self._at(column.place)):
                found.append(phone)
                if phone.reason:
                    self._doubt("phone", phone.reason, column, phone.written)
        return tuple(dict.fromkeys(found))

    def _codes(self, texts: Mapping[str, str]) -> dict[str, str]:
        codes: dict[str, str] = {}
        if self._reader._recognise is None:
            return codes
        for field in CODED:
            if text := texts.get(field):
                if code := self._code(field, text):
                    codes[field] = code
                else:
                    self._doubt(field, "code_unreadable")
        return codes

    def _code(self, field: str, text: str) -> str | None:
        """The code of the whole answer, else of the first of several chosen ones; the text keeps them all."""
        submissions = self._reader._submissions
        is_many = submissions is not None and self._columns(field)[0].place in submissions.many
        ways = (text, *text.split()) if is_many else (text,)
        return next((code for way in ways if (code := self._reader.code(field, way))), None)

    def _extras(self) -> dict[str, str]:
        extras: dict[str, str] = {}
        for place, cell in enumerate(self._cells):
            column = self._reader._fields.get(place) or Column(place, "", None)
            if column.field is None and not column.is_aside and (text := text_of(cell)):
                name = column.name if column.name not in extras else f"{column.name} ({Column(place, '', None).name})"
                extras[name] = text
                if not column.heading:
                    self._doubt("", "cell_without_heading", column)
        return extras

    def _note_formulas(self) -> None:
        for place, formula in self._formulas.items():
            if not formula.calculated and text_of(self._at(place)) == formula.text.strip():
                column = self._reader._fields.get(place) or Column(place, "", None)
                self._doubt(column.field or "", "text_was_formula", column)

    def _refusal(self, names: Mapping[str, str]) -> Problem | None:
        if not any(map(has_letter, names.values())):
            columns = [column for field in NAMES for column in self._columns(field)]
            self._doubt("name", "no_name", columns[0], " ".join(filter(None, names.values())))
        refusals = [problem for problem in self._problems if refuses(problem.reason)]
        return min(refusals, key=lambda problem: _ORDER.index(problem.reason), default=None)

    def _fingerprint(self) -> str:
        submissions = self._reader._submissions
        mark = self._mark(submissions.identity) if submissions else ""
        if mark and submissions and not submissions.is_repeated:
            return fingerprint([("+submission", mark)], key=self._reader._key)
        content: list[tuple[str, Cell]] = [("+submission", mark)] if mark else []
        for place, cell in enumerate(self._cells):
            column = self._reader._fields.get(place) or Column(place, "", None)
            # The result of a formula changes when a program calculates it; a remark so made cannot mark the row.
            remark = column.field in (None, "notes")
            if column.field != "number" and not column.is_aside and not (remark and place in self._formulas):
                content.append((column.field or f"+{fold(column.name)}", cell))
        return fingerprint(content, key=self._reader._key)

    def _mark(self, places: Sequence[int]) -> str:
        """The mark of the submission: an answer corrected later stays the same row."""
        return next((mark for place in places if (mark := bare_mark(text_of(self._at(place))))), "")
