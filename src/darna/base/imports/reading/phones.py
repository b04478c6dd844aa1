"""Phone numbers as people write them, brought to the international form; Moroccan unless they say otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from darna.base.imports.reading.text import Cell, fold, is_placeholder, text_of, western_digits
from darna.kernel.phones import REGION, dialled

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


# Reading a row, its mark and its file each ask for the same number, one after the other.
@lru_cache(maxsize=64, typed=True)
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
    international, reason = dialled(compact, region)
    if reason == "phone_too_long" and re.fullmatch(r"[1-9]\d{10,14}", compact, re.ASCII):
        with_plus, still = dialled(f"+{compact}", region)
        if still is None:
            return Phone(written, with_plus, "phone_country_guessed")
    return Phone(written, international, reason)
