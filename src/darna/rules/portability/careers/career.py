"""A working life: all insured periods of one person, and how long they are in the countries that count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Final

from darna.rules.engine.answers import Answer
from darna.rules.engine.bounds import Between
from darna.rules.portability.careers.counting import (
    EVER,
    Amount,
    Stretch,
    day_at,
    least,
    length,
    most,
    stretch,
    united,
)
from darna.rules.portability.careers.periods import Period
from darna.rules.portability.careers.units import DAYS_OF_A_MONTH, STANDARD, Conversion, Unit

#: In a table of conversions, the one of every country that is not named.
ANYWHERE_ELSE: Final = ""
#: One conversion for all countries, or one for each.
Conversions = Conversion | Mapping[str, Conversion]


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two insured periods on which the person was certainly not insured in these countries."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Measured:
    """One length in exact months: when statements hide in other time, when nothing is at once, and at most."""

    hidden: Fraction
    apart: Fraction
    high: Fraction

    @property
    def may_hide(self) -> bool:
        """Whether it makes a difference that something may have been at the same time."""
        return self.hidden != self.apart


@dataclass(frozen=True, slots=True)
class Career:
    """Insured periods, in any order; every length is between two bounds.

    `never_at_once`: the person says that they were never insured in two places at the same time. Without it,
    amounts of which nobody knows the dates may lie in time that is already counted.

    >>> from darna.kernel.dates import PartialDate
    >>> france = Period("FR", PartialDate.parse("1970-01-01"), PartialDate.parse("1987-12-31"))
    >>> life = Career((france, Period("MA", amount=60)))
    >>> str(life.months({"FR"})), str(life.months({"FR", "MA"})), str(life.told_apart().months({"FR", "MA"}))
    ('216', '216–276', '276')
    """

    periods: tuple[Period, ...] = ()
    on: date = date.max
    never_at_once: bool = False

    def until(self, day: date) -> Career:
        """The same life as it was at the end of that day."""
        return replace(self, on=day)

    def told_apart(self) -> Career:
        """The same life, of a person who was never insured in two places at the same time."""
        return replace(self, never_at_once=True)

    def with_period(self, period: Period) -> Career:
        """The same life with one period more."""
        return replace(self, periods=(*self.periods, period))

    @property
    def are_known(self) -> bool:
        """Whether every period is told to the day, and no statement can hide in anything."""
        hides = len(self.periods) > 1 and any(one.amount is not None for one in self.periods)
        return not any(one.is_vague for one in self.periods) and (self.never_at_once or not hides)

    def longest(self) -> Career:
        """The same life at its longest: every date at its widest, nothing at the same time as anything else."""
        return replace(self.told_apart(), periods=tuple(one.widest() for one in self.periods))

    def shortest(self) -> Career:
        """The same life at its shortest: every date at its narrowest."""
        narrow = tuple(found for one in self.periods if (found := one.narrowest()))
        return replace(self, periods=narrow, never_at_once=self.never_at_once or len(narrow) < 2)

    def beginning(self, code: str, day: date) -> Career:
        """The same life, of which nothing in one country counts before a day: an age, for instance."""
        kept = ((one.beginning(day) if one.country == code else one) for one in self.periods)
        return replace(self, periods=tuple(one for one in kept if one is not None))

    def told_by(self, day: date) -> Career:
        """The same life, whose statements are known not to speak of later days."""
        return replace(self, periods=tuple(one.told_by(day) for one in self.periods))

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries in which there are periods, each once, in the order told."""
        return tuple(dict.fromkeys(period.country for period in self.periods))

    def within(self, countries: Collection[str]) -> Career:
        """Only the periods in these countries."""
        return replace(self, periods=tuple(one for one in self.periods if one.country in countries))

    def measured(self, countries: Collection[str], conversions: Conversions = STANDARD) -> Measured:
        """How long the person was insured in these countries together, in every way it may be told."""
        counted = self.within(countries).periods
        cores, hulls = _stretches(counted, self.on)
        amounts = _amounts(counted, self.on, conversions)
        high = self._longest(most(hulls, amounts), amounts, counted, conversions)
        # More on a statement than its dates have room for: the room counts, and `findings` says so.
        hidden, apart = min(least(cores, amounts), high), min(_apart(cores, amounts), high)
        return Measured(*(Fraction(days, DAYS_OF_A_MONTH) for days in (hidden, apart, high)))

    def length(self, countries: Collection[str], conversions: Conversions = STANDARD) -> Between:
        """How long the person was insured in these countries together, in exact months, overlaps once."""
        found = self.measured(countries, conversions)
        return Between(found.apart if self.never_at_once else found.hidden, found.high)

    def _longest(
        self, together: Fraction, amounts: list[Amount], counted: tuple[Period, ...], conversions: Conversions
    ) -> Fraction:
        """No more than the countries have each: a statement with more than its dates hold takes no room elsewhere."""
        names = {period.country for period in counted}
        if len(names) < 2 or all(one.window == EVER for one in amounts):
            return together
        alone = (self.length({name}, conversions).high for name in names)
        return min(together, sum((Fraction(one) * DAYS_OF_A_MONTH for one in alone), Fraction(0)))

    def months(self, countries: Collection[str], conversions: Conversions = STANDARD) -> Between:
        """Whole insured months in these countries together."""
        exact = self.length(countries, conversions)
        return Between(floor(exact.low), floor(exact.high))

    def days(self, country: str, conversion: Conversion = STANDARD) -> Between:
        """Whole insured days in one country, as its scheme counts days."""
        exact = self.length({country}, {country: conversion})
        return Between(*(floor(conversion.amount(bound, Unit.DAYS)) for bound in (exact.low, exact.high)))

    def is_shorter_than(self, months: int, country: str, conversions: Conversions = STANDARD) -> Answer:
        """Whether the periods in one country are together shorter than that: one year, in most agreements."""
        has = self.length({country}, conversions).at_least(months)
        return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(has, Answer.UNKNOWN)

    def gaps(self, countries: Collection[str] | None = None) -> tuple[Gap, ...]:
        """The certain holes between dated periods; amounts without dates could lie in them."""
        counted = self.periods if countries is None else self.within(countries).periods
        _, hulls = _stretches(counted, self.on)
        return tuple(_gap(one[1], other[0]) for one, other in pairwise(united(hulls)))

    def at_once(self, countries: Collection[str]) -> Fraction:
        """The months that are certainly told twice among dated periods in these countries."""
        cores, _ = _stretches(self.within(countries).periods, self.on)
        return Fraction(sum(end - begin for begin, end in cores) - length(cores), DAYS_OF_A_MONTH)

    def may_be_at_once(self, countries: Collection[str], conversions: Conversions = STANDARD) -> bool:
        """Whether knowing that nothing was at the same time would tell more about the length."""
        return not self.never_at_once and self.measured(countries, conversions).may_hide

    def __iter__(self) -> Iterator[Period]:
        return iter(self.periods)


