"""Numbers of which only the bounds are known: a working life with unknown dates is between two lengths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from darna.rules.engine.answers import Answer

Number = int | Fraction | Decimal


def plus(one: Number, other: Number) -> Number:
    """The sum, exact: a decimal beside a fraction becomes a fraction, for Python adds the two not at all.

    >>> plus(Decimal("0.5"), Fraction(1, 3))
    Fraction(5, 6)
    """
    if isinstance(one, Fraction) or isinstance(other, Fraction):
        return Fraction(one) + Fraction(other)
    return one + other


@dataclass(frozen=True, slots=True)
class Between:
    """A number that is at least `low` and at most `high`; both are the same when it is known.

    >>> Between(110, 118).at_least(120), Between(110, 118).at_least(110), Between(110, 118).at_least(115)
    (<Answer.NO: 'no'>, <Answer.YES: 'yes'>, <Answer.UNKNOWN: 'unknown'>)
    >>> Between.exactly(12) + Between(1, 2)
    Between(low=13, high=14)
    >>> str(Between(1, 2)), str(Between.exactly(3))
    ('1–2', '3')
    """

    low: Number
    high: Number

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} is more than {self.high}")

    @classmethod
    def exactly(cls, number: Number) -> Between:
        """A number that is known."""
        return cls(number, number)

    @classmethod
    def of(cls, number: Number | Between) -> Between:
        """The same number, known or bounded, as bounds."""
        return number if isinstance(number, Between) else cls(number, number)

    @classmethod
    def total(cls, parts: Iterable[Between]) -> Between:
        """All parts together; nothing is 0."""
        found = list(parts)
        return sum(found, start=cls(0, 0))

    @property
    def is_known(self) -> bool:
        """Whether the two bounds are one."""
        return self.low == self.high

    def at_least(self, needed: Number) -> Answer:
        """Whether it reaches the number that is needed."""
        if self.low >= needed:
            return Answer.YES
        return Answer.UNKNOWN if self.high >= needed else Answer.NO

    def more_than(self, limit: Number) -> Answer:
        """Whether it is above that limit."""
        if self.low > limit:
            return Answer.YES
        return Answer.UNKNOWN if self.high > limit else Answer.NO

    def equals(self, other: Number) -> Answer:
        """Whether it is that number."""
        if self.low <= other <= self.high:
            return Answer.YES if self.is_known else Answer.UNKNOWN
        return Answer.NO

    def capped(self, most: Number) -> Between:
        """The same number, no higher than that."""
        return Between(min(self.low, most), min(self.high, most))

    def __add__(self, other: Number | Between) -> Between:
        added = Between.of(other)
        return Between(plus(self.low, added.low), plus(self.high, added.high))

    __radd__ = __add__

    def __sub__(self, other: Number | Between) -> Between:
        taken = Between.of(other)
        return Between(plus(self.low, -taken.high), plus(self.high, -taken.low))

    def __str__(self) -> str:
        return str(self.low) if self.is_known else f"{self.low}–{self.high}"
