"""The same rules over many anonymous working lives at once, for those who plan."""

from darna.rules.portability.planning.gains import Gain, who_would_gain
from darna.rules.portability.planning.lives import NO, UNKNOWN, YES, Counting, Lives
from darna.rules.portability.planning.outcomes import Amounts, Opening, Terms, amounts, openings
from darna.rules.portability.planning.terms import counting_of, if_in_force, not_in_force, terms_of

__all__ = [
    "NO",
    "UNKNOWN",
    "YES",
    "Amounts",
    "Counting",
    "Gain",
    "Lives",
    "Opening",
    "Terms",
    "amounts",
    "counting_of",
    "if_in_force",
    "not_in_force",
    "openings",
    "terms_of",
    "who_would_gain",
]
