"""What is done with possible matches: one verb, one transaction, one sentence of the trail."""

from darna.domains.matches.actions.deciding import agree_to_compare, decline_to_compare, judge_match
from darna.domains.matches.actions.finding import find_matches, mark_persons

__all__ = ["agree_to_compare", "decline_to_compare", "find_matches", "judge_match", "mark_persons"]
