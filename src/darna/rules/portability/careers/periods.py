"""One insured period: between two dates, or so many days, months or quarters on a statement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from darna.kernel.dates import PartialDate, Precision
from darna.rules.portability.careers.units import Conversion, Number, Unit


@dataclass(frozen=True, slots=True)
class Period:
    """Time for which a person was insured in one country.

    `first` and `last` are the first and the last insured day, as far as they are known; a dated period without
    `last` and without amount still goes on. With an `amount` that amount counts, and the dates only say when
    it lies. `scheme` tells two institutions of a country apart; `evidence` says what the person holds.

    >>> Period("FR", PartialDate.parse("1970"), PartialDate.parse("1987")).is_dated
    True
    """

    country: str
    first: PartialDate | None = None
    last: PartialDate | None = None
    amount: Number | None = None
    unit: Unit = Unit.MONTHS
    scheme: str = ""
    evidence: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether its length follows from its dates."""
        return self.first is not None and self.amount is None

    @property
    def goes_on(self) -> bool:
        """Whether the person is still insured there."""
        return self.is_dated and self.last is None

    @property
    def is_vague(self) -> bool:
        """Whether its length depends on a date of which only a part is known."""
        known = (self.first, self.last) if self.is_dated else ()
        return any(one is not None and one.precision is not Precision.DAY for one in known)

    def months(self, conversion: Conversion) -> Fraction:
        """The amount on the statement in months; 0 when only dates are known."""
        return Fraction(0) if self.amount is None else conversion.months(self.amount, self.unit)

    def hull(self, on: date) -> tuple[date, date] | None:
        """The longest it can have been until that day; None when it cannot have begun."""
        return _span(self.first.earliest if self.first else None, self._latest(on))

    def core(self, on: date) -> tuple[date, date] | None:
        """The days until that day on which the person was certainly insured; None when there is none."""
        last = min(self.last.earliest, on) if self.last else on
        return _span(self.first.latest if self.first else None, last)

    def beginning(self, day: date) -> Period | None:
        """What of a dated period lies on that day or later; None when nothing does."""
        if not self.is_dated or self.first is None or self.first.earliest >= day:
            return self
        if self.last is not None and self.last.latest < day:
            return None
        return replace(self, first=_day(max(day, self.first.latest)))

    def told_by(self, day: date) -> Period:
        """The same period; an amount without dates lies before the day on which it was told."""
        if self.amount is None or self.last is not None:
            return self
        return replace(self, last=_day(day))

    def widest(self) -> Period:
        """The same period at its longest; an amount stays what it is."""
        if not self.is_dated or self.first is None:
            return self
        return replace(self, first=_day(self.first.earliest), last=_day(self.last.latest) if self.last else None)

    def narrowest(self) -> Period | None:
        """The same period at its shortest; None when it may have been no day at all."""
        if not self.is_dated or self.first is None:
            return self
        first, last = _day(self.first.latest), _day(self.last.earliest) if self.last else None
        return None if last is not None and last < first else replace(self, first=first, last=last)

    def _latest(self, on: date) -> date:
        return min(self.last.latest, on) if self.last else on


def _span(first: date | None, last: date) -> tuple[date, date] | None:
    return None if first is None or first > last else (first, last)


def _day(day: date) -> PartialDate:
    return PartialDate(day)
