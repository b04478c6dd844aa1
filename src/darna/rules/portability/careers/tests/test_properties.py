"""What is true of the length of every working life, tried on lives nobody thought of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from darna.kernel.dates import PartialDate
from darna.rules.engine.bounds import Between
from darna.rules.portability.careers import Career, Period, read_career, written
from darna.rules.portability.careers.counting import day_at, length, place, stretch
from darna.rules.portability.careers.tests.makers import (
    TODAY,
    amounts,
    careers,
    dated_periods,
    days,
    life,
    periods,
    sets_of_countries,
)


@given(careers, st.randoms(use_true_random=False), sets_of_countries)
def test_the_order_in_which_periods_are_told_changes_nothing(career: Career, chance, where: set[str]) -> None:
    shuffled = list(career.periods)
    chance.shuffle(shuffled)
    assert life(*shuffled).length(where) == career.length(where)


@given(careers, dated_periods(), st.floats(0, 1), sets_of_countries)
def test_a_period_told_in_two_parts_is_as_long_as_in_one(
    career: Career, one: Period, at: float, where: set[str]
) -> None:
    first, last = one.first.value, one.last.value
    cut = first + timedelta(days=int((last - first).days * at))
    parts = [replace(one, last=PartialDate(cut))]
    if cut < last:
        parts.append(replace(one, first=PartialDate(cut + timedelta(days=1))))
    whole = career.with_period(one)
    assert Career((*career.periods, *parts), TODAY).length(where) == whole.length(where)


@given(careers, amounts(), sets_of_countries)
def test_an_amount_told_in_two_parts_is_as_long_as_in_one(career: Career, one: Period, where: set[str]) -> None:
    parts = [replace(one, amount=Fraction(one.amount, 3)), replace(one, amount=Fraction(2 * one.amount, 3))]
    assert Career((*career.periods, *parts), TODAY).length(where) == career.with_period(one).length(where)


@given(careers, periods, sets_of_countries)
def test_a_period_more_never_makes_a_life_shorter(career: Career, more: Period, where: set[str]) -> None:
    before, after = career.length(where), career.with_period(more).length(where)
    assert before.low <= after.low
    assert before.high <= after.high


@given(careers, sets_of_countries)
def test_telling_the_same_dated_life_twice_makes_it_no_longer(career: Career, where: set[str]) -> None:
    dated = [one for one in career.periods if one.is_dated]
    assert life(*dated, *dated).length(where) == life(*dated).length(where)


@given(careers, sets_of_countries)
def test_together_is_no_more_than_the_parts_and_no_less_than_the_longest(career: Career, where: set[str]) -> None:
    together, apart = career.length(where), [career.length({one}) for one in where]
    assert together.high <= Between.total(apart).high
    assert together.low >= max(one.low for one in apart)


@given(careers, sets_of_countries)
def test_knowing_that_nothing_was_at_once_only_narrows_the_bounds(career: Career, where: set[str]) -> None:
    known, unknown = career.told_apart().length(where), career.length(where)
    assert unknown.low <= known.low <= known.high <= unknown.high


@given(careers, sets_of_countries)
def test_a_vague_date_bounds_every_day_it_can_have_been(career: Career, where: set[str]) -> None:
    vague = [one for one in career.periods if one.is_dated]
    exact = [_as_early_as_possible(one) for one in vague]
    bounds, real = life(*vague).length(where), life(*exact).length(where)
    assert bounds.low <= real.low == real.high <= bounds.high


@given(days, days)
def test_days_between_two_dates_have_one_length_wherever_they_are_cut(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    middle = first + (last - first) / 2
    cut = (
        [stretch(first, middle), stretch(middle + timedelta(days=1), last)] if middle < last else [stretch(first, last)]
    )
    assert length(cut) == length([stretch(first, last)])


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_a_place_on_the_line_and_its_day_belong_together(day: date) -> None:
    if day.day < 31 and not (day.month == 2 and day.day > 27):
        assert day_at(place(day) - 1) == day


@given(careers)
def test_every_life_can_be_written_and_read_again(career: Career) -> None:
    assert read_career(written(career)).periods == career.periods


def _as_early_as_possible(period: Period) -> Period:
    first, last = period.first.earliest, period.last.earliest
    return replace(period, first=PartialDate(first), last=PartialDate(max(first, last)))
