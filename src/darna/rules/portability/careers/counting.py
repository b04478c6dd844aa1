"""Measuring stretches of time in months of thirty days, each stretch once however often it is told.

A date has a place on a line on which every month is thirty long: the thirty-first adds nothing and the last day
of February fills its month. So eighteen years are 216 months whatever the day they begin, a length does not
depend on where a period is cut, and a period more never makes a life shorter. Counting by completed months and
left-over days has none of these properties.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from darna.rules.portability.careers.units import DAYS_OF_A_MONTH

#: A stretch from one place on the line to another; the end is not part of it.
Stretch = tuple[int, int]

#: All time: the window of an amount of which nobody knows when it was.
EVER: Stretch = (0, 10_000 * 12 * DAYS_OF_A_MONTH)


def place(day: date) -> int:
    """Where the end of that day lies on the line.

    >>> place(date(2026, 2, 28)) == place(date(2026, 3, 1)) - 1
    True
    """
    months = day.year * 12 + day.month - 1
    return months * DAYS_OF_A_MONTH + (DAYS_OF_A_MONTH if _ends_february(day) else min(day.day, DAYS_OF_A_MONTH))


def stretch(first: date, last: date) -> Stretch:
    """The days from the first until the last, both included.

    >>> begin, end = stretch(date(2001, 2, 15), date(2004, 2, 14))
    >>> (end - begin) / DAYS_OF_A_MONTH
    36.0
    """
    months = first.year * 12 + first.month - 1
    return months * DAYS_OF_A_MONTH + min(first.day - 1, DAYS_OF_A_MONTH), place(last)


def day_at(point: int) -> date:
    """The first day that lies after that place on the line.

    >>> day_at(place(date(2026, 1, 30)))
    datetime.date(2026, 2, 1)
    """
    months, days = divmod(point, DAYS_OF_A_MONTH)
    begin = date(months // 12, months % 12 + 1, 1)
    found = begin + timedelta(days=days)
    # Day 29 and 30 of February do not exist: what begins there begins in March.
    return found if (found.year, found.month) == (begin.year, begin.month) else found.replace(day=1)


def united(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time, each part once, in order.

    >>> united([(5, 9), (1, 3), (3, 4), (6, 7)])
    [(1, 4), (5, 9)]
    """
    joined: list[Stretch] = []
    for begin, end in sorted(stretches):
        if end <= begin:
            continue
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return joined


def length(stretches: Iterable[Stretch]) -> int:
    """How long they are together, each part once; in days of months of thirty."""
    return sum(end - begin for begin, end in united(stretches))


def within(stretches: Iterable[Stretch], window: Stretch) -> list[Stretch]:
    """The parts that lie in a window."""
    return [(max(begin, window[0]), min(end, window[1])) for begin, end in stretches]


@dataclass(frozen=True, slots=True)
class Amount:
    """Insured time of known length that lies somewhere in a window."""

    days: Fraction
    window: Stretch = EVER


def least(cores: Sequence[Stretch], amounts: Sequence[Amount]) -> Fraction:
    """The shortest that certain stretches and amounts can be together, when amounts may hide in anything.

    Amounts whose windows do not meet cannot hide in each other, so the best choice of such windows counts: what
    each amount is longer than the certain time in its window is added. A further amount or stretch never makes
    the result smaller.
    """
    known = united(cores)
    ordered = sorted(amounts, key=lambda one: one.window[1])
    ends = [one.window[1] for one in ordered]
    best = [Fraction(0)]
    for index, one in enumerate(ordered):
        before = bisect_right(ends, one.window[0], 0, index)
        best.append(max(best[-1], best[before] + _surplus(one, known)))
    return length(known) + best[-1]


def most(hulls: Sequence[Stretch], amounts: Sequence[Amount]) -> Fraction:
    """The longest that possible stretches and amounts can be together: nothing hides, but time is not doubled."""
    added = length(hulls) + sum((one.days for one in amounts), Fraction(0))
    room = length([*hulls, *(one.window for one in amounts)])
    return min(added, Fraction(room))


def _surplus(amount: Amount, known: Sequence[Stretch]) -> Fraction:
    return max(Fraction(0), amount.days - length(within(known, amount.window)))


def _ends_february(day: date) -> bool:
    return day.month == 2 and (day + timedelta(days=1)).month == 3
