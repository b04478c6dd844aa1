"""A pension scheme as textbooks write it: so much at once, so much for each year, a minimum and a full career."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from darna.rules.portability.reckoning.money import Number
from darna.rules.portability.reckoning.sharing import pro_rata


@dataclass(frozen=True, slots=True)
class Scheme:
    """How one institution turns insured months into a pension.

    Units: months; percent of `base`. `flat_percent` is due as soon as `needed_months` are reached and
    `yearly_percent` for each year, up to `full_months`; who reaches these is paid `full_percent` where a full
    career is worth more than the sum of its years. `flat_full_months` is the career for which the flat part
    is meant, where a direct method cuts it by time.
    """

    base: Number
    yearly_percent: Number
    flat_percent: Number = 0
    needed_months: int = 0
    full_months: int | None = None
    full_percent: Number | None = None
    flat_full_months: int | None = None

    def benefit(self, months: Number) -> Fraction:
        """The pension for that many months, as if the minimum were reached.

        >>> Scheme(base=800, yearly_percent=2, full_months=480).benefit(504)
        Fraction(640, 1)
        """
        if self.full_percent is not None and self.full_months is not None and months >= self.full_months:
            return self._percent(Fraction(self.full_percent))
        return self._percent(Fraction(self.flat_percent) + self._yearly(months))

    def independent(self, own: Number) -> Fraction | None:
        """The pension on own months alone; None when they are too few."""
        return self.benefit(own) if own >= self.needed_months else None

    def theoretical(self, total: Number) -> Fraction:
        """The pension as if all months, wherever they were, had been insured here; nothing below the minimum."""
        return self.benefit(total) if total >= self.needed_months else Fraction(0)

    def part(self, own: Number, total: Number) -> Fraction:
        """This institution's part of the theoretical pension, divided by no more than a full career."""
        return pro_rata(self.theoretical(total), own, total, self.full_months)

    def direct(self, own: Number) -> Fraction:
        """The pension on own months only, opened by totalisation, the flat part cut by time.

        No theoretical pension is calculated and nothing of another country is looked at.
        """
        whole = self.flat_full_months
        flat = Fraction(self.flat_percent) * (min(Fraction(1), Fraction(own) / whole) if whole else 1)
        return self._percent(flat + self._yearly(own))

    def _yearly(self, months: Number) -> Fraction:
        counted = Fraction(months) if self.full_months is None else min(Fraction(months), Fraction(self.full_months))
        return Fraction(self.yearly_percent) * counted / 12

    def _percent(self, percent: Fraction) -> Fraction:
        return Fraction(self.base) * percent / 100
