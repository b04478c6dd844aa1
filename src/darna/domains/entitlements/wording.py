"""What is said when something in entitlements cannot be done: what happened, why, what next; by the problem's code."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.cases.wording import SENTENCES as OF_CASES

SENTENCES: Final[dict[str, str | Promise]] = {
    "neither_days_nor_amount": _("Write since when the person was insured, or for how long."),
    "ends_before_it_begins": _("This ends before it begins. Check the two dates."),
    "amount_without_unit": _("Choose whether these are days, weeks, months, quarters or years."),
    "amount_out_of_bounds": _("Write a number above 0; nobody was insured for more than a hundred years."),
    "too_many_periods": _("A case keeps sixty insured periods. Join some that follow each other, then add this one."),
    "nothing_new_in_the_file": _("Everything in this file is noted already. Nothing was changed."),
    "file_is_too_large": _("This file is larger than any that the public page saves. Choose the person's file."),
    "file_is_not_readable": _("This file cannot be read. Choose the one the person saved; its name ends in .json."),
    "file_is_of_something_else": _("This is a file of something else. Choose the one the person saved."),
    "file_is_newer": _("This file was saved by a newer version of the page. Type the periods in."),
    "file_is_not_ours": _("Something in this file was not written by the public page, so none of it was taken over."),
    "no_question_of_this_code": _("No question to this house has this code. Look at the signs once more."),
    "question_brings_no_file": _("Nothing was sent along with this question. Type the periods in with the person."),
    "question_is_not_known": _("The law of Darna has no such question any more. Choose one of the list."),
    "right_is_claimed_already": _("This right is pursued in this case already. Go on with that claim."),
    "claim_moved_on": _("This claim moved on meanwhile, so this cannot be done to it. Look at it again."),
    "answer_is_seen_already": _("Somebody looked at this answer already. Nothing was changed."),
    "asking_again_is_under_way": _("Saved answers are being asked again already. Look at how far it is."),
    "before_it_was_opened": _("The claim was opened later than this day. Check the day."),
    "ended_claim_has_no_next_day": _("What is obtained or given up has no next day. Leave it empty."),
    "next_day_is_before": _("The next day is before what happened. Check the two days."),
    "not_yes_or_no": _("Choose yes, no, or leave it open."),
    "not_a_number": _("Write a number, such as 36."),
    "out_of_range": _("This number cannot be right here. Check it."),
    "not_a_country": _("Choose a country of the list."),
    "not_a_unit": _("Choose days, weeks, months, quarters or years."),
    "several_amounts": _("Write one amount for each period, not several."),
    "agreement_not_to_be_supposed": _(
        "On this day no agreement with this country is known that is not in force. Choose a later day or another country."
    ),
    "not_a_choice": _("Choose one of the list."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page; what cases say counts here too."""
    return said(code, SENTENCES, OF_CASES)
