"""Reads of linkage; each says how many queries it makes."""

from darna.domains.linkage.queries.runs import SORTS, current_model, run_line, run_lines, under_way
from darna.domains.linkage.queries.speaking import what_speaks

__all__ = ["SORTS", "current_model", "run_line", "run_lines", "under_way", "what_speaks"]
