"""What is said when something about a hand-over or a transfer cannot be done: what happened, why, what next."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.cases.wording import SENTENCES as OF_CASES

SENTENCES: Final[dict[str, str | Promise]] = {
    "another_agency_asked": _("Another agency asked for this case. Choose that one."),
    "case_is_being_transferred": _("A transfer of this case is under way already. Look at that one."),
    "case_went_elsewhere_meanwhile": _("The case went to somebody else meanwhile. Look at it again."),
    "ceiling_out_of_bounds": _("Write a number of cases up to 500, or leave it empty for no ceiling."),
    "handover_is_to_a_colleague": _("This case was given to a colleague. Only they confirm that they read the note."),
    "handover_is_your_own_request": _("You asked for this yourself. Another supervisor decides about it."),
    "handover_moved_on": _("This hand-over was decided, confirmed or withdrawn before. Look at it again."),
    "handover_waits_already": _("A request for this case waits for a supervisor already."),
    "handover_was_asked_by_a_colleague": _("A colleague asked for this. Only they withdraw it."),
    "no_consent_to_a_transfer_abroad": _(
        "This agency works in another country, and the person has not agreed that their data are sent abroad to it. "
        "Ask them, record their answer, then try again."
    ),
    "nothing_to_take_back": _("Nothing of it can be taken back: the cases were taken on or went elsewhere."),
    "protected_file_is_not_transferred": _(
        "This file is protected: only its named workers see it, so it is not sent to another agency."
    ),
    "supervisor_gives_cases": _("In your agency a supervisor gives cases. Ask for it, and they decide."),
    "transfer_is_a_colleagues": _("A colleague prepared this. They or a supervisor withdraw it."),
    "transfer_is_answered_by_the_other_agency": _("Your agency sent this. The other agency answers it."),
    "transfer_is_asked_after_accepting": _("Accept the referral first; then you can ask for the whole case."),
    "transfer_is_asked_for_already": _("Your agency asked for this case already. Wait for the answer."),
    "transfer_is_sent_by_the_other_agency": _("The other agency keeps this case. Only they decide about sending it."),
    "transfer_is_your_own_proposal": _("You prepared this yourself. Another supervisor agrees to it."),
    "transfer_moved_on": _("This transfer was sent, answered or ended before. Look at it again."),
    "worker_has_it_already": _("This worker has the case already. Choose somebody else."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page; what cases say counts here too."""
    return said(code, SENTENCES, OF_CASES)
