"""The timeline of insured periods: a drawing of our own, right to left where the page is, and the same as a table.

What is certain is filled; what the unknown part of a date leaves open is hatched; an amount of which only the
length is known is drawn, with a broken edge, over the time in which it may lie.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.faces.portal.rights.naming import country_in_words
from darna.rules.engine.bounds import Between
from darna.rules.engine.words import Teller
from darna.rules.portability.careers import Career, Period, findings
from darna.rules.portability.careers.units import Unit

WIDTH: Final = 360
_EDGE: Final = 10
_LANE: Final = 40
_BAR: Final = 14
_TOP: Final = 6
_AXIS: Final = 22
#: Years between two marks of the axis, so that no more than seven stand side by side.
_STEPS: Final = (1, 2, 5, 10, 20, 50)

UNIT_NAMES: Final = {
    Unit.DAYS: _("days: %(amount)s"),
    Unit.WEEKS: _("weeks: %(amount)s"),
    Unit.MONTHS: _("months: %(amount)s"),
    Unit.QUARTERS: _("quarters: %(amount)s"),
    Unit.YEARS: _("years: %(amount)s"),
}

Span = tuple[date, date]
#: How many months somebody was insured in these countries together.
Lengths = Callable[[Collection[str]], Between]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on the drawing; `look` is sure, maybe or amount."""

    x: float
    y: float
    width: float
    height: float
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One country: its name and its bars."""

    name: str
    x: float
    y: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A year on the axis."""

    x: float
    year: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing. Units: those of the sheet, `width` by `height`."""

    width: int
    height: int
    axis_y: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    at_once: tuple[Bar, ...]
    gaps: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One period as the table says it."""

    country: str
    first: str
    last: str
    length: str
    note: str


@dataclass(frozen=True, slots=True)
class Sums:
    """How long each country and all together, each stretch once."""

    lines: tuple[tuple[str, str], ...]
    together: str
    at_once: tuple[str, ...]
    gaps: tuple[str, ...]


class _Sheet:
    """Where days lie on the sheet, from the start of the line to its end."""

    def __init__(self, first: date, last: date, *, is_rtl: bool) -> None:
        self.first, self.is_rtl = first, is_rtl
        self.days = max((last - first) / timedelta(days=1), 1)

    def x(self, day: date) -> float:
        along = _EDGE + (day - self.first) / timedelta(days=1) / self.days * (WIDTH - 2 * _EDGE)
        return round(WIDTH - along if self.is_rtl else along, 1)

    def bar(self, span: Span, y: float, height: float, look: str, words: str) -> Bar:
        begin, end = sorted((self.x(span[0]), self.x(span[1] + timedelta(days=1))))
        return Bar(begin, y, max(round(end - begin, 1), 2), height, look, words)


def timeline(career: Career, tell: Teller, *, on: date) -> Timeline | None:
    """The drawing of a working life; None where no date at all is known."""
    spans = [span for period in career if (span := _reach(period, on))]
    if not spans:
        return None
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    sheet = _Sheet(first.replace(month=1, day=1), last.replace(month=12, day=31), is_rtl=tell.language == "ar")
    lanes = tuple(_lane(sheet, career, code, row, tell, (first, last), on) for row, code in enumerate(career.countries))
    axis_y = _TOP + len(lanes) * _LANE
    return Timeline(
        WIDTH,
        axis_y + _AXIS,
        axis_y,
        lanes,
        _marks(sheet, first.year, last.year),
        tuple(_band(sheet, span, axis_y, tell) for span in together_in(career, on)),
        tuple(_band(sheet, (gap.first, gap.last), axis_y, tell) for gap in career.until(on).gaps()),
    )


def table(career: Career, tell: Teller, *, on: date) -> tuple[Line, ...]:
    """The periods as rows of a table, in the order told."""
    return tuple(_line(period, tell, on) for period in career)


def sums(career: Career, tell: Teller, months: Lengths, *, on: date) -> Sums:
    """How long it is, in the reader's words; `months` measures as the answers do."""
    gaps = [(gap.first, gap.last) for gap in career.until(on).gaps()]
    return Sums(
        tuple((country_in_words(code, tell), _months(months({code}), tell)) for code in career.countries),
        _months(months(set(career.countries)), tell),
        tuple(_days(span, tell) for span in together_in(career, on)),
        tuple(_days(span, tell) for span in gaps),
    )


