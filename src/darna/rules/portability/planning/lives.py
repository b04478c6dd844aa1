"""Many working lives in two countries as columns of whole months, without a name or a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from darna.rules.portability.careers import STANDARD, Career, Unit
from darna.rules.portability.careers.career import Conversions
from darna.rules.portability.questions.world import MOROCCO

Months = NDArray[np.int64]
Answers = NDArray[np.int8]

#: Answers as numbers, so that *all hold* is the least of them and *one holds* the greatest.
NO: Final = np.int8(0)
UNKNOWN: Final = np.int8(1)
YES: Final = np.int8(2)


@dataclass(frozen=True)
class Bounds:
    """One length for each life, between two bounds.

    Units: whole parts of a month, so many of them in one; a single part is the whole month.
    """

    low: Months
    high: Months
    parts: int = 1

    @property
    def more_than_none(self) -> Answers:
        """Whether there is anything to count."""
        return self.at_least(Fraction(1, self.parts))

    def at_least(self, needed: int | Fraction) -> Answers:
        """Whether each life reaches a length in months; exact for parts of a month."""
        exact = Fraction(needed) * self.parts
        reached = self.low * exact.denominator >= exact.numerator
        possible = self.high * exact.denominator >= exact.numerator
        return np.where(reached, YES, np.where(possible, UNKNOWN, NO)).astype(np.int8)

    @property
    def are_known(self) -> bool:
        """Whether every life has one length."""
        return bool(np.array_equal(self.low, self.high))


@dataclass(frozen=True)
class Counting:
    """How periods are measured: in which parts of a month, and between which two readings of a statement's days."""

    least: Conversions = STANDARD
    most: Conversions = STANDARD
    parts: int = 1

    def of(self, career: Career, countries: set[str]) -> tuple[int, int]:
        """How long a life is in these countries, at least and at most, in whole parts of a month."""
        found = career.length(countries, self.least)
        high = career.length(countries, self.most).high if _tells_days(career, countries) else found.high
        return floor(Fraction(found.low) * self.parts), floor(Fraction(high) * self.parts)


WHOLE_MONTHS: Final = Counting()


def _tells_days(career: Career, countries: set[str]) -> bool:
    """Whether a statement of another country than Morocco speaks of days: which days, it does not say."""
    return any(one.unit is Unit.DAYS and one.amount is not None for one in career.within(countries - {MOROCCO}))


@dataclass(frozen=True)
class Lives:
    """Insured time of many persons in a first and in a second country, and in both together."""

    first: Bounds
    second: Bounds
    total: Bounds

    def __post_init__(self) -> None:
        # Each length is rounded down for itself, so that both may lose a part that the whole keeps.
        slack = 0 if self.total.parts == 1 else 1
        if np.any(self.total.high > self.first.high + self.second.high + slack):
            raise ValueError("together cannot be more than both")

    @classmethod
    def known(cls, first: Months, second: Months, at_once: Months | int = 0) -> Lives:
        """Lives of which every month is known; `at_once` are the months that count in both countries."""
        together = first + second - at_once
        return cls(Bounds(first, first), Bounds(second, second), Bounds(together, together))

    @classmethod
    def of(cls, careers: Iterable[Career], countries: tuple[str, str], counting: Counting = WHOLE_MONTHS) -> Lives:
        """The columns of these careers; nothing else of them is kept."""
        first, second = countries
        asked: list[set[str]] = [{first}, {second}, {first, second}]
        found = np.array([[counting.of(career, where) for where in asked] for career in careers], np.int64)
        columns = found.reshape(-1, len(asked), 2)
        return cls(*(Bounds(one[:, 0], one[:, 1], counting.parts) for one in columns.transpose(1, 0, 2)))

    def __len__(self) -> int:
        return len(self.total.low)
