"""The old-age pension of the CNSS: rate, bands of minimum amounts, and what is not known between the two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from darna.rules.engine.bounds import Between
from darna.rules.portability.reckoning.money import Number


@dataclass(frozen=True, slots=True)
class Cnss:
    """The values of the law on one day.

    Units: insured days; percent; dirhams a month. `bands` maps the first day of each band to its least amount.
    Source: dahir 1-72-184 as amended by law 02-24; decree 2.25.265.
    """

    needed_days: int
    former_days: int = 3240
    base_percent: Number = 50
    step_percent: Number = 1
    step_days: int = 216
    max_percent: Number = 70
    minimum: Number = 0
    salary_cap: Number | None = None
    bands: Mapping[int, Number] = field(default_factory=dict)

    def rate(self, days: Number) -> Fraction | None:
        """The per cent of the average salary; None below the days for which the rate is published.

        >>> Cnss(1320).rate(4320), Cnss(1320).rate(3455), Cnss(1320).rate(9999), Cnss(1320).rate(3239)
        (Fraction(55, 1), Fraction(50, 1), Fraction(70, 1), None)
        """
        if days < self.former_days:
            return None
        steps = (Fraction(days) - self.former_days) // self.step_days
        return min(Fraction(self.base_percent) + steps * Fraction(self.step_percent), Fraction(self.max_percent))

    def band(self, days: Number) -> Number | None:
        """The least monthly amount of the band those days are in; None below the first."""
        return next((self.bands[first] for first in sorted(self.bands, reverse=True) if days >= first), None)

    def pension(self, days: Number, average: Number | None) -> Between | None:
        """The monthly pension for those days and that average salary, before the cap on salaries is known.

        Exact from 3,240 days on. Below, two scenarios: at least the published minimum of the band, at most the
        rate of 3,240 days, because the rate in between has not been published where we could read it; without the
        salary only the minimum is known. None when nothing is due, or when it cannot be told without the salary.
        """
        if days < self.needed_days:
            return None
        rate = self.rate(days)
        if rate is not None:
            return None if average is None else Between.exactly(self._paid(rate, average, self.minimum))
        least = self.band(days)
        if least is None:
            return None
        most = least if average is None else self._paid(Fraction(self.base_percent), average, least)
        return Between(Fraction(least), Fraction(most))

    def is_refunded(self, days: Number) -> bool:
        """Whether the contributions are given back because no pension can come of them."""
        return days < self.needed_days

    def _paid(self, rate: Fraction, average: Number, least: Number) -> Fraction:
        counted = Fraction(average) if self.salary_cap is None else min(Fraction(average), Fraction(self.salary_cap))
        return max(counted * rate / 100, Fraction(least))
