"""Reads of possible matches; each says how many queries it makes."""

from darna.domains.matches.queries.matches import SORTS, match_card, match_lines, waiting_count

__all__ = ["SORTS", "match_card", "match_lines", "waiting_count"]
