"""Fictional people with believable names in two scripts, the same ones for the same seed.

The name lists beside this module are its own: nothing here may serve to tune the name keys, and nothing
of the name keys is used here, or a register made of these people would prove nothing.
"""

from __future__ import annotations

import csv
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final, Literal

from darna.kernel.codes import CountryCode
from darna.kernel.dates import Precision

_DATA: Final = Path(__file__).parent / "data"
#: Fixed, so that a register made twice is the same register.
_REFERENCE_DAY: Final = date(2026, 1, 1)
#: Where people come from, by list of names, with the share of persons in per cent.
_ORIGINS: Final = {"ma": 82, "wa": 9, "ca": 4, "sy": 5}
_NATIONALITIES: Final[Mapping[str, tuple[CountryCode, ...]]] = {
    "ma": (CountryCode("MA"),),
    "wa": tuple(CountryCode(code) for code in ("SN", "CI", "ML", "GN", "NG", "GH", "BF", "GM")),
    "ca": tuple(CountryCode(code) for code in ("CM", "CD", "CG", "GA", "TD")),
    "sy": (CountryCode("SY"),),
}
#: Arabic only, Latin only, both: shares in per cent, as registers of the region have them.
_SCRIPTS: Final = {"ma": (8, 30, 62), "wa": (1, 88, 11), "ca": (1, 90, 9), "sy": (25, 15, 60)}
#: Day, month, year, estimated.
_PRECISIONS: Final = ((88, Precision.DAY), (90, Precision.MONTH), (97, Precision.YEAR), (100, Precision.ESTIMATED))

