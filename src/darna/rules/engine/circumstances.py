"""What is known of a person's situation on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from darna.kernel.dates import PartialDate
from darna.rules.engine.bounds import Between


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Facts by name, and the day on which the law is asked.

    >>> then = Circumstances({"birth_date": PartialDate.parse("1961")}, on=date(2026, 6, 1))
    >>> str(then.known("age")), then.on_day(date(2027, 1, 1)).known("age")
    ('64–65', Between(low=65, high=66))
    """

    facts: Mapping[str, object]
    on: date

    def with_fact(self, name: str, value: object) -> Circumstances:
        """The same situation with one fact told otherwise."""
        return replace(self, facts={**self.facts, name: value})

    def without(self, name: str) -> Circumstances:
        """The same situation with one fact not told."""
        return replace(self, facts={key: value for key, value in self.facts.items() if key != name})

    def on_day(self, day: date) -> Circumstances:
        """The same situation on another day."""
        return replace(self, on=day)

    def known(self, name: str) -> object:
        """The fact of that name, told or following from others; None when it is not known."""
        told = self.facts.get(name)
        if told is not None or name not in FOLLOWS:
            return told
        return FOLLOWS[name][1](self)

    def rests_on(self, name: str) -> str:
        """The fact that has to be told for this one to be known."""
        if name in self.facts or name not in FOLLOWS:
            return name
        return FOLLOWS[name][0]


def age_between(born: PartialDate, day: date) -> Between:
    """Completed years on a day, from the latest and the earliest birthday that are possible.

    >>> age_between(PartialDate.parse("1961-05-03"), date(2026, 5, 2))
    Between(low=64, high=64)
    """
    return Between(max(0, _completed(born.latest, day)), max(0, _completed(born.earliest, day)))


def _completed(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def months_lived(born: PartialDate, day: date) -> Between:
    """Completed months of life on a day: pension ages are written in years and months.

    >>> months_lived(PartialDate.parse("1961-05-03"), date(2021, 5, 3))
    Between(low=720, high=720)
    """
    return Between(_months(born.latest, day), _months(born.earliest, day))


def _months(born: date, day: date) -> int:
    return max(0, (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day))


def day_of_age(born: PartialDate, years: int) -> date:
    """The first day on which the person is certainly of that age."""
    latest = born.latest
    try:
        return latest.replace(year=latest.year + years)
    except ValueError:
        return date(latest.year + years, 3, 1)


def day_of_months(born: PartialDate, months: int) -> date:
    """The first day on which the person has certainly lived that many months."""
    latest = born.latest
    year, month = divmod(latest.year * 12 + latest.month - 1 + months, 12)
    try:
        return date(year, month + 1, latest.day)
    except ValueError:
        return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


def days_since(day: date, on: date) -> int:
    """Whole days from a day until another; 0 when it is still to come."""
    return max(0, (on - day) // timedelta(days=1))


def _age(situation: Circumstances) -> object:
    born = situation.facts.get("birth_date")
    return age_between(born, situation.on) if isinstance(born, PartialDate) else None


def _is_moroccan(situation: Circumstances) -> object:
    nationality = situation.facts.get("nationality")
    return None if nationality is None else nationality == "MA"


def _days_since_return(situation: Circumstances) -> object:
    back = situation.facts.get("returned_on")
    if not isinstance(back, PartialDate):
        return None
    return Between(days_since(back.latest, situation.on), days_since(back.earliest, situation.on))


#: Facts that follow from another: the fact they rest on, and how.
FOLLOWS = {
    "age": ("birth_date", _age),
    "is_moroccan": ("nationality", _is_moroccan),
    "days_since_return": ("returned_on", _days_since_return),
}