def together_in(career: Career, on: date) -> list[Span]:
    """The stretches that certainly belong to two periods at once."""
    found = [one.values for one in findings(career, on=on) if one.code == "told_twice"]
    spans = sorted((one["first"], one["last"]) for one in found)
    return [(first, last) for first, last in spans if isinstance(first, date) and isinstance(last, date)]


def _reach(period: Period, on: date) -> Span | None:
    """The time in which a period lies, as far as dates say so."""
    if period.is_dated:
        return period.hull(on)
    if period.first is None and period.last is None:
        return None
    first = period.first.earliest if period.first else None
    last = min(period.last.latest, on) if period.last else on
    return (first or last.replace(month=1, day=1), last) if first is None or first <= last else None


def _lane(sheet: _Sheet, career: Career, code: str, row: int, tell: Teller, whole: Span, on: date) -> Lane:
    y = _TOP + row * _LANE
    bars = [bar for period in career if period.country == code for bar in _bars(sheet, period, y + 20, tell, whole, on)]
    start = WIDTH - _EDGE if sheet.is_rtl else _EDGE
    return Lane(country_in_words(code, tell), start, y + 14, tuple(bars))


def _bars(sheet: _Sheet, period: Period, y: float, tell: Teller, whole: Span, on: date) -> Iterable[Bar]:
    words = _spoken(period, tell)
    if period.amount is not None:
        yield sheet.bar(_reach(period, on) or whole, y, _BAR, "amount", words)
        return
    hull, core = period.hull(on), period.core(on)
    if hull and hull != core:
        yield sheet.bar(hull, y, _BAR, "maybe", words)
    if core:
        yield sheet.bar(core, y, _BAR, "sure", words)


def _band(sheet: _Sheet, span: Span, axis_y: float, tell: Teller) -> Bar:
    return sheet.bar(span, _TOP, axis_y - _TOP, "band", _days(span, tell))


def _marks(sheet: _Sheet, first: int, last: int) -> tuple[Mark, ...]:
    step = next((step for step in _STEPS if (last + 1 - first) / step <= 7), _STEPS[-1])
    years: Sequence[int] = range(first + (-first % step), last + 1, step)
    return tuple(Mark(sheet.x(date(year, 1, 1)), str(year)) for year in years)


def _line(period: Period, tell: Teller, on: date) -> Line:
    life = Career((period,)).until(on)
    return Line(
        country_in_words(period.country, tell),
        tell.value(period.first) if period.first else gettext("not known"),
        _end(period, tell),
        _length(period, life, tell),
        _note(period, on),
    )


def _end(period: Period, tell: Teller) -> str:
    if period.last:
        return tell.value(period.last)
    return gettext("still insured") if period.goes_on else gettext("not known")


def _length(period: Period, life: Career, tell: Teller) -> str:
    if period.amount is not None:
        return str(UNIT_NAMES[period.unit]) % {"amount": tell.number(period.amount)}
    return _months(life.months({period.country}), tell)


def _note(period: Period, on: date) -> str:
    if period.amount is not None:
        return gettext("The length is known, not when it was.")
    return "" if period.hull(on) == period.core(on) else gettext("Part of a date is not known.")


def _spoken(period: Period, tell: Teller) -> str:
    name = country_in_words(period.country, tell)
    if period.amount is not None:
        amount = str(UNIT_NAMES[period.unit]) % {"amount": tell.number(period.amount)}
        return gettext("%(country)s, %(amount)s") % {"country": name, "amount": amount}
    first = tell.value(period.first)
    told = {"country": name, "first": first, "last": _end(period, tell)}
    return gettext("%(country)s, from %(first)s until %(last)s") % told


def _months(months: Between, tell: Teller) -> str:
    return tell.sentence("engine.unit.months", {"value": months})


def _days(span: Span, tell: Teller) -> str:
    told = {"first": tell.value(span[0]), "last": tell.value(span[1])}
    return gettext("from %(first)s until %(last)s") % told
