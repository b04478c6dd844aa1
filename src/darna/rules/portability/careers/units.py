"""The units in which institutions write insured time, and how one becomes another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

Number = int | Fraction | Decimal

#: A month of the calendar has thirty days when dated periods are counted: twelve of them are one year.
DAYS_OF_A_MONTH: Final = 30


class Unit(StrEnum):
    """How an institution writes insured time on its statement."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    QUARTERS = "quarters"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Conversion:
    """How many days, weeks or quarters an agreement takes for one month or one year.

    A year is always twelve months and four quarters; what differs is how many *declared* days fill a month,
    because some schemes count the days of work and others the days of the calendar.

    >>> Conversion(days_per_month=26).months(78, Unit.DAYS)
    Fraction(3, 1)
    >>> STANDARD.months(18, Unit.YEARS), STANDARD.months(26, Unit.WEEKS)
    (Fraction(216, 1), Fraction(6, 1))
    """

    days_per_month: Number = 26
    weeks_per_year: Number = 52

    def __post_init__(self) -> None:
        if self.days_per_month <= 0 or self.weeks_per_year <= 0:
            raise ValueError("a month and a year have some days and weeks")

    def months(self, amount: Number, unit: Unit) -> Fraction:
        """That much insured time in months, exact."""
        return Fraction(amount) * self._months_of_one(unit)

    def amount(self, months: Number, unit: Unit) -> Fraction:
        """That many months in another unit, exact.

        >>> STANDARD.amount(12, Unit.DAYS)
        Fraction(312, 1)
        """
        return Fraction(months) / self._months_of_one(unit)

    def _months_of_one(self, unit: Unit) -> Fraction:
        match unit:
            case Unit.DAYS:
                return 1 / Fraction(self.days_per_month)
            case Unit.WEEKS:
                return 12 / Fraction(self.weeks_per_year)
            case Unit.MONTHS:
                return Fraction(1)
            case Unit.QUARTERS:
                return Fraction(3)
            case Unit.YEARS:
                return Fraction(12)


#: A statement whose days are days of the calendar: 365 are a year.
CALENDAR: Final = Conversion(days_per_month=Fraction(365, 12))
#: 26 days are a month, 78 a quarter, 312 a year: what is used where an agreement is not known to say otherwise.
STANDARD: Final = Conversion()
