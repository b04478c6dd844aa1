"""How clerks write a name differently, and how fingers slip."""

from __future__ import annotations

from random import Random
from typing import Final

from darna.faces.demo.fiction import Name

#: Two ways to write one sound in Latin letters.
_WAYS: Final = (
    *(("ou", "u"), ("ch", "sh"), ("kh", "k"), ("i", "y"), ("ss", "s"), ("dd", "d"), ("mm", "m"), ("ll", "l")),
    *(("k", "q"), ("gh", "rh"), ("aa", "a"), ("dj", "j"), ("oun", "oune")),
)
_PARTICLES: Final = ("El ", "Ben ", "Bou ", "Ait ", "Aït ", "Ould ", "Ou ")
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_ARABIC: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def spelled(name: Name, chance: Random) -> str:
    """A name in Latin letters as one clerk writes it: mostly the usual way, now and then another."""
    if chance.random() < 0.6:
        return name.latin[0]
    written = chance.choice(name.latin)
    return respelled(written, chance) if len(name.latin) == 1 else joined(written, chance)


def respelled(written: str, chance: Random) -> str:
    """The same name with one sound written in the other of two ways; the same letters when it has no such sound."""
    lower = written.lower()
    ways = [(one, other) for pair in _WAYS for one, other in (pair, pair[::-1]) if one in lower[1:]]
    # A single letter would as often be doubled as a doubled one made single: clerks mostly make it single.
    ways = [(one, other) for one, other in ways if len(one) >= len(other) or other in ("ch", "sh", "kh", "gh", "ou")]
    if not ways:
        return written
    one, other = chance.choice(ways)
    at = lower.rfind(one)
    return written[:at] + other + written[at + len(one) :]


def joined(written: str, chance: Random) -> str:
    """A particle apart as it was, with a hyphen, or written together."""
    particle = next((particle for particle in _PARTICLES if written.startswith(particle)), "")
    if not particle:
        return written
    rest = written[len(particle) :]
    return chance.choice((written, f"{particle.strip()}-{rest}", particle.strip() + rest.lower()))


def slipped(written: str, chance: Random) -> str:
    """A name with one slip: a letter left out, added, replaced, or two neighbours swapped; never at its head."""
    if len(written) < 3:
        return written
    letters = _LATIN if written.isascii() or written[0].lower() in _LATIN else _ARABIC
    at = chance.randrange(1, len(written))
    match chance.randrange(4):
        case 0:
            return written[:at] + written[at + 1 :]
        case 1:
            return written[:at] + chance.choice(letters) + written[at:]
        case 2:
            return written[:at] + chance.choice(letters) + written[at + 1 :]
        case _:
            return written[: at - 1] + written[at] + written[at - 1] + written[at + 1 :]
