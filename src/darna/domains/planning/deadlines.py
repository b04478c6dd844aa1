"""Days that other subjects keep for the calendar: a claim's deadline stands there beside the appointments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that has to be done by a day, and where it is read."""

    day: date
    title: str
    url: str
    person_name: str
    is_late: bool


#: Who is asked, between which days, and of which member; of the whole agency where it is None.
Teller = Callable[[Actor, date, date, UUID | None], list[Deadline]]
_TELLERS: Final[list[Teller]] = []


def told_in_calendar(teller: Teller) -> None:
    """Ask this one too whenever a calendar is shown."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)


def deadlines_between(actor: Actor, first: date, last: date, member: UUID | None) -> list[Deadline]:
    """What has to be done in these days, in their order."""
    found = [line for teller in _TELLERS for line in teller(actor, first, last, member)]
    return sorted(found, key=lambda line: line.day)
