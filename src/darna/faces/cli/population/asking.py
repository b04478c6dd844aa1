"""What somebody might type to find a row of the register, and whom they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from darna.faces.cli.population.rows import FictionalRow, Population, Truth
from darna.faces.cli.population.spelling import joined, respelled, slipped

#: Kinds of question, as often as they are asked.
KINDS: Final = ("exact", "variant", "typo", "typo", "typo", "other_script", "other_script", "other_script")
_TRIES: Final = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """A name as somebody types it and whom they mean: the person of `row`, whatever rows that person has."""

    text: str
    kind: str
    person: int
    row: FictionalRow


def queries(population: Population, count: int, seed: int) -> Iterator[Asked]:
    """So many questions about rows drawn at random, their kinds in turn, always the same for the same seed.

    Every question fits its row: a variant asks for a row in Latin letters, another script for a row that lacks it.
    """
    chance = Random(seed)
    for at in range(count):
        yield _asked(population, KINDS[at % len(KINDS)], chance)


@dataclass(frozen=True, slots=True)
class Bearers:
    """How many rows are of persons who bear each name that was asked for, as they bear it and not as it was written."""

    population: Population
    rows: Mapping[tuple[str, ...], int]

    def recall(self, one: Asked, persons: Iterable[int], among: int) -> float:
        """The share of the rows of the asked name's bearers, at most so many, that are among so many answers.

        `persons` are the persons of the answers' rows, a person as often as they are there.
        """
        name = self.population.truth(one.person).name
        right = sum(self.population.truth(person).name == name for person in persons)
        return right / min(among, self.rows[name])


def bearers(population: Population, asked: Iterable[Asked]) -> Bearers:
    """Count them; the whole register is gone through once."""
    wanted = {population.truth(one.person).name for one in asked}
    names = (population.truth(population.person_of(number)).name for number in range(population.rows))
    return Bearers(population, Counter(name for name in names if name in wanted))


def _asked(population: Population, kind: str, chance: Random) -> Asked:
    for _ in range(_TRIES):
        row = population.row(chance.randrange(population.rows))
        text = _typers()[kind](row, population.truth(row.person), chance)
        if text:
            return Asked(text, kind, row.person, row)
    raise ValueError(f"No row of the register can be asked for by {kind}")


@cache
def _typers() -> dict[str, Callable[[FictionalRow, Truth, Random], str]]:
    return {"exact": _exactly, "variant": _variant, "typo": _typo, "other_script": _other_script}


def _exactly(row: FictionalRow, truth: Truth, chance: Random) -> str:
    return _in_script(row, latin=bool(row.given) and (not row.given_ar or chance.random() < 0.7))


def _variant(row: FictionalRow, truth: Truth, chance: Random) -> str:
    if not row.given:
        return ""
    given, family = row.given, row.family
    others = [spelling for spelling in truth.family.latin if spelling != family]
    family = chance.choice(others) if others else respelled(joined(family, chance), chance)
    if len(truth.given) == 1 and chance.random() < 0.5:
        given = chance.choice(truth.given[0].latin)
    text = f"{family} {given}" if chance.random() < 0.3 else f"{given} {family}"
    return "" if text in (f"{row.given} {row.family}", f"{row.family} {row.given}") else text


def _typo(row: FictionalRow, truth: Truth, chance: Random) -> str:
    held = _exactly(row, truth, chance)
    text = slipped(held, chance)
    return "" if text == held else text


def _other_script(row: FictionalRow, truth: Truth, chance: Random) -> str:
    if row.given and row.given_ar:
        return ""
    if row.given:
        return " ".join([*(name.arabic for name in truth.given), truth.family.arabic])
    return " ".join([*(name.latin[0] for name in truth.given), truth.family.latin[0]])


def _in_script(row: FictionalRow, *, latin: bool) -> str:
    return f"{row.given} {row.family}" if latin else f"{row.given_ar} {row.family_ar}"
