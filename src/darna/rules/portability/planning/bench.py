"""How fast many lives go through totalisation, sharing and comparison, as `darna bench rules` measures it."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

import numpy as np

from darna.rules.engine.answers import Answer
from darna.rules.portability.planning.gains import Gain, who_would_gain
from darna.rules.portability.planning.lives import Lives
from darna.rules.portability.planning.outcomes import Terms, amounts
from darna.rules.portability.reckoning import Scheme

SEED = 20261122


@dataclass(frozen=True)
class Timing:
    """How long it took, and what came out, so that nothing can be left out to be fast."""

    lives: int
    seconds: float
    paid_cents: int
    gain: Gain


def drawn(lives: int, seed: int = SEED) -> Lives:
    """Lives of up to forty years in two countries, some of it at the same time, drawn by chance that repeats."""
    chance = np.random.default_rng(seed)
    first, second = (chance.integers(0, 480, lives) for _ in range(2))
    return Lives.known(first, second, chance.integers(0, np.minimum(first, second) // 4 + 1))


def timed(lives: int) -> Timing:
    """Openings, theoretical pensions, parts and the more favourable in both countries, now and with an agreement."""
    many = drawn(lives)
    schemes = Scheme(1500, 2, needed_months=180, full_months=480), Scheme(1000, 1, 50, needed_months=125)
    alone = tuple(Terms(one.needed_months) for one in schemes)
    agreed = tuple(Terms(one.needed_months, one.needed_months, totalises=Answer.YES) for one in schemes)
    start = perf_counter()
    gain = who_would_gain(many, (alone[0], alone[1]), (agreed[0], agreed[1]))
    paid = [
        amounts(own.low, many.total.low, scheme).paid
        for own, scheme in zip((many.first, many.second), schemes, strict=True)
    ]
    return Timing(lives, perf_counter() - start, int(sum(int(one.sum()) for one in paid)), gain)
