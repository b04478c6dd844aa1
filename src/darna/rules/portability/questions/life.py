"""The working life a question is about: what was told, counted until the day that is asked about."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date
from fractions import Fraction
from math import floor

from darna.kernel.dates import PartialDate
from darna.rules.engine.bounds import Between
from darna.rules.engine.circumstances import day_of_months
from darna.rules.engine.inquiry import Inquiry
from darna.rules.portability.careers import CALENDAR, STANDARD, Career, Conversion, Period, Unit
from darna.rules.portability.careers.career import ANYWHERE_ELSE, Measured
from darna.rules.portability.questions.stated import stated
from darna.rules.portability.questions.world import MOROCCO

#: What the CNSS takes for one month when nothing else is known on a day.
USUAL_DAYS = 26


class Life:
    """Lengths of a working life for one question; each is measured once, and what it rests on is said each time."""

    def __init__(self, ask: Inquiry) -> None:
        self.ask = ask
        told = ask.circumstances.known("career")
        self.career = told.until(ask.circumstances.on) if isinstance(told, Career) else None
        if self.career is not None and ask.circumstances.known("insured_at_once") is False:
            self.career = self.career.told_apart()
        self._measured: dict[frozenset[str], Measured] = {}
        self._conversion: Conversion | None = None
        self._is_quiet = False

    def counted_from(self, code: str, months: int) -> Life:
        """The same life, of which nothing in one country counts before an age, where the date of birth is known."""
        born = self.ask.circumstances.known("birth_date")
        if self.career is not None and isinstance(born, PartialDate):
            self.career = self.career.beginning(code, day_of_months(born, months))
        return self

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries in which periods were told."""
        return self.career.countries if self.career else ()

    @property
    def quiet(self) -> Life:
        """The same life measured for figures and changes: no condition rests on what is measured there."""
        found = copy(self)
        found._is_quiet = True
        return found

    def months(self, countries: Iterable[str]) -> Between | None:
        """Whole insured months in these countries together; None when nothing was told."""
        exact = self.length(countries)
        return None if exact is None else Between(floor(exact.low), floor(exact.high))

    def days(self, countries: Iterable[str]) -> Between | None:
        """Whole insured days as Morocco counts them; days that were told as days need no conversion."""
        where = frozenset(countries)
        exact = self._found(where, converts=not all(_told_in_days(one) for one in self._counted(where)))
        if exact is None:
            return None
        of_a_month = self.conversion.days_per_month
        return Between(*(floor(Fraction(bound) * Fraction(of_a_month)) for bound in (exact.low, exact.high)))

    def length(self, countries: Iterable[str]) -> Between | None:
        """Insured months in these countries together, exact; the condition that follows rests on them."""
        where = frozenset(countries)
        return self._found(where, converts=any(_told_in_days(one) for one in self._counted(where)))

    def _found(self, where: frozenset[str], *, converts: bool) -> Between | None:
        if self.career is not None and where not in self._measured:
            self._measured[where] = self._measure(where)
        found = self._measured.get(where)
        if not self._is_quiet:
            self._rest(found, converts=converts)
        if found is None or self.career is None:
            return None
        return Between(found.apart if self.career.never_at_once else found.hidden, found.high)

    def _rest(self, found: Measured | None, *, converts: bool) -> None:
        """Rest the condition that follows on what the length comes from."""
        self.ask.fact("career")
        if converts:
            stated(self.ask, "ma_cnss.days_per_month")
        if found is not None and found.may_hide:
            # Whether two statements can be of the same time is asked only where it makes a difference.
            self.ask.fact("insured_at_once")

    def _counted(self, where: frozenset[str]) -> list[Period]:
        return [one for one in self.career or () if one.country in where]

    @property
    def conversion(self) -> Conversion:
        """How many declared days are a month in Morocco."""
        if self._conversion is None:
            dated = self.ask.peek("ma_cnss.days_per_month")
            days = dated.value if dated is not None and isinstance(dated.value, int) else USUAL_DAYS
            self._conversion = Conversion(days_per_month=days)
        return self._conversion

    def _measure(self, where: frozenset[str]) -> Measured:
        """Days of other countries may be days of the calendar or of work: which, their statements do not say."""
        career = self.career or Career()
        least = career.measured(where, {MOROCCO: self.conversion, ANYWHERE_ELSE: CALENDAR})
        if not any(one.country in where - {MOROCCO} and one.unit is Unit.DAYS for one in career):
            return least
        most = career.measured(where, {MOROCCO: self.conversion, ANYWHERE_ELSE: STANDARD})
        return Measured(least.hidden, least.apart, most.high)

    def begins(self, code: str) -> tuple[date | None, date | None]:
        """The earliest and the latest day on which the first period in a country can have begun; None if not known."""
        self.ask.fact("career")
        told = [one.first for one in (self.career or ()) if one.country == code]
        if not told or any(first is None for first in told):
            return None, None
        known = [first for first in told if first is not None]
        return min(first.earliest for first in known), min(first.latest for first in known)


def _told_in_days(period: Period) -> bool:
    return period.country == MOROCCO and period.amount is not None and period.unit is Unit.DAYS
