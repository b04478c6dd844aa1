"""What is said when something in a training action cannot be done: what happened, why, what next; by its code."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.cases.wording import SENTENCES as OF_CASES

SENTENCES: Final[dict[str, str | Promise]] = {
    "action_is_led_by_another_agency": _(
        "Another agency leads this training action. Only that agency can change it; you change your own cohort."
    ),
    "action_has_ended": _("This training action has ended. What was found in it stays as it is."),
    "action_has_ended_already": _("This training action was ended before. Nothing was changed."),
    "action_is_started_already": _("This training action was started before. Nothing was changed."),
    "action_has_no_cohort": _(
        "No agency takes part yet. Bring in at least one agency, then start the training action."
    ),
    "agency_takes_part_already": _("This agency takes part already. Nothing was changed."),
    "points_are_fixed": _(
        "Cases are being reviewed on these points, so they stay as they are. Plan another training action for other points."
    ),
    "before_the_start": _("This day is before the first day. Check both days."),
    "before_the_review": _("This day is before the review. Choose the same day or a later one."),
    "not_a_target": _("Write how many cases the target is, at least one."),
    "not_an_agency": _("This agency cannot be chosen. Choose one of the list."),
    "one_coach_only": _("Choose a member of your agency, or write the name of somebody from outside: one of the two."),
    "coach_is_not_named": _(
        "This file is protected, and the coach is not named for it. Name the coach for the file first, or leave the case out."
    ),
    "case_is_in_the_cohort": _("This case is in the cohort already. Nothing was changed."),
    "case_has_left_the_cohort": _("This case was taken out before. Nothing was changed."),
    "case_is_not_reviewed_now": _(
        "This case is not reviewed now: the training action does not run, or the case was taken out of the cohort."
    ),
    "review_is_not_yours": _(
        "Only the coach who wrote this review, or a supervisor, corrects it while the action runs."
    ),
    "answer_missing": _("Answer this point: yes, no or not yet."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page; those of cases are said as cases say them."""
    return said(code, SENTENCES, OF_CASES)
