"""Dates of which only a part is known: many people on the move know the year they were born, not the day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from darna.kernel.errors import Invalid

#: How far an estimated year may be from the true one, in years either way.
ESTIMATE_YEARS: Final = 2

_TEXT: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?|(~))?\Z")


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date and how much of it is known; the unknown part is set to the first day.

    Text: `1985-06-12` day, `1985-06` month, `1985` year, `1985~` an estimated year.

    >>> PartialDate.parse("1985-06").latest
    datetime.date(1985, 6, 30)
    >>> str(PartialDate(date(1985, 6, 12), Precision.YEAR))
    '1985'
    >>> PartialDate.parse("1985-13")
    Traceback (most recent call last):
    darna.kernel.errors.Invalid: not_a_date (value='1985-13', field='date')
    """

    value: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        # Two dates known to the year must be equal when the year is: the unknown part may not differ.
        object.__setattr__(self, "precision", Precision(self.precision))
        object.__setattr__(self, "value", _first_day(self.value, self.precision))

    @classmethod
    def parse(cls, text: str, *, field: str = "date") -> PartialDate:
        """The date written in the forms above.

        Raises: Invalid(field, "not_a_date") for any other text or an impossible day.
        """
        found = _TEXT.match(text.strip())
        if found is None:
            raise Invalid(field, "not_a_date", value=text)
        year, month, day, estimated = found.groups()
        try:
            value = date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            raise Invalid(field, "not_a_date", value=text) from None
        return cls(value, _precision(month, day, estimated))

    @classmethod
    def from_age(cls, age: int, *, on: date) -> PartialDate:
        """The estimated birth year of someone said to be that old on that day.

        >>> str(PartialDate.from_age(30, on=date(2026, 11, 22)))
        '1996~'
        """
        if not 0 <= age < min(on.year, 130):
            raise Invalid("age", "impossible_age", value=age)
        return cls(date(on.year - age, 1, 1), Precision.ESTIMATED)

    @property
    def earliest(self) -> date:
        """The first day it can have been."""
        back = ESTIMATE_YEARS if self.precision is Precision.ESTIMATED else 0
        return self.value.replace(year=max(1, self.value.year - back))

    @property
    def latest(self) -> date:
        """The last day it can have been."""
        ahead = ESTIMATE_YEARS if self.precision is Precision.ESTIMATED else 0
        return _last_day(self.value.replace(year=min(9999, self.value.year + ahead)), self.precision)

    def age_on(self, day: date) -> int:
        """Completed years on that day, in doubt the lower; an estimate is taken at its word.

        >>> PartialDate.parse("2008").age_on(date(2026, 6, 1)), PartialDate.parse("2008~").age_on(date(2026, 6, 1))
        (17, 17)
        >>> PartialDate.parse("2008-02-29").age_on(date(2026, 2, 28))
        17
        """
        return _completed_years(_last_day(self.value, self.precision), day)

    def may_be_under_on(self, age: int, day: date) -> bool:
        """Whether the person may still be younger than that age: protection follows the doubt.

        >>> PartialDate.parse("2006~").may_be_under_on(18, date(2026, 6, 1))
        True
        >>> PartialDate.parse("2006").may_be_under_on(18, date(2026, 6, 1))
        False
        """
        return _completed_years(self.latest, day) < age

    def __str__(self) -> str:
        year = f"{self.value.year:04d}"
        match self.precision:
            case Precision.DAY:
                return self.value.isoformat()
            case Precision.MONTH:
                return f"{year}-{self.value.month:02d}"
            case Precision.YEAR:
                return year
            case Precision.ESTIMATED:
                return f"{year}~"


def _precision(month: str | None, day: str | None, estimated: str | None) -> Precision:
    if estimated:
        return Precision.ESTIMATED
    if day:
        return Precision.DAY
    return Precision.MONTH if month else Precision.YEAR


def _first_day(value: date, precision: Precision) -> date:
    if precision is Precision.DAY:
        return value
    return value.replace(day=1) if precision is Precision.MONTH else value.replace(month=1, day=1)


def _last_day(value: date, precision: Precision) -> date:
    if precision is Precision.DAY:
        return value
    month = value.month if precision is Precision.MONTH else 12
    return value.replace(month=month, day=monthrange(value.year, month)[1])


def _completed_years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
