"""Words compared as people mean them: without accents, case, punctuation or the shapes of Arabic letters."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, TypeAlias

Cell: TypeAlias = int | float | str | bool | date | datetime | time | timedelta | None

DATA: Final = Path(__file__).with_name("data")

# PostgreSQL refuses NUL, UTF-8 refuses lone surrogates; marks of direction and width are invisible and break equality.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
_INVISIBLE: Final = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_ARABIC_SHAPES: Final = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي"})
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# Beyond 2**53 a float no longer holds every integer: such a number was never typed by hand.
_EXACT: Final = 2.0**53
_LONGEST_PLACEHOLDER: Final = 40


# A row asks for each of its cells several times: this holds a few rows, and by type, for 1 is True.
@lru_cache(maxsize=128, typed=True)
def text_of(cell: Cell) -> str:
    """The cell as text, nothing interpreted: a formula or a tag stays the characters it is."""
    if isinstance(cell, str):
        kept = cell if cell.isprintable() else _UNPRINTABLE.sub("", cell)
        return kept.strip()
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
    if isinstance(cell, (datetime, date)):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return str(cell)


def western_digits(text: str) -> str:
    """The text with Arabic-Indic and Persian digits written 0 to 9."""
    return text if text.isascii() else text.translate(_DIGITS)


def one_line(text: str) -> str:
    """The text without invisible marks, with single spaces: for names."""
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text for comparing: no accents, no case, no punctuation, one form of each Arabic letter.

    >>> fold("  Né(e)  LE :"), fold("الأزدياد") == fold("الازدياد"), fold("Pays_bas")
    ('ne e le', True, 'pays bas')
    """
    lower = text.lower() if text.isascii() else _fold_marks(text)
    return " ".join(_NOT_WORD.sub(" ", lower).split())


def _fold_marks(text: str) -> str:
    parts = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text).replace("º", "°"))
    bare = "".join(mark for mark in parts if not unicodedata.combining(mark))
    return western_digits(bare.translate(_ARABIC_SHAPES)).casefold()


def has_letter(text: str) -> bool:
    """Whether anything in the text could be a name."""
    return any(mark.isalpha() for mark in text)


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the word lists kept beside the code."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def words(kind: str) -> Mapping[str, str]:
    """The folded words of one kind and the code each stands for."""
    return {fold(row["word"]): row["code"] for row in read_table("words.csv") if row["kind"] == kind}


def is_placeholder(text: str) -> bool:
    """Whether the cell says there is nothing: a dash, "néant", "لا يوجد".

    >>> is_placeholder("--"), is_placeholder("Néant"), is_placeholder("?"), is_placeholder("Nadia")
    (True, True, True, False)
    """
    # No such word begins with a digit or is long: most cells need no folding.
    if len(text) > _LONGEST_PLACEHOLDER or text[:1].isdecimal():
        return False
    folded = fold(text)
    return not folded or folded in words("placeholder")
