"""Dates as a register holds them: real dates, half dates, month names, two-digit years and numbers.

The century of a two-digit year: of 19yy and 20yy the latest that is not after the day the person was received
(or today) is taken, because nobody is received before birth. `13-08-79` can only be 1979. `04-03-07` could be a child
of 2007 or, at 116, a person of 1907: 2007 is taken, with a warning whenever both ages are at most 120.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final, NamedTuple

from darna.base.imports.reading.text import Cell, fold, is_placeholder, text_of, western_digits, words
from darna.kernel.dates import PartialDate, Precision

OLDEST: Final = 120
"""Years: a person said to be older is a slip of the pen."""

_TIME: Final = r"(?:[ t]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{1,2}))?" + _TIME, re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})" + _TIME, re.ASCII)
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{4})", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,8}(?:\.\d+)?", re.ASCII)
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_PLAIN: Final = re.compile(r"[\d/\-. :tz+]+", re.ASCII | re.IGNORECASE)
# A spreadsheet counts days from 30 December 1899 (its first two months are off by one, and nobody alive is in them).
_EPOCH: Final = date(1899, 12, 30)
_YEARS: Final = range(1800, 2200)
_LAST_SERIAL: Final = 80_000


class Written(NamedTuple):
    """What is written, before anyone asks whether it can be true; `short` means the year has two digits."""

    year: int
    month: int = 0
    day: int = 0
    short: bool = False
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class ReadDate:
    """The date, or none, and the reason code of any doubt."""

    value: PartialDate | None = None
    reason: str | None = None


def read_birth(cell: Cell, *, today: date, received_on: date | None = None) -> ReadDate:
    """The birth date of a cell, as much of it as is written; the reason says what is doubtful or impossible."""
    text = text_of(cell)
    if is_placeholder(text) and not isinstance(cell, time):
        return ReadDate()
    if _is_empty_cell_date(cell, text):
        return ReadDate(reason="birth_date_empty_cell")
    written = _year_in_date_cell(cell) or written_date(cell, text)
    if written is None:
        return ReadDate(reason="birth_date_unreadable")
    return _born(written, today, min(received_on, today) if received_on else today)


def read_reception(cell: Cell, *, today: date) -> tuple[date | None, str | None]:
    """The day a person was received and the reason code of any doubt; a day is needed, half a date is unreadable."""
    text = text_of(cell)
    if is_placeholder(text):
        return None, None
    written = written_date(cell, text)
    if written is None or not written.day or written.estimated:
        return None, "reception_date_unreadable"
    year = _recent_century(written.year, today) if written.short else written.year
    if not _exists(year, written.month, written.day):
        return None, "reception_date_impossible"
    day = date(year, written.month, written.day)
    # An adviser in a later time zone may already be in tomorrow.
    return (None, "reception_in_future") if day > today + timedelta(days=1) else (day, None)


def _recent_century(short: int, today: date) -> int:
    return 2000 + short if 2000 + short <= today.year + 1 else 1900 + short


def read_age(cell: Cell) -> int | None:
    """Completed years, from `45`, `45 ans`, `٤٥ سنة`; none when it is not an age."""
    found = re.match(r"\s*(\d{1,3})(?!\d|[/\-.,]\d)", western_digits(text_of(cell)), re.ASCII)
    return int(found[1]) if found and int(found[1]) <= OLDEST else None


def written_date(cell: Cell, text: str | None = None) -> Written | None:
    """Year, month and day as written, none when the cell is not a date; the day may not exist."""
    if isinstance(cell, date):
        return Written(cell.year, cell.month, cell.day)
    if isinstance(cell, (bool, time, timedelta)):
        return None
    plain = western_digits(text_of(cell) if text is None else text)
    if len(plain) > 60:
        return None
    return _written_in_digits(plain) if _PLAIN.fullmatch(plain) else _written_in_words(plain)


def is_month_title(text: str) -> bool:
    """Whether the text is only a month or a year: a title between two parts of a register."""
    written = written_date(text)
    return written is not None and not written.day and not written.estimated and written.year in _YEARS


def _written_in_digits(text: str) -> Written | None:
    lower = text.strip().lower()
    if _NUMBER.fullmatch(lower):
        return _written_as_number(lower)
    if found := _YEAR_FIRST.fullmatch(lower):
        return Written(int(found[1]), int(found[2]), int(found[3] or 0))
    if found := _DAY_FIRST.fullmatch(lower):
        first, month, last = int(found[1]), int(found[2]), int(found[3])
        if len(found[3]) == 4:
            return Written(last, month, first)
        # 85-04-12: no day is above 31, so the year comes first.
        return Written(first, month, last, short=True) if first > 31 else Written(last, month, first, short=True)
    if found := _MONTH_YEAR.fullmatch(lower):
        return Written(int(found[2]), int(found[1]))
    return None


def _written_as_number(text: str) -> Written | None:
    if len(text) == 8 and "." not in text:
        as_year_first = Written(int(text[:4]), int(text[4:6]), int(text[6:]))
        if as_year_first.year in _YEARS and _exists(*as_year_first[:3]):
            return as_year_first
        return Written(int(text[4:]), int(text[2:4]), int(text[:2])) if int(text[4:]) in _YEARS else None
    number = int(float(text))
    if number in _YEARS and "." not in text:
        return Written(number)
    if _YEARS.stop <= number < _LAST_SERIAL:
        day = _EPOCH + timedelta(days=number)
        return Written(day.year, day.month, day.day)
    return None


def _written_in_words(text: str) -> Written | None:
    tokens = _TOKEN.findall(fold(text))
    about, born, months = words("about"), words("born"), words("month")
    estimated = False
    numbers: list[tuple[int, int]] = []
    month, kept = 0, []
    for token in _joined(tokens):
        if token.isdecimal():
            numbers.append((int(token), len(token)))
        elif token in months and not month:
            month = int(months[token])
        elif token in about:
            estimated = True
        elif token not in born and token not in {"er", "eme", "st", "nd", "rd", "th", "ذ"}:
            kept.append(token)
    if kept or not numbers or len(numbers) > 3:
        return None
    return _arranged(numbers, month, estimated)


def _joined(tokens: list[str]) -> list[str]:
    """Two-word month names (`تشرين الأول`, `كانون الثاني`) as one token."""
    joined: list[str] = []
    for token in tokens:
        if joined and not token.isdecimal() and f"{joined[-1]} {token}" in words("month"):
            joined[-1] = f"{joined[-1]} {token}"
        else:
            joined.append(token)
    return joined


def _arranged(numbers: list[tuple[int, int]], month: int, estimated: bool) -> Written | None:
    *before, (last, digits) = numbers
    if len(numbers) == 1 and digits == 4:
        return Written(last, month, estimated=estimated)
    if month and len(numbers) == 1 and digits == 2:
        return Written(last, month, short=True, estimated=estimated)
    if month and len(numbers) == 2:
        (first, first_digits) = before[0]
        if first_digits == 4 and digits <= 2:
            return Written(first, month, last, estimated=estimated)
        if first_digits <= 2 and digits in (2, 4):
            return Written(last, month, first, short=digits == 2, estimated=estimated)
    if not month and len(numbers) == 3 and digits == 4 and all(size <= 2 for _, size in before):
        return Written(last, before[1][0], before[0][0], estimated=estimated)
    if not month and len(numbers) == 2 and digits == 4 and before[0][1] <= 2:
        return Written(last, before[0][0], estimated=estimated)
    return None


def _is_empty_cell_date(cell: Cell, text: str) -> bool:
    if isinstance(cell, date):
        return cell.year == 1899 or (cell.year, cell.month, cell.day) == (1900, 1, 1)
    if isinstance(cell, time):
        return cell == time(0)
    return text in {"00/01/1900", "01/01/1900", "1900-01-00", "1900-01-01", "30/12/1899", "1899-12-30", "31/12/1899"}


def _year_in_date_cell(cell: Cell) -> Written | None:
    """A year typed into a cell formatted as a date: 1985 is stored as day 1985, shown as 7 June 1905."""
    if not isinstance(cell, date):
        return None
    serial = (date(cell.year, cell.month, cell.day) - _EPOCH).days
    return Written(serial) if 1900 <= serial <= 2100 else None


def _born(written: Written, today: date, seen_on: date) -> ReadDate:
    doubt = None
    if written.short:
        written, doubt = _with_century(written, seen_on)
    year, month, day = written.year, written.month, written.day
    # 00/00/1985 is how a civil registry writes that only the year is known.
    day = day if month else 0
    if not 1 <= year <= 9999 or (month and not _exists(year, month, day or 1)):
        return ReadDate(reason="birth_date_impossible")
    value = PartialDate(date(year, month or 1, day or 1), _precision(month, day, written.estimated))
    if value.value > today:
        return ReadDate(reason="birth_in_future")
    if value.age_on(today) > OLDEST:
        return ReadDate(reason="birth_too_long_ago")
    return ReadDate(value, doubt or _doubt(value, seen_on))


def _with_century(written: Written, seen_on: date) -> tuple[Written, str | None]:
    late, early = (written._replace(year=century + written.year, short=False) for century in (2000, 1900))
    first_day = (late.year, late.month or 1, late.day or 1)
    if first_day > (seen_on.year, seen_on.month, seen_on.day):
        return early, None
    return late, "two_digit_year" if seen_on.year - early.year <= OLDEST else None


def _doubt(value: PartialDate, seen_on: date) -> str | None:
    if value.value > seen_on:
        return "birth_after_reception"
    return {
        Precision.DAY: None,
        Precision.MONTH: "month_only",
        Precision.YEAR: "year_only",
        Precision.ESTIMATED: "estimated_birth",
    }[value.precision]


def _precision(month: int, day: int, estimated: bool) -> Precision:
    if estimated:
        return Precision.ESTIMATED
    if not month:
        return Precision.YEAR
    return Precision.DAY if day else Precision.MONTH


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
