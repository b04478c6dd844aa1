"""Working lives for tests, from short words and from chance that can be repeated."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from darna.kernel.dates import PartialDate
from darna.rules.portability.careers import Career, Period, Unit

TODAY = date(2026, 6, 1)
COUNTRIES = ("MA", "FR", "ES")


def dated(country: str, first: str, last: str = "", **more: object) -> Period:
    """A period between two dates as they are written."""
    return Period(country, PartialDate.parse(first), PartialDate.parse(last) if last else None, **more)  # type: ignore[arg-type]


def life(*periods: Period, on: date = TODAY) -> Career:
    """A working life until today."""
    return Career(tuple(periods), on)


days = st.dates(date(1970, 1, 1), TODAY)
countries = st.sampled_from(COUNTRIES)


@st.composite
def dated_periods(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(days), draw(days)))
    return Period(draw(countries), PartialDate(first), PartialDate(last))


@st.composite
def vague_periods(draw: st.DrawFn) -> Period:
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 4000)))
    written = [str(first)[: draw(st.sampled_from([4, 7, 10]))], str(last)[: draw(st.sampled_from([4, 7, 10]))]]
    return dated(draw(countries), *written)


@st.composite
def amounts(draw: st.DrawFn) -> Period:
    unit = draw(st.sampled_from(list(Unit)))
    window = sorted((draw(days), draw(days))) if draw(st.booleans()) else [None, None]
    first, last = (PartialDate(day) if day else None for day in window)
    return Period(draw(countries), first, last, draw(st.integers(1, 400)), unit, draw(st.sampled_from(["", "B"])))


periods = st.one_of(dated_periods(), vague_periods(), amounts())
careers = st.lists(periods, max_size=6).map(lambda told: life(*told))
sets_of_countries = st.sets(countries, min_size=1)
