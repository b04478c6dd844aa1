"""Reads of cohorts, one file per noun; each says how many queries it makes."""

from darna.domains.cohorts.queries.cards import action_card, cohort_card
from darna.domains.cohorts.queries.counting import counts_of, has_cohorts, told_of_others
from darna.domains.cohorts.queries.entries import cases_in, entry_card, entry_page, review_and_entry
from darna.domains.cohorts.queries.lists import action_list

__all__ = [
    "action_card",
    "action_list",
    "cases_in",
    "cohort_card",
    "counts_of",
    "entry_card",
    "entry_page",
    "has_cohorts",
    "review_and_entry",
    "told_of_others",
]
