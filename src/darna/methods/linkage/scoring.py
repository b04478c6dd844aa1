"""One pair scored in plain Python, by the weights of a trained model: the same as the engine says of the same pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from darna.methods.linkage.levels import COMPARED
from darna.methods.linkage.model import Model
from darna.methods.linkage.records import Record


@dataclass(frozen=True, slots=True)
class Part:
    """What one comparison says: in which way two files agree, and what it weighs.

    `bits` above zero speak for one person, below zero for two; each bit doubles or halves the odds. A `code` of
    nothing: one of the two does not say it, and it weighs nothing.
    """

    comparison: str
    code: str
    bits: float


def explain(left: Record, right: Record, model: Model) -> tuple[Part, ...]:
    """What each comparison says of two files, in the order in which they are compared."""
    return tuple(_parts(left, right, model))


def score(left: Record, right: Record, model: Model, persons: int) -> float:
    """How likely two files of a register of so many persons are one person, from 0 to 1.

    Shape: a probability under the model; errors: none. Source: Fellegi and Sunter (1969), as Splink computes it.
    """
    prior = model.prior(persons)
    bits = log2(prior / (1 - prior)) + sum(part.bits for part in _parts(left, right, model))
    return probability(bits)


def probability(bits: float) -> float:
    """The probability that a weight in bits stands for.

    >>> probability(0), round(probability(3.17), 2), probability(4000)
    (0.5, 0.9, 1.0)
    """
    return 1 / (1 + 2 ** min(1000.0, -bits))


def _parts(left: Record, right: Record, model: Model) -> Iterator[Part]:
    for compared in COMPARED:
        code = compared.level(left, right)
        if not code:
            yield Part(compared.name, "", 0.0)
            continue
        weights = model.levels[compared.name][code]
        of = next(level.of for level in compared.levels if level.code == code)
        # Two of a rare name are seldom two persons: what they agree in counts as often as its value is met.
        by_chance = model.share(of, getattr(left, of)) if of else weights.u
        yield Part(compared.name, code, log2(weights.m / by_chance))
