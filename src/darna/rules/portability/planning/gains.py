"""How many would gain a pension if the law were otherwise: if an agreement came into force."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from darna.rules.portability.planning.lives import UNKNOWN, YES, Lives
from darna.rules.portability.planning.outcomes import Terms, openings


@dataclass(frozen=True)
class Gain:
    """Persons, not pensions: who would have one in the first country, in the second, in either.

    `not_known`: persons of whom it cannot be told, because their periods or the law are not certain.
    """

    persons: int
    in_first: int
    in_second: int
    in_either: int
    not_known: int


def who_would_gain(lives: Lives, now: tuple[Terms, Terms], then: tuple[Terms, Terms]) -> Gain:
    """Who has no pension as the law is now and would have one as it would be then."""
    before = [opening.pension for opening in openings(lives, *now)]
    after = [opening.pension for opening in openings(lives, *then)]
    gained = [(one < YES) & (other == YES) for one, other in zip(before, after, strict=True)]
    may_gain = [(one < YES) & (other == UNKNOWN) for one, other in zip(before, after, strict=True)]
    either = np.logical_or(*gained)
    return Gain(
        persons=len(lives),
        in_first=int(gained[0].sum()),
        in_second=int(gained[1].sum()),
        in_either=int(either.sum()),
        not_known=int((np.logical_or(*may_gain) & ~either).sum()),
    )
