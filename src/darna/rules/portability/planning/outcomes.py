"""Who would open a pension and how much, for many lives at once: the arithmetic of `reckoning` on columns."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from darna.rules.engine.answers import Answer
from darna.rules.portability.planning.lives import NO, UNKNOWN, YES, Answers, Bounds, Lives, Months
from darna.rules.portability.reckoning import Scheme

Cents = NDArray[np.int64]

_CODES: Final = {Answer.YES: YES, Answer.UNKNOWN: UNKNOWN, Answer.NO: NO}


@dataclass(frozen=True)
class Terms:
    """What one country asks for, and whether periods of the other count there.

    Units: months, which may be fractions. `own_needed` is the minimum on own periods; for all periods together
    `total_needed` is certainly too little when not reached and `total_surely` certainly enough, which differ
    where the law is not certain. None: the minimum is not known. With fewer months than `short_months` here, or
    `other_short_months` in the other country, a rule on short periods applies that nobody could read.
    """

    own_needed: int | Fraction | None
    total_needed: int | Fraction | None = None
    total_surely: int | Fraction | None = None
    totalises: Answer = Answer.NO
    short_months: int = 0
    other_short_months: int = 0

    @property
    def certainly_enough(self) -> int | Fraction | None:
        """The length of all periods that is enough whatever the open question is answered."""
        return self.total_needed if self.total_surely is None else self.total_surely


@dataclass(frozen=True)
class Opening:
    """For each life: whether own periods are enough, whether all together are, and whether there is a pension."""

    by_own: Answers
    by_totalisation: Answers

    @property
    def pension(self) -> Answers:
        """Whether a pension is opened one way or the other."""
        return np.maximum(self.by_own, self.by_totalisation)


@dataclass(frozen=True)
class Amounts:
    """For each life, in cents: on own periods, as if all had been here, the part of that, and what is paid."""

    independent: Cents
    theoretical: Cents
    pro_rata: Cents
    paid: Cents


def openings(lives: Lives, first: Terms, second: Terms) -> tuple[Opening, Opening]:
    """Whether each life opens a pension in the first and in the second country."""
    one = _opening(lives.first, lives.second, lives.total, first)
    return one, _opening(lives.second, lives.first, lives.total, second)


def _opening(own: Bounds, other: Bounds, total: Bounds, terms: Terms) -> Opening:
    some = own.more_than_none
    by_own = np.minimum(some, _reaches(own, terms.own_needed))
    enough = np.where(
        _reaches(total, terms.certainly_enough) == YES,
        YES,
        np.minimum(_reaches(total, terms.total_needed), UNKNOWN),
    )
    if terms.certainly_enough == terms.total_needed:
        enough = _reaches(total, terms.total_needed)
    by_totalisation = np.minimum(np.minimum(some, enough), _CODES[terms.totalises])
    for length, limit in ((own, terms.short_months), (other, terms.other_short_months)):
        by_totalisation = np.minimum(by_totalisation, np.where(length.at_least(limit) == YES, YES, UNKNOWN))
    return Opening(by_own, by_totalisation.astype(np.int8))


def _reaches(length: Bounds, needed: int | Fraction | None) -> Answers:
    return np.full(len(length.low), UNKNOWN, np.int8) if needed is None else length.at_least(needed)


def amounts(own: Months, total: Months, scheme: Scheme) -> Amounts:
    """The amounts of one scheme for each life, exactly as `reckoning` has them, rounded to the cent.

    All is done in whole numbers: an amount is a numerator over a common denominator until it is rounded.
    """
    numbers = _Numbers.of(scheme)
    independent = np.where(own >= scheme.needed_months, numbers.benefit(own), 0)
    theoretical = np.where(total >= scheme.needed_months, numbers.benefit(total), 0)
    divided_by = np.maximum(total if scheme.full_months is None else np.minimum(total, scheme.full_months), 1)
    part = theoretical * np.minimum(own, divided_by)
    of_part = numbers.denominator * divided_by
    alone, whole = _rounded(independent, numbers.denominator), _rounded(theoretical, numbers.denominator)
    shared = _rounded(part, of_part)
    return Amounts(alone, whole, shared, np.maximum(alone, shared))


@dataclass(frozen=True)
class _Numbers:
    """A scheme in whole numbers: cents times hundredths of a per cent times twelfths of a year."""

    base: int
    flat: int
    yearly: int
    full_months: int | None
    full: int | None
    #: Percent are hundredths, these are hundredths of them, and a year has twelve months.
    denominator: int = 100 * 100 * 12

    @classmethod
    def of(cls, scheme: Scheme) -> _Numbers:
        full = None if scheme.full_percent is None else _whole(scheme.full_percent)
        return cls(
            _whole(scheme.base), _whole(scheme.flat_percent), _whole(scheme.yearly_percent), scheme.full_months, full
        )

    def benefit(self, months: Months) -> Cents:
        counted = months if self.full_months is None else np.minimum(months, self.full_months)
        found = self.base * (self.flat * 12 + self.yearly * counted)
        if self.full is None or self.full_months is None:
            return found
        return np.where(months >= self.full_months, self.base * self.full * 12, found)


def _whole(number: object) -> int:
    hundredths = Fraction(str(number)) * 100
    if hundredths.denominator != 1:
        raise ValueError(f"{number} has more than two places")
    return hundredths.numerator


def _rounded(numerator: Cents, denominator: Cents | int) -> Cents:
    """Half a cent upwards, as `cents` does."""
    return (2 * numerator + denominator) // (2 * denominator)
