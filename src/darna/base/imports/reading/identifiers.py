"""Numbers of identity documents: the Moroccan card however spaced, passports, residence cards, and what we do not know.

The Moroccan card number is one or two letters and digits. A register also holds `I2 32540` and `V5 84516`: one letter,
then digits with a space put after the first, as if every series had two signs. The space means nothing: `I2 32540` and
`i232540` are one card.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from darna.base.imports.reading.text import Cell, fold, is_placeholder, text_of, western_digits, words


class Document(StrEnum):
    """The kind of an identity document."""

    CIN = "cin"
    PASSPORT = "passport"
    RESIDENCE = "residence_card"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A document number in one spelling (capitals, no spaces) and its kind."""

    kind: Document
    value: str
    written: str


_BETWEEN: Final = re.compile(r"[/;,|\n]|\s(?:et|ou|and|or|e|o|و|أو)\s", re.IGNORECASE)
_CIN: Final = re.compile(r"[A-Z]{1,2}\d{3,6}", re.ASCII)
_PASSPORT: Final = re.compile(r"[A-Z]{1,2}\d{7,8}|\d{2}[A-Z]{2}\d{5}|[A-Z]{3}\d{6}", re.ASCII)
_NOT_NUMBER: Final = re.compile(r"[^0-9A-Z\u0600-\u06ff]+")
# Short forms such as PP or CS are also series of the Moroccan card: they count only before a colon or "n°".
_NAMES: Final = (
    (Document.CIN, r"c\.?\s?i\.?\s?n\.?|c\.?\s?n\.?\s?i\.?\s?(?:e\.?)?|carte nationale|البطاقة الوطنية"),
    (Document.PASSPORT, r"passeport|passport|passaporto|pass|pp(?=\s?(?::|n°))|جواز السفر|جواز"),
    (
        Document.RESIDENCE,
        r"carte de (?:s[eé]jour|r[eé]sidence)|titre de s[eé]jour|permesso di soggiorno|residence (?:card|permit)"
        r"|[ct]s(?=\s?(?::|n°))|بطاقة الإقامة",
    ),
)
_NAMED: Final = tuple(
    (kind, re.compile(rf"(?:{names})(?![a-z0-9])\s*(?:n[°o.]|num[eé]ro|رقم)?[\s:.]*", re.IGNORECASE))
    for kind, names in _NAMES
)


def read_identifiers(cell: Cell, *, kind: Document | None = None) -> tuple[tuple[Identifier, ...], str | None]:
    """The document numbers of the cell and the reason code of any doubt; `kind` when the heading names the document."""
    text = western_digits(text_of(cell))
    if is_placeholder(text):
        return (), None
    if fold(text) in words("pending"):
        return (), "identifier_pending"
    found = tuple(_read_one(piece, kind) for part in _BETWEEN.split(text) if fold(piece := part.strip()))
    unknown = any(identifier.kind is Document.OTHER for identifier in found)
    return found, "identifier_shape_unknown" if unknown else None


def _read_one(written: str, kind: Document | None) -> Identifier:
    for named, words_before in _NAMED:
        if (prefix := words_before.match(written)) and any(mark.isdecimal() for mark in written[prefix.end() :]):
            return Identifier(named, _compact(written[prefix.end() :]), written)
    value = _compact(written)
    if kind is not None:
        return Identifier(kind, value, written)
    if _CIN.fullmatch(value):
        return Identifier(Document.CIN, value, written)
    return Identifier(Document.PASSPORT if _PASSPORT.fullmatch(value) else Document.OTHER, value, written)


def _compact(text: str) -> str:
    """Capitals and digits only; a number of no such sign stays as it was written."""
    return _NOT_NUMBER.sub("", text.upper()) or text.strip()
