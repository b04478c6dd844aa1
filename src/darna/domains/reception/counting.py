"""Small numbers with care: a count from which somebody could be recognised is not shown, nor one that gives it away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Fewer than this, and somebody in the hall that day might know who it was.
FLOOR: Final = 5


def careful(counts: Mapping[str, int], *, floor: int = FLOOR) -> dict[str, int | None]:
    """Counts with the small ones withheld.

    Shape: category → questions; the categories add up to a total that is shown.
    Units: questions; none is withheld, 0 is truly none.
    If a single cell would be withheld, the smallest other goes with it: the total would give it away.

    >>> careful({"papers": 2, "pension": 9, "school": 30})
    {'papers': None, 'pension': None, 'school': 30}
    """
    small = {name for name, number in counts.items() if 0 < number < floor}
    others = sorted((number, name) for name, number in counts.items() if name not in small and number)
    if len(small) == 1 and others:
        small.add(others[0][1])
    return {name: None if name in small else number for name, number in counts.items()}


def careful_total(counts: Mapping[str, int], *, floor: int = FLOOR) -> int | None:
    """The sum of all, withheld where it is small itself."""
    total = sum(counts.values())
    return None if 0 < total < floor else total
