"""What is said when something cannot be done to protect a child: what happened, why, what next; by the problem's code."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.cases.wording import SENTENCES as OF_CASES

SENTENCES: Final[dict[str, str | Promise]] = {
    "procedure_is_open_already": _("A procedure of this case is open already. Go on with that one."),
    "procedure_is_in_another_state": _("This procedure moved on meanwhile, so this cannot be done. Look at it again."),
    "procedure_is_restricted": _(
        "A best-interests procedure is open in this file. Close it first, then the file may be an ordinary one again."
    ),
    "worker_carries_a_procedure": _(
        "This worker carries a best-interests procedure or one of its steps. Hand it over first, then take them off."
    ),
    "decision_is_your_own_proposal": _("You proposed this decision yourself. Another supervisor approves it."),
    "step_is_open_still": _("A step is still open. Finish it, or say why it is not needed; then propose the decision."),
    "step_is_ended_already": _("This step ended before. Nothing was changed."),
    "safety_comes_first": _("Urgent needs and safety come first. Finish that step, then this one."),
    "meeting_comes_last": _("The meeting comes after every other step, so that it can weigh what they found."),
    "child_is_always_heard": _("The child is always heard, in a way that fits their age. Say how it was done."),
    "two_options_are_weighed": _("Weigh at least two options, each with what speaks for it and what against."),
    "option_is_weighed_already": _("This option is weighed already. Nothing was changed."),
    "options_are_enough": _("Eight options are weighed. Take one out before you add another."),
    "child_said_no": _(
        "The child said no to this. Write why it is proposed all the same; the child is told, and a second person "
        "reads it before approving."
    ),
    "nobody_was_present": _("Say who was present, by role."),
    "day_is_over": _("This day is over. Choose one that is still to come."),
    "review_is_over": _("This day is over. Choose the day on which the decision is looked at again."),
    "review_is_too_far": _("A decision about a child is looked at again within three months. Choose an earlier day."),
    "guardianship_is_in_another_state": _("This guardianship was confirmed or ended before. Nothing was changed."),
    "guardianship_is_ended": _("This guardianship has ended. Write down the new one."),
    "basis_is_not_known": _(
        "The ground of this guardianship is not known. Write it down anew with its ground, then confirm."
    ),
    "conflict_is_noted_already": _("A conflict is noted already. Nothing was changed."),
    "person_is_of_age": _("The person is of age: they speak for themselves."),
    "guardian_is_not_confirmed": _(
        "Nobody who stands for this child is confirmed. Confirm the guardianship first; until then write why it is "
        "in the child's interest, without a guardian."
    ),
    "guardian_has_a_conflict": _(
        "A conflict of interest is noted for whoever stands for this child, so they do not consent for them. Seek "
        "another representative."
    ),
    "child_said_no_to_this": _("The child said no to this. Talk with them again before anything is written."),
    "say_why_against_the_child": _("The child said no to this. Write why it is in their interest all the same."),
    "clock_runs_already": _("A clock of this case runs already. Say there what was done."),
    "clock_is_stopped_already": _("This clock was stopped before. Nothing was changed."),
    "referral_is_not_of_the_child": _("Choose a referral of this child that was sent."),
    "hours_out_of_bounds": _("Write a number of hours from 1 to 72."),
    "offer_something": _("Choose at least one offer, together with the child."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page; what cases say counts here too."""
    return said(code, SENTENCES, OF_CASES)
