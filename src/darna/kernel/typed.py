"""Dates and figures as people type them: in any script, the year first or last, as much of a date as they know."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from darna.kernel.dates import PartialDate

#: Day, month and year as people write them here, the year last.
_YEAR_LAST: Final = re.compile(r"(?:([0-9]{1,2})[-/. ])?([0-9]{1,2})[-/. ]([0-9]{4})\Z")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})(?:[-/. ]([0-9]{1,2}))?(?:[-/. ]([0-9]{1,2}))?\Z")
#: The points of Arabic numbers: of tenths, and of thousands.
_POINTS: Final = {"٫": ".", "٬": ""}


def typed_date(text: str) -> PartialDate:
    """A date as a person writes it: the year alone, with the month, or with the day too.

    >>> str(typed_date("6/1985")), str(typed_date("١٩٨٥")), str(typed_date("12.06.1985")), str(typed_date("1985-6"))
    ('1985-06', '1985', '1985-06-12', '1985-06')

    Raises: Invalid.
    """
    plain = in_our_figures(text).strip()
    if found := _YEAR_LAST.match(plain):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.match(plain):
        year, month, day = found.groups()
    else:
        # An estimated year, as workers write it, is read too.
        return PartialDate.parse(plain)
    parts = [year, *(part.zfill(2) for part in (month, day) if part)]
    return PartialDate.parse("-".join(parts))


def in_our_figures(text: str) -> str:
    """Figures of any script as those of this one, which a phone's keyboard may not give.

    >>> in_our_figures("١٬٢٠٠٫٥")
    '1200.5'
    """
    return "".join(_in_our_figures(sign) for sign in text)


def _in_our_figures(sign: str) -> str:
    value = unicodedata.digit(sign, None) if sign.isdigit() else None
    return _POINTS.get(sign, sign) if value is None else str(value)
