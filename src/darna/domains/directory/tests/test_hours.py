"""Open or closed, until when, and when next: by the clock of the place, across midnight, holidays and seasons."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from darna.domains.directory.hours import Closing, Line, hours_of, is_open_at, opening_at, wall_clock

ZONES = ("Africa/Casablanca", "Europe/Rome", "America/Montreal")
FIRST = date(2026, 3, 1)
DAYS = st.dates(FIRST, FIRST + timedelta(days=400))
#: Quarters of an hour, so that a test can look at every moment at which anything may change.
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    season = draw(st.none() | st.tuples(DAYS, st.integers(0, 40)))
    dates = (season[0], season[0] + timedelta(days=season[1])) if season else (None, None)
    return Line(draw(st.integers(1, 7)), draw(TIMES), draw(TIMES), *dates)


LINES = st.lists(lines(), max_size=12)
CLOSINGS = st.lists(st.builds(lambda day, more: Closing(day, day + timedelta(days=more)), DAYS, st.integers(0, 9)))
INSTANTS = st.builds(
    lambda day, at: datetime.combine(day, at, tzinfo=UTC), st.dates(FIRST, FIRST + timedelta(days=90)), TIMES
)


def open_by_the_book(held: list[Line], closings: list[Closing], here: datetime) -> bool:
    """The same question asked the long way: this day's hours, and those of the evening before."""
    today, before, at = here.date(), here.date() - timedelta(days=1), here.time()
    if any(closing.covers(today) for closing in closings):
        return False
    if any(line.opens <= at and (at < line.closes or line.ends_next_day) for line in hours_of(today, held)):
        return True
    if any(closing.covers(before) for closing in closings):
        return False
    return any(line.ends_next_day and at < line.closes for line in hours_of(before, held))


@given(LINES, CLOSINGS, INSTANTS, st.sampled_from(ZONES))
def test_open_is_what_the_clock_on_the_wall_says(
    held: list[Line], closings: list[Closing], instant: datetime, zone: str
) -> None:
    wanted = open_by_the_book(held, closings, wall_clock(zone, instant))
    assert opening_at(held, closings, zone, instant).is_open == wanted
    assert is_open_at(held, closings, zone, instant) == wanted


@given(LINES, CLOSINGS, INSTANTS, st.sampled_from(ZONES))
def test_what_is_said_of_later_comes_true_and_not_before(
    held: list[Line], closings: list[Closing], instant: datetime, zone: str
) -> None:
    told = opening_at(held, closings, zone, instant)
    change = told.until if told.is_open else told.next
    here, last = told.now, change or told.now + timedelta(days=6)
    while here < last:
        assert open_by_the_book(held, closings, here) == told.is_open
        here += timedelta(minutes=15)
    if change:
        assert open_by_the_book(held, closings, change) != told.is_open


def test_the_hours_of_a_season_replace_the_usual_ones_while_it_lasts() -> None:
    usual = [Line(day, time(8, 30), time(16, 30)) for day in range(1, 6)]
    ramadan = [Line(day, time(9), time(14), date(2027, 2, 8), date(2027, 3, 9)) for day in range(1, 6)]
    afternoon = datetime(2027, 2, 10, 15, tzinfo=ZoneInfo("Africa/Casablanca"))
    assert not is_open_at([*usual, *ramadan], [], "Africa/Casablanca", afternoon)
    assert is_open_at([*usual, *ramadan], [], "Africa/Casablanca", afternoon + timedelta(days=42))


def test_a_night_service_is_open_after_midnight_but_not_into_a_holiday() -> None:
    friday = [Line(5, time(20), time(2))]
    late = datetime(2026, 11, 28, 1, tzinfo=ZoneInfo("Europe/Rome"))
    assert opening_at(friday, [], "Europe/Rome", late).until == datetime(2026, 11, 28, 2)  # noqa: DTZ001
    assert not is_open_at(friday, [Closing(date(2026, 11, 28), date(2026, 11, 28))], "Europe/Rome", late)


def test_a_line_that_never_closes_is_open_day_and_night() -> None:
    always = [Line(day, time(0), time(0)) for day in range(1, 8)]
    told = opening_at(always, [], "Africa/Casablanca", datetime(2026, 11, 22, 3, tzinfo=UTC))
    assert (told.is_open, told.until, told.next) == (True, None, None)


def test_the_same_instant_is_open_in_turin_and_not_yet_in_montreal() -> None:
    morning = [Line(1, time(9), time(12))]
    instant = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert [is_open_at(morning, [], zone, instant) for zone in ZONES] == [True, True, False]


def test_without_hours_nothing_is_claimed() -> None:
    told = opening_at([], [], "Africa/Casablanca", datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert (told.is_known, told.is_open, told.until, told.next) == (False, False, None, None)
