"""What is said when something in planning cannot be done: what happened, why, what next; by the code of the problem."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.cases.wording import SENTENCES as OF_CASES

SENTENCES: Final[dict[str, str | Promise]] = {
    "stage_is_this_already": _("The case is in this stage already. Nothing was changed."),
    "definition_is_this_already": _("The case follows the newest version already. Nothing was changed."),
    "definition_changed_meanwhile": _("An even newer version came into force meanwhile. Look at it, then save again."),
    "plan_has_no_item": _("This plan says nothing yet that somebody does. Add at least one item, then propose it."),
    "plan_is_full": _("This plan has forty items. Finish some of them in a first plan, or join some."),
    "plan_is_prepared_already": _("Another plan of this case is being prepared. Go on with that one."),
    "plan_is_in_another_state": _("This plan moved on meanwhile, so this cannot be done to it. Look at it again."),
    "plan_is_your_own_proposal": _(
        "You proposed this plan yourself. Another supervisor approves it, or sends it back."
    ),
    "item_is_ended_already": _("This item was finished or given up before. Nothing was changed."),
    "appointment_has_ended": _("This appointment was kept, missed or cancelled before. Make a new one."),
    "appointment_has_not_begun": _("This appointment has not begun yet. Move it or cancel it, or come back later."),
    "appointment_too_far_ahead": _("This is more than a year ahead. Choose an earlier day."),
    "minutes_out_of_bounds": _("Write a number of minutes from 5 to 480."),
    "no_safe_address": _(
        "The person has no e-mail address that is safe without conditions, so no reminder can be sent to them. "
        "Agree on another way to remind them."
    ),
    "no_safe_number": _(
        "The person has no number for text messages that is safe without conditions, so none can be sent to them. "
        "Agree on another way to remind them."
    ),
    "calendars_are_enough": _("You have five subscriptions. End one that you no longer use, then make another."),
    "nothing_chosen": _("No case is chosen. Choose at least one."),
    "too_many_at_once": _("Fifty cases at most are given at once. Choose fewer."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page; what cases say counts here too."""
    return said(code, SENTENCES, OF_CASES)
