"""Reading closings: those of a file, one of them, the list, the page of the day, the agency's rule."""

from darna.domains.closing.queries.cards import closing_card, closing_lines, day_lines, of_cases
from darna.domains.closing.queries.counts import opinion_counts
from darna.domains.closing.queries.rows import SORTS
from darna.domains.closing.queries.rules import rule_of, rule_to_keep

__all__ = [
    "SORTS",
    "closing_card",
    "closing_lines",
    "day_lines",
    "of_cases",
    "opinion_counts",
    "rule_of",
    "rule_to_keep",
]
