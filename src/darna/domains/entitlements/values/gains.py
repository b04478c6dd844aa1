"""What an agreement that is supposed would give, counted."""

from __future__ import annotations

from dataclasses import asdict, astuple, dataclass
from datetime import date

from darna.kernel.text import LocalText
from darna.rules.engine.parameters import Dated

#: A count below this is told as "fewer than": who knows the person would recognise them.
FEWEST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Gained:
    """Persons of a register, counted: nobody is named, and several agencies add up.

    `there`, `here`: who would have a pension of the other country, of Morocco, and certainly has none today.
    `either`: who would have one of them; `open`: of whom it cannot be told.
    """

    persons: int = 0
    in_both: int = 0
    there: int = 0
    here: int = 0
    either: int = 0
    open: int = 0

    def __add__(self, other: Gained) -> Gained:
        return Gained(*(one + another for one, another in zip(astuple(self), astuple(other), strict=True)))

    def told(self) -> dict[str, int | None]:
        """The counts as they may be told: none where it is smaller than five, even where it is nobody."""
        return {name: number if number >= FEWEST_TOLD else None for name, number in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Supposed:
    """An agreement that is supposed to come into force on a day: what it is, and on what the counting rests.

    `needs_there`: months that the other country asks for, None where that is not known; `needs_here`: days that the
    CNSS asks for, and days that are certainly enough where periods of both countries are added.
    """

    country: str
    on: date
    title: LocalText
    state: Dated
    needs_there: int | None
    needs_here: tuple[int | None, int | None]
    short_months: tuple[int, int]