Sex = Literal["F", "M"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name in Arabic letters and its Latin spellings, the usual one first."""

    arabic: str
    latin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FictionalPerson:
    """A person who does not exist.

    A name in one script may be missing, never in both. The phone begins +2124, a range the country no
    longer uses; the identifier begins ZZ; both may be empty. `born_on` is the first day its precision allows.
    """

    given: str
    family: str
    given_ar: str
    family_ar: str
    sex: Sex
    born_on: date
    precision: Precision
    nationality: CountryCode
    commune: str
    phone: str
    cin: str


@dataclass(frozen=True, slots=True)
class _Names:
    """A list of names and how common each is: the first are many times as common as the last."""

    names: tuple[Name, ...]
    cumulated: tuple[float, ...]

    @classmethod
    def ranked(cls, names: Sequence[Name], *, flatness: float) -> _Names:
        return cls(tuple(names), tuple(accumulate(1 / (rank + flatness) for rank in range(len(names)))))

    def one(self, chance: Random) -> Name:
        return self.names[min(bisect(self.cumulated, chance.random() * self.cumulated[-1]), len(self.names) - 1)]


def fictional_people(n: int, seed: int, communes: Sequence[str]) -> Iterator[FictionalPerson]:
    """So many fictional persons, born in those communes (codes), always the same for the same seed.

    A commune that is listed twice is drawn twice as often; without communes the field is empty.
    """
    # Repeatable on purpose; nothing here is a secret.
    chance = Random(seed)
    for number in range(n):
        yield _person(chance, number, communes)


def _person(chance: Random, number: int, communes: Sequence[str]) -> FictionalPerson:
    origin = _drawn(chance, _ORIGINS)
    sex: Sex = "F" if chance.random() < 0.47 else "M"
    given, given_ar = _given_name(chance, origin, sex)
    family = family_names(origin).one(chance)
    latin, arabic = _scripts(chance, origin)
    born_on, precision = _birth(chance, foreign=origin != "ma")
    return FictionalPerson(
        given=given if latin else "",
        family=_spelled(chance, family) if latin else "",
        given_ar=given_ar if arabic else "",
        family_ar=family.arabic if arabic else "",
        sex=sex,
        born_on=born_on,
        precision=precision,
        nationality=chance.choice(_NATIONALITIES[origin]),
        commune=chance.choice(communes) if communes else "",
        phone=f"+2124{_scrambled(number, 10**8):08d}" if chance.random() < 0.81 else "",
        cin=f"ZZ{_scrambled(number + 500_003, 10**6):06d}" if origin == "ma" and chance.random() < 0.72 else "",
    )


def _given_name(chance: Random, origin: str, sex: Sex) -> tuple[str, str]:
    name = given_names(origin, sex).one(chance)
    spelled, arabic = _spelled(chance, name), name.arabic
    # One Moroccan in ten has two given names, Mohamed and Fatima most often.
    if origin == "ma" and name.arabic in ("محمد", "فاطمة") and chance.random() < 0.4:
        second = given_names(origin, sex).one(chance)
        if second.arabic.split()[0] != name.arabic:
            return f"{spelled} {_spelled(chance, second)}", f"{arabic} {second.arabic}"
    return spelled, arabic


def _spelled(chance: Random, name: Name) -> str:
    return name.latin[0] if chance.random() < 0.6 else chance.choice(name.latin)


def _scripts(chance: Random, origin: str) -> tuple[bool, bool]:
    arabic_only, latin_only, _ = _SCRIPTS[origin]
    drawn = chance.random() * 100
    return drawn >= arabic_only, not arabic_only <= drawn < arabic_only + latin_only


def _birth(chance: Random, *, foreign: bool) -> tuple[date, Precision]:
    # Mostly of working age; those who came from afar are younger.
    age = min(95.0, max(0.0, chance.gauss(26 if foreign else 37, 9 if foreign else 15)))
    day = _REFERENCE_DAY - timedelta(days=int(age * 365.25) + chance.randrange(365))
    drawn = chance.random() * 100
    precision = next(precision for upto, precision in _PRECISIONS if drawn < upto)
    if precision is Precision.DAY:
        # Six in a hundred are entered as born on 1 January because nobody knows better.
        return (day.replace(month=1, day=1) if chance.random() < 0.06 else day), precision
    return day.replace(day=1) if precision is Precision.MONTH else day.replace(month=1, day=1), precision


def _drawn(chance: Random, shares: Mapping[str, int]) -> str:
    drawn = chance.random() * sum(shares.values())
    for name, upto in zip(shares, accumulate(shares.values()), strict=True):
        if drawn < upto:
            return name
    return next(iter(shares))


def _scrambled(number: int, below: int) -> int:
    # Odd and not a multiple of five, hence a permutation of a power of ten: numbers differ and look it.
    return (number * 7_368_787 + 41_017) % below


@cache
def given_names(origin: str, sex: Sex) -> _Names:
    """The given names of an origin (`ma`, `wa`, `ca`, `sy`) and sex, the most common first."""
    rows = _rows("given.csv")
    return _Names.ranked([_name(row) for row in rows if row["origin"] == origin and row["sex"] == sex], flatness=4)


@cache
def family_names(origin: str) -> _Names:
    """The family names of an origin; those of Morocco have a long tail of rare ones."""
    listed = [_name(row) for row in _rows("families.csv") if row["origin"] == origin]
    rare = _rare_moroccan_names() if origin == "ma" else []
    known = {name.arabic for name in listed}
    return _Names.ranked([*listed, *(name for name in rare if name.arabic not in known)], flatness=30)


def _rare_moroccan_names() -> list[Name]:
    rare = {name.arabic: name for name in [*_particle_names(), *_root_names()]}
    names = list(rare.values())
    # A fixed order that is not the order of the tables: rarity must not follow the alphabet of roots.
    Random(1956).shuffle(names)
    return names


def _particle_names() -> Iterator[Name]:
    """Ben, Ait, Bou, Ould and Ou before a man's name, apart or together."""
    for base in given_names("ma", "M").names:
        # Ben Abdellah is common, Ait El Mehdi too, but two-word names make no family name here.
        if " " in base.arabic:
            continue
        latin = base.latin[0].removeprefix("El ")
        arabic = base.arabic
        yield Name(f"بن {arabic}", (f"Ben {latin}", f"Ben{latin.lower()}"))
        yield Name(f"أيت {arabic}", (f"Ait {latin}", f"Aït {latin}", f"Ait-{latin}"))
        yield Name(f"ولد {arabic}", (f"Ould {latin}",))
        if latin[0] in "OUW":
            continue
        yield Name(f"أو{arabic.removeprefix('ال')}", (f"Ou{latin.lower()}", f"Ou {latin}"))


def _root_names() -> Iterator[Name]:
    """Names of trades and qualities, on the patterns Arabic makes from three consonants."""
    for row in _rows("roots.csv"):
        a, b, c = row["arabic"].split()
        x, y, z = row["latin"].split()
        yield _patterned(f"{a}{b}ا{c}", f"{x}a{y}{y if len(y) == 1 else ''}a{z}")
        yield _patterned(f"{a}{b}ا{c}ي", f"{x}a{y}{y if len(y) == 1 else ''}a{z}i")
        yield _patterned(f"{a}ا{b}{c}ي", f"{x}a{y}{z}i")
        yield _patterned(f"{a}{b}ي{c}ي", f"{x}{y}i{z}i")
        yield _patterned(f"{a}{b}و{c}ي", f"{x}a{y}ou{z}i")
        yield _patterned(f"{a}{b}{c}اوي", f"{x}a{y}{z}aoui")
        yield _patterned(f"م{a}{b}و{c}", f"Ma{x}{y}ou{z}")
        yield _patterned(f"م{a}{b}و{c}ي", f"Ma{x}{y}ou{z}i")
        yield _patterned(f"{a}{b}{c}ون", f"{x}a{y}{z}oun", f"{x}a{y}{z}oune")
        yield _patterned(f"بو{a}{b}{c}ة", f"Bou{x}a{y}{z}a", f"Bou {x}a{y}{z}a")


def _patterned(arabic: str, latin: str, *others: str) -> Name:
    plain = tuple(spelling[0].upper() + spelling[1:].replace("aaa", "aa") for spelling in (latin, *others))
    return Name(arabic, plain)


def _name(row: Mapping[str, str]) -> Name:
    return Name(row["arabic"], tuple(row["latin"].split("|")))


@cache
def _rows(file: str) -> tuple[dict[str, str], ...]:
    with (_DATA / file).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
