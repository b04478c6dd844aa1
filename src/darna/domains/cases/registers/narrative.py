"""The words of a row that found no place of their own, written under the register's own headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from darna.base.codelists.queries import label
from darna.base.imports.reading import CODED, Consent, Layout, RegisterRow, Sex

#: Doubts after which the value that was recorded still says all that the cell said.
_SAYS_ALL: Final = frozenset({"year_only", "month_only", "sex_unknown", "code_unreadable", "cell_without_heading"})
_ANSWERS: Final = {Consent.YES: "yes", Consent.SPOKEN: "yes_verbal", Consent.NO: "no"}


class Narrative:
    """Writes the notes of one register's rows, whose columns are known."""

    def __init__(self, layout: Layout, language: str) -> None:
        self._headings: Mapping[str, str] = {field: columns[0].name for field, columns in layout.known.items()}
        self._language = language

    def heading(self, field: str) -> str:
        """What the register calls a field, nothing when it has no such column."""
        return self._headings.get(field, "")

    def answer(self, given: Consent) -> str:
        """What the person answered, in the words of the code list; nothing when nobody asked."""
        return label("agreement", _ANSWERS[given], self._language) if given in _ANSWERS else ""

    def of_new(self, row: RegisterRow, *, also: tuple[str, ...] = ()) -> str:
        """The remarks of a row that made a person, and what was written that no field could hold."""
        return _joined([row.texts.get("notes", ""), *self._unread(row), *self._told(row, also)])

    def of_known(self, row: RegisterRow) -> str:
        """The remarks of a further visit, and what the row says of a person whose file it does not change."""
        return _joined([row.texts.get("notes", ""), *self._unread(row), *self._told(row, _OF_PERSON)])

    def _unread(self, row: RegisterRow) -> Iterator[str]:
        for field in CODED:
            if field in row.texts and field not in row.codes:
                yield self._line(field, row.texts[field])
        for warning in row.warnings:
            if warning.reason not in _SAYS_ALL and warning.field != "notes" and warning.value:
                yield f"{warning.column}: {warning.value}"
        for heading, text in row.extras.items():
            yield f"{heading}: {text}"

    def _told(self, row: RegisterRow, fields: tuple[str, ...]) -> Iterator[str]:
        for field in fields:
            if text := self._said(row, field):
                yield self._line(field, text)

    def _said(self, row: RegisterRow, field: str) -> str:
        match field:
            case "birth_date":
                return str(row.birth or "")
            case "identifier":
                return ", ".join(identifier.written for identifier in row.identifiers)
            case "phone":
                return ", ".join(phone.written for phone in row.phones if not phone.reason)
            case "sex":
                return label("sex", row.sex[:1].upper(), self._language) if row.sex is not Sex.UNKNOWN else ""
            case "consent_to_share":
                return self.answer(row.consent)
            case "nationality" | "country_abroad" | "commune":
                return row.texts[field] if field in row.codes else ""
            case _:
                return str(getattr(row, field))

    def _line(self, field: str, text: str) -> str:
        return f"{self._headings[field]}: {text}" if field in self._headings else text


_OF_PERSON: Final = (
    "family_name", "given_name", "full_name", "full_name_arabic", "sex", "birth_date", "identifier", "phone",
    "nationality", "country_abroad", "commune", "consent_to_share",
)  # fmt: skip
NAMES: Final = ("family_name", "given_name", "full_name", "full_name_arabic")


def _joined(lines: list[str]) -> str:
    return "\n".join(dict.fromkeys(line for line in lines if line))
