"""A name of which only the first letter is told: M. Benaissa, Fatima I., م. بنعيسى."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from darna.methods.names.skeleton import Part, bones
from darna.methods.names.sounds import sounds_of

#: What else a letter may stand for besides its own sound: the K of Khadija, the C of Chaimae, the O of Ouafae.
_ALSO: Final[dict[str, str]] = {
    "c": "cks",
    "d": "dj",
    "g": "gkj",
    "i": "ay",
    "k": "kx",
    "o": "aw",
    "r": "rg",
    "s": "sc",
    "u": "aw",
    "x": "xks",
    "y": "ya",
    "و": "wa",
    "ي": "ya",
}


def is_initial(part: Part) -> bool:
    """Whether nothing but a letter is told of it."""
    return len(part.letters) == 1


def heads_of(part: Part) -> frozenset[str]:
    """The first signs of the skeletons that it may stand for; of a name its first letter too, which may be an article's."""
    letter = part.letters[0]
    if is_initial(part):
        return frozenset(_ALSO.get(letter, _head_of(letter)))
    return frozenset({*(skeleton[0] for skeleton in part.skeletons if skeleton), *_head_of(letter)})


@lru_cache(maxsize=256)
def _head_of(letter: str) -> str:
    return "".join(bones(sound)[:1] for sound in sounds_of(letter))


def stands_for(initial: Part, name: Part) -> bool:
    """Whether the letter may be the first of that name, in either script."""
    return name.letters.startswith(initial.letters) or not heads_of(initial).isdisjoint(heads_of(name))
