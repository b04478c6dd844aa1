"""Reads of family proposals; each says how many queries it makes."""

from darna.domains.families.queries.proposals import SORTS, family_line, family_lines

__all__ = ["SORTS", "family_line", "family_lines"]
