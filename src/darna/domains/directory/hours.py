"""Whether a place is open, until when, and when it opens: by the clock on its own wall; no Django, no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

#: How many days ahead an opening is looked for.
AHEAD: Final = 21
#: Hours that run on for so long are said to be day and night.
ROUND_THE_CLOCK: Final = timedelta(days=7)

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Line:
    """Hours of one weekday (1 is Monday); dated ones replace the usual ones on the days they cover."""

    weekday: int
    opens: time
    closes: time
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_seasonal(self) -> bool:
        """It holds for a time only."""
        return self.valid_from is not None and self.valid_to is not None

    @property
    def ends_next_day(self) -> bool:
        """It closes after midnight."""
        return self.closes <= self.opens

    def covers(self, day: date) -> bool:
        """The day lies within the season; usual hours cover every day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Closing:
    """Days on which nobody is there, the first and the last included."""

    starts_on: date
    ends_on: date
    note: str = ""

    def covers(self, day: date) -> bool:
        """The day is one of them."""
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class Opening:
    """How a place stands at a moment. Units: naive times, by the clock of the place."""

    now: datetime
    is_known: bool = False
    is_open: bool = False
    #: When it closes; empty when it never does.
    until: datetime | None = None
    #: When it opens next; empty when it is open, or when nothing is known of the next weeks.
    next: datetime | None = None


def opening_at(lines: Sequence[Line], closings: Sequence[Closing], zone: str, instant: datetime) -> Opening:
    """How the place stands at an instant.

    >>> from datetime import UTC
    >>> monday = [Line(1, time(8, 30), time(16, 30))]
    >>> opening_at(monday, [], "Africa/Casablanca", datetime(2026, 11, 23, 9, tzinfo=UTC)).until
    datetime.datetime(2026, 11, 23, 16, 30)
    """
    here = wall_clock(zone, instant)
    if not lines:
        return Opening(here)
    first = here.date() - timedelta(days=1)
    spans = _joined(_spans(lines, closings, first, AHEAD + 2))
    for start, end in spans:
        if start <= here < end:
            return Opening(here, True, True, None if end - start >= ROUND_THE_CLOCK else end)
    return Opening(here, True, False, None, next((start for start, _end in spans if start > here), None))


def is_open_at(lines: Sequence[Line], closings: Sequence[Closing], zone: str, instant: datetime) -> bool:
    """The place is open at an instant; quicker, for sorting many."""
    here = wall_clock(zone, instant)
    spans = _spans(lines, closings, here.date() - timedelta(days=1), 2)
    return any(start <= here < end for start, end in spans)


def wall_clock(zone: str, instant: datetime) -> datetime:
    """What the clock on the wall of the place says at an instant."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def hours_of(day: date, lines: Iterable[Line]) -> list[Line]:
    """The hours that hold on a day: those of the season, if one covers it, else the usual ones."""
    held = [line for line in lines if line.covers(day)]
    seasonal = [line for line in held if line.is_seasonal]
    chosen = (line for line in (seasonal or held) if line.weekday == day.isoweekday())
    return sorted(chosen, key=lambda line: line.opens)


def _spans(lines: Sequence[Line], closings: Sequence[Closing], first: date, days: int) -> Iterator[Span]:
    for day in (first + timedelta(days=number) for number in range(days)):
        if _is_closed(day, closings):
            continue
        for line in hours_of(day, lines):
            end = datetime.combine(day, line.closes)
            if line.ends_next_day:
                following = day + timedelta(days=1)
                # A closed day begins at midnight, even for hours that began the evening before.
                end = datetime.combine(following, time.min if _is_closed(following, closings) else line.closes)
            yield datetime.combine(day, line.opens), end


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _is_closed(day: date, closings: Iterable[Closing]) -> bool:
    return any(closing.covers(day) for closing in closings)
