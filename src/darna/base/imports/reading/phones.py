"""Phone numbers as people write them, brought to the international form; Moroccan unless they say otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from darna.base.imports.reading.text import Cell, fold, is_placeholder, text_of, western_digits

REGION: Final = "MA"

_BETWEEN: Final = re.compile(r"[/;,|\n]|\s(?:et|ou|e|o|and|or|puis|أو|و)\s|\s[-–—]\s", re.IGNORECASE)
_SPACING: Final = re.compile(r"[\s\u00a0.()\-–—_]+")
_MOROCCAN: Final = re.compile(r"(?:\+212|00212|212|\+2120|002120|0)?([5-8]\d{8})", re.ASCII)
_TWO_TOGETHER: Final = re.compile(r"(0[5-8]\d{8})(0[5-8]\d{8})", re.ASCII)
_LABEL: Final = re.compile(
    r"^(?:t[eé]l[a-zé]*|gsm|mob[a-z]*|fixe|whats\s*app|wa|هاتف|الهاتف)\s*[.:]?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as written and, when it can be read, as the world dials it (`+212661234567`)."""

    written: str
    international: str | None
    reason: str | None = None


def read_phones(cell: Cell, *, region: str = REGION) -> tuple[Phone, ...]:
    """Every number of the cell, in order; empty when the cell says there is none."""
    text = western_digits(text_of(cell))
    if is_placeholder(text):
        return ()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        # A spreadsheet takes a number for a number and drops the zero it begins with.
        text = f"0{text}" if re.fullmatch(r"[5-8]\d{8}", text, re.ASCII) else text
    return tuple(_read_one(piece, region) for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    pieces = [piece for part in _BETWEEN.split(text) if fold(piece := part.strip())]
    if len(pieces) == 1 and (both := _TWO_TOGETHER.fullmatch(_SPACING.sub("", text))):
        return [both[1], both[2]]
    return pieces


def _read_one(written: str, region: str) -> Phone:
    compact = _SPACING.sub("", _LABEL.sub("", written))
    if region == REGION and (found := _MOROCCAN.fullmatch(compact)):
        return Phone(written, f"+212{found[1]}")
    if not any(mark.isdecimal() for mark in compact) or len(compact) > 40:
        return Phone(written, None, "phone_unreadable")
    international, reason = _dialled(compact, region)
    if reason == "phone_too_long" and re.fullmatch(r"[1-9]\d{10,14}", compact, re.ASCII):
        with_plus, still = _dialled(f"+{compact}", region)
        if still is None:
            return Phone(written, with_plus, "phone_country_guessed")
    return Phone(written, international, reason)


def _dialled(compact: str, region: str) -> tuple[str | None, str | None]:
    try:
        number = phonenumbers.parse(compact, region)
    except NumberParseException as problem:
        short = (NumberParseException.TOO_SHORT_NSN, NumberParseException.TOO_SHORT_AFTER_IDD)
        if problem.error_type in short:
            return None, "phone_too_short"
        too_long = problem.error_type == NumberParseException.TOO_LONG
        return None, "phone_too_long" if too_long else "phone_unreadable"
    # Length only: lists of allotted prefixes lag behind the operators.
    match phonenumbers.is_possible_number_with_reason(number):
        case ValidationResult.IS_POSSIBLE:
            return phonenumbers.format_number(number, PhoneNumberFormat.E164), None
        case ValidationResult.TOO_SHORT | ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
            return None, "phone_too_short"
        case ValidationResult.TOO_LONG:
            return None, "phone_too_long"
        case _:
            return None, "phone_unreadable"
