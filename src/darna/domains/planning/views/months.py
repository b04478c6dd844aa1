"""How a calendar is headed and laid out: words of days and months, and the ways to its neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date, format_skeleton
from django.urls import reverse
from django.utils.translation import get_language

from darna.base.pages.listing import Tab
from darna.domains.planning.queries.calendars import DAY, MONTH
from darna.domains.planning.values import Calendar, CalendarDay
from darna.kernel.locales import day_in_words, locale_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A day with its name, as the page draws it."""

    day: CalendarDay
    weekday: str
    number: int
    url: str
    title: str


def heading(calendar: Calendar) -> str:
    """The days shown, in words."""
    locale = locale_of(get_language())
    if calendar.span == DAY:
        return day_in_words(calendar.day, locale, "EEEE d MMMM y")
    if calendar.span == MONTH:
        return str(format_skeleton("yMMMM", calendar.day, locale=locale))
    first, last = calendar.days[0].day, calendar.days[-1].day
    return f"{day_in_words(first, locale)} – {day_in_words(last, locale)}"


def tabs(calendar: Calendar, words: Mapping[str, Any]) -> list[Tab]:
    """Day, week and month around the same day."""
    kept = "&interpreted=on" if calendar.interpreted else ""
    return [
        Tab(word, address(span, calendar.day, calendar.who) + kept, calendar.span == span)
        for span, word in words.items()
    ]


def day_cells(calendar: Calendar) -> list[list[Cell]]:
    """The weeks with the names of their days; each day leads to its own page."""
    locale = locale_of(get_language())
    return [
        [
            Cell(
                one,
                str(format_date(one.day, "EEE", locale=locale)),
                one.day.day,
                address(DAY, one.day, calendar.who),
                day_in_words(one.day, locale, "EEEE d MMMM"),
            )
            for one in week
        ]
        for week in calendar.weeks
    ]


def address(span: str, day: date, who: str) -> str:
    """The address of a calendar."""
    return f"{reverse('planning:calendar')}?span={span}&day={day.isoformat()}&who={who}"
