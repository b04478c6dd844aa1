"""A register of fictional persons of any size in which it is known who is whom, and what somebody might type for them.

Its names belong to it: the rules of `methods/names` may not see them, or a measurement made here would prove nothing.
"""

from __future__ import annotations

from darna.faces.cli.population.asking import KINDS, Asked, Bearers, bearers, queries
from darna.faces.cli.population.rows import FictionalRow, Population, population

__all__ = ["KINDS", "Asked", "Bearers", "FictionalRow", "Population", "bearers", "population", "queries"]