def _stretches(periods: Iterable[Period], on: date) -> tuple[list[Stretch], list[Stretch]]:
    """What dated periods certainly cover, and what they may cover."""
    dated = [period for period in periods if period.is_dated]
    cores = [stretch(*span) for period in dated if (span := period.core(on))]
    hulls = [stretch(*span) for period in dated if (span := period.hull(on))]
    return cores, hulls


def _amounts(periods: Iterable[Period], on: date, conversions: Conversions) -> list[Amount]:
    """Amounts on statements; one scheme does not count the same day twice, so its amounts of one window add up."""
    found: dict[tuple[str, str, Stretch], Fraction] = {}
    for period in periods:
        if period.amount is not None and (window := _window(period, on)):
            key = period.country, period.scheme, window
            months = period.months(_conversion(conversions, period.country))
            found[key] = found.get(key, Fraction(0)) + months * DAYS_OF_A_MONTH
    return [Amount(days, window) for (_, _, window), days in found.items()]


def _window(period: Period, on: date) -> Stretch | None:
    """Where an amount can lie; None when it lies after the day that is asked about."""
    if period.first is None and period.last is None:
        return EVER
    begin = period.first.earliest if period.first else date.min + timedelta(days=1)
    end = min(period.last.latest, on) if period.last else on
    return stretch(begin, end) if begin <= end else None


def _apart(cores: list[Stretch], amounts: list[Amount]) -> Fraction:
    return length(cores) + sum((one.days for one in amounts), Fraction(0))


def _conversion(conversions: Conversions, country: str) -> Conversion:
    if isinstance(conversions, Conversion):
        return conversions
    return conversions.get(country) or conversions.get(ANYWHERE_ELSE, STANDARD)


def _gap(end: int, begin: int) -> Gap:
    return Gap(day_at(end), day_at(begin) - timedelta(days=1))
