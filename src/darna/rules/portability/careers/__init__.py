"""Insured periods of one person in several countries, and how long they are together."""

from darna.rules.portability.careers.career import Career, Gap
from darna.rules.portability.careers.periods import Period
from darna.rules.portability.careers.reading import read_career, written
from darna.rules.portability.careers.units import CALENDAR, STANDARD, Conversion, Unit
from darna.rules.portability.careers.validity import Finding, findings

__all__ = [
    "CALENDAR",
    "STANDARD",
    "Career",
    "Conversion",
    "Finding",
    "Gap",
    "Period",
    "Unit",
    "findings",
    "read_career",
    "written",
]
