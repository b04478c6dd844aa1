"""What is said when something about data protection cannot be done: what happened, why, what next."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.retention.wording import SENTENCES as OF_RETENTION

SENTENCES: Final[dict[str, str | Promise]] = {
    "request_is_open_already": _(
        "The person asked for the same before, and it is not answered yet. Go on with that one."
    ),
    "request_is_further": _("This request moved on meanwhile. Look at it again."),
    "request_is_of_another_kind": _("This cannot be done with this kind of request. Nothing was changed."),
    "request_was_put_off": _("This request was put off once. It cannot be put off again."),
    "correction_is_a_colleagues": _("This correction was given to a colleague. Nothing was changed."),
    "correction_is_made": _("The file is corrected already. Answer the request."),
    "person_is_told": _("Somebody wrote down before that the person was told. Nothing was changed."),
    "identity_of_a_proxy": _(
        "Choose how the identity was checked as it fits who asks: somebody with a written authority shows the authority "
        "and both identities, everybody else their own."
    ),
    "objection_to_what": _("Choose at least one use of the data that the person objects to."),
    "day_of_a_delay": _("Choose a later day, at most sixty days after the one that was promised."),
    "before_the_answer": _("This day lies before the answer. Choose a later one."),
    "erasure_is_granted_by_erasing": _(
        "An erasure is granted by erasing. Use the button for it, or refuse and say why."
    ),
    "correct_the_file_first": _("The file is not corrected yet. Give the correction to a worker, then answer."),
    "make_the_copy_first": _("The copy is not made yet. Make it, then answer."),
    "reference_does_not_match": _("This is not the reference of the file. Type it as it stands above."),
    "days_of_a_clock": _("Write a number of days from 1 to 90."),
    "day_of_the_last_copy": _("Choose the day on which the last copy of the database from before the erasure expires."),
    "register_is_begun": _("Everything this house does is in the register already. Nothing was added."),
    "processing_is_in_use": _("This entry is in use or ended already. Nothing was changed."),
    "processing_is_ended": _("This entry ended. Write a new one in its place."),
    "before_it_began": _("This lies before the beginning, or it never began. Choose a later day."),
    "ends_before_it_begins": _("This ends before it begins. Check both days."),
    "hours_of_an_emergency": _("Write a number of hours from 1 to 24."),
    "file_is_open_to_you": _("This file is open to you already. Find it by its reference."),
    "three_emergencies_a_day": _(
        "You opened three files in an emergency within a day. Ask a supervisor or somebody who is named for the file."
    ),
    "no_protected_file": _(
        "No protected file of your agency has this reference. Check it; an ordinary file is found by searching."
    ),
    "no_pdf_here": _("This machine draws no PDF. Choose JSON, or ask whoever runs it to install what is missing."),
    "emergency_is_over": _("This emergency is over already. Nothing was changed."),
    "emergency_is_reviewed": _("Somebody looked into this emergency before. Nothing was changed."),
    "emergency_is_your_own": _("You opened this file yourself. Somebody else says whether it was needed."),
    "only_named_workers_open_a_file": _(
        "You see this file in an emergency only. Somebody who is named for it decides who sees it."
    ),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES, OF_RETENTION)


#: What was shown, by the code of the disclosure.
SHOWN: Final[dict[str, str | Promise]] = {
    "case": _("the file of a case"),
    "referral": _("a referral"),
    "link": _("a referral by a link"),
    "transfer": _("a transfer of a case"),
    "match_card": _("a card compared with another agency"),
}
#: Under which rule somebody was erased.
RULES: Final[dict[str, str | Promise]] = {
    "on_request": _("The person asked for it"),
    "case_closed_plus_24_months": _("The time to keep it is over"),
    "registered_by_mistake": _("The file was made by mistake"),
}
