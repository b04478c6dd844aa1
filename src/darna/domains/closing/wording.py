"""What is said when something about a closing cannot be done: what happened, why, what next."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.cases.wording import SENTENCES as OF_CASES

SENTENCES: Final[dict[str, str | Promise]] = {
    "closing_waits_already": _("A proposal to close this case waits already. Look at that one."),
    "closing_is_decided_already": _("This proposal was decided or withdrawn before. Look at it again."),
    "closing_is_your_own_proposal": _("You proposed this yourself. Another supervisor decides about it."),
    "closing_is_a_colleagues_proposal": _("A colleague proposed this. Only they withdraw it."),
    "closing_waits_for_a_second_person": _(
        "In your agency a second person agrees before a case is closed. Propose it, and a supervisor decides."
    ),
    "closing_never_came_to_be": _("This case was not closed by this proposal, so there is nothing to ask about."),
    "check_is_made_already": _("Somebody wrote down before how the person is. Nothing was changed."),
    "before_the_closing": _("This day lies before the closing. Write a later one."),
    "days_out_of_bounds": _("Write a number of days from 0 to 730; with 0 nobody asks."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page; what cases say counts here too."""
    return said(code, SENTENCES, OF_CASES)
