"""What is done with cohorts: one verb, one transaction, one sentence of the trail; one file per noun."""

from darna.domains.cohorts.actions.cohorts import add_cohort, change_cohort, name_coach, note_cohort_opening
from darna.domains.cohorts.actions.entries import add_case, take_case_out
from darna.domains.cohorts.actions.planning import change_action, end_action, plan_action, start_action
from darna.domains.cohorts.actions.reviews import correct_review, note_reviews_reading, write_review

__all__ = [
    "add_case",
    "add_cohort",
    "change_action",
    "change_cohort",
    "correct_review",
    "end_action",
    "name_coach",
    "note_cohort_opening",
    "note_reviews_reading",
    "plan_action",
    "start_action",
    "take_case_out",
    "write_review",
]
