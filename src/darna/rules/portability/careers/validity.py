"""What cannot be right in a working life as it was told, said so that the person can correct it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from darna.rules.portability.careers.career import Career
from darna.rules.portability.careers.counting import length, stretch
from darna.rules.portability.careers.periods import Period
from darna.rules.portability.careers.units import DAYS_OF_A_MONTH, STANDARD, Unit


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one or two periods: `code` names the sentence, `periods` are their places, from 0.

    `stops`: it cannot be counted so; otherwise it is counted and only told (an overlap counts once).
    """

    code: str
    periods: tuple[int, ...]
    values: dict[str, object] = field(default_factory=dict)
    stops: bool = True

    @property
    def key(self) -> str:
        """The sentence that tells it."""
        return f"portability.finding.{self.code}"


def findings(career: Career, *, on: date) -> tuple[Finding, ...]:
    """What is wrong or worth knowing about each period and each pair, in the order told."""
    told = list(enumerate(career.periods))
    alone = [found for place, period in told for found in _of_one(place, period, on)]
    return (*alone, *_overlaps(told, on))


def _of_one(place: int, period: Period, on: date) -> Iterator[Finding]:
    if period.first is None and period.amount is None:
        yield Finding("no_length", (place,))
    if period.amount is not None and period.amount <= 0:
        yield Finding("not_positive", (place,), {"amount": period.amount})
    if period.first and period.last and period.first.earliest > period.last.latest:
        yield Finding("end_before_start", (place,), {"first": period.first, "last": period.last})
    elif _is_to_come(period, on):
        yield Finding("in_the_future", (place,), {"on": on})
    elif _has_no_room(period, on):
        yield Finding("more_than_its_dates", (place,), {"amount": period.amount, "unit": period.unit.value})


def _is_to_come(period: Period, on: date) -> bool:
    return any(known is not None and known.earliest > on for known in (period.first, period.last))


def _has_no_room(period: Period, on: date) -> bool:
    """Whether more is on the statement than fits between the dates; days are compared with days of the calendar."""
    span = period.hull(on)
    if span is None or period.amount is None or period.last is None:
        return False
    if period.unit is Unit.DAYS:
        return period.amount > (span[1] - span[0]).days + 1
    return period.months(STANDARD) * DAYS_OF_A_MONTH > length([stretch(*span)])


def _overlaps(told: list[tuple[int, Period]], on: date) -> Iterator[Finding]:
    dated = [(place, period, span) for place, period in told if period.is_dated and (span := period.core(on))]
    for (place, one, span), (other_place, other, other_span) in combinations(dated, 2):
        first, last = max(span[0], other_span[0]), min(span[1], other_span[1])
        if first <= last:
            values: dict[str, object] = {"first": first, "last": last, "one": one.country, "other": other.country}
            yield Finding("told_twice", (place, other_place), values, stops=False)
