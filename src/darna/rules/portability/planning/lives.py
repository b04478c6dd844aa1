"""Many working lives in two countries as columns of whole months, without a name or a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from darna.rules.portability.careers import STANDARD, Career
from darna.rules.portability.careers.career import Conversions

Months = NDArray[np.int64]
Answers = NDArray[np.int8]

#: Answers as numbers, so that *all hold* is the least of them and *one holds* the greatest.
NO: Final = np.int8(0)
UNKNOWN: Final = np.int8(1)
YES: Final = np.int8(2)


@dataclass(frozen=True)
class Bounds:
    """One length for each life, between two bounds."""

    low: Months
    high: Months

    def at_least(self, needed: int | Fraction) -> Answers:
        """Whether each life reaches a length; exact for fractions of a month."""
        exact = Fraction(needed)
        reached = self.low * exact.denominator >= exact.numerator
        possible = self.high * exact.denominator >= exact.numerator
        return np.where(reached, YES, np.where(possible, UNKNOWN, NO)).astype(np.int8)

    @property
    def are_known(self) -> bool:
        """Whether every life has one length."""
        return bool(np.array_equal(self.low, self.high))


@dataclass(frozen=True)
class Lives:
    """Insured months of many persons in a first and in a second country, and in both together."""

    first: Bounds
    second: Bounds
    total: Bounds

    def __post_init__(self) -> None:
        if np.any(self.total.high > self.first.high + self.second.high):
            raise ValueError("together cannot be more than both")

    @classmethod
    def known(cls, first: Months, second: Months, at_once: Months | int = 0) -> Lives:
        """Lives of which every month is known; `at_once` are the months that count in both countries."""
        together = first + second - at_once
        return cls(Bounds(first, first), Bounds(second, second), Bounds(together, together))

    @classmethod
    def of(cls, careers: Iterable[Career], countries: tuple[str, str], conversions: Conversions = STANDARD) -> Lives:
        """The columns of these careers; nothing else of them is kept."""
        first, second = countries
        asked: list[set[str]] = [{first}, {second}, {first, second}]
        rows = [[career.months(where, conversions) for where in asked] for career in careers]
        columns = [
            Bounds(
                np.array([row[place].low for row in rows], np.int64),
                np.array([row[place].high for row in rows], np.int64),
            )
            for place in range(len(asked))
        ]
        return cls(*columns)

    def __len__(self) -> int:
        return len(self.total.low)
