"""Names with their frequencies: the listed ones, and a long tail of rare family names built on Arabic roots.

Without a tail a register of a million is meaningless: each given and family name would have thousands of namesakes.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from typing import Final

from darna.faces.demo.fiction import Name, Sex, family_names, given_names

#: How many rare family names stand behind the listed ones of Morocco.
TAIL: Final = 12_000
#: Fixed: the rare names are the same in every register.
_TAIL_SEED: Final = 2_024
#: The share of Moroccans who bear a listed family name, in per cent.
_LISTED: Final = 60

#: Arabic consonants with one usual Latin spelling. Hamza and ayn are left to the listed names.
_CONSONANTS: Final = (
    *(("ب", "b"), ("ت", "t"), ("ج", "j"), ("ح", "h"), ("خ", "kh"), ("د", "d"), ("ر", "r"), ("ز", "z")),
    *(("س", "s"), ("ش", "ch"), ("ص", "s"), ("ض", "d"), ("ط", "t"), ("غ", "gh"), ("ف", "f"), ("ق", "k")),
    *(("ك", "k"), ("ل", "l"), ("م", "m"), ("ن", "n"), ("ه", "h")),
)
#: Patterns with 1, 2, 3 for the consonants of the root and D for the second one, doubled where one letter writes it.
_PATTERNS: Final = (
    *(("12ا3", "1aDa3"), ("12ا3ي", "1aDa3i"), ("1ا23ي", "1a23i"), ("12ي3ي", "12i3i"), ("12و3ي", "1a2ou3i")),
    *(("123اوي", "1a23aoui"), ("م12و3", "ma12ou3"), ("م12و3ي", "ma12ou3i"), ("123ون", "1a23oun")),
    *(("بو123ة", "bou1a23a"), ("ال1ا23ي", "el 1a23i"), ("بن1ا23", "ben1a23"), ("أ1ا23و", "a1a23ou")),
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Names and how common each is: the first are many times as common as the last."""

    names: tuple[Name, ...]
    cumulated: tuple[float, ...]

    def one(self, chance: Random) -> Name:
        """A name, the common ones more often."""
        return self.names[min(bisect(self.cumulated, chance.random() * self.cumulated[-1]), len(self.names) - 1)]


@cache
def givens(origin: str, sex: Sex) -> Ranked:
    """The given names of an origin and sex."""
    return _ranked(given_names(origin, sex).names, flatness=4)


@cache
def listed(origin: str) -> Ranked:
    """The family names of an origin that people know."""
    return _ranked(family_names(origin).names, flatness=30)


@cache
def tail() -> Ranked:
    """The rare family names of Morocco."""
    return _ranked(tuple(_rare()), flatness=3_000)


def family_of(origin: str, chance: Random) -> Name:
    """A family name, for Moroccans a listed or a rare one."""
    if origin == "ma" and chance.random() * 100 >= _LISTED:
        return tail().one(chance)
    return listed(origin).one(chance)


def _rare() -> Iterator[Name]:
    chance = Random(_TAIL_SEED)
    seen = {name.arabic for name in listed("ma").names}
    while len(seen) < TAIL + len(listed("ma").names):
        root = chance.sample(_CONSONANTS, 3)
        arabic, latin = chance.choice(_PATTERNS)
        name = Name(_filled(arabic, [one for one, _ in root]), (_filled(latin, [one for _, one in root]).title(),))
        if name.arabic not in seen:
            seen.add(name.arabic)
            yield name


def _filled(pattern: str, root: Sequence[str]) -> str:
    doubled = root[1] * 2 if len(root[1]) == 1 else root[1]
    return pattern.replace("D", doubled).replace("1", root[0]).replace("2", root[1]).replace("3", root[2])


def _ranked(names: Sequence[Name], *, flatness: float) -> Ranked:
    return Ranked(tuple(names), tuple(accumulate(1 / (rank + flatness) for rank in range(len(names)))))
