"""What is said when something at the reception cannot be done: what happened, why, what next; by the problem's code."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.cases.wording import SENTENCES as OF_CASES

SENTENCES: Final[dict[str, str | Promise]] = {
    "ticket_is_elsewhere": _(
        "A colleague was quicker: this ticket is no longer where you saw it. Look at the queue again."
    ),
    "nobody_waits": _("Nobody is waiting. Whoever comes next gets a ticket at the reception."),
    "tickets_are_used_up": _("All numbers of today are given. Receive the others without a ticket."),
    "ticket_is_tied_already": _("This ticket is tied to a file already. Undo that first if it was the wrong one."),
    "ticket_is_not_tied": _("This ticket is tied to no file. Nothing was changed."),
    "ticket_is_not_with_you": _("This visitor is not with you. Call the ticket first."),
    "looks_like_a_phone": _(
        "This looks like a telephone number. A question without a file names nobody: leave it out."
    ),
    "looks_like_an_address": _("This looks like an address. A question without a file names nobody: leave it out."),
    "looks_like_a_paper": _(
        "This looks like the number of a paper. A question without a file names nobody: leave it out."
    ),
    "looks_like_a_name": _("This looks like a name. A question without a file names nobody: leave it out."),
    "interpreter_is_not_asked_now": _("This interpreter is no longer on the list. Choose another one."),
    "interpreter_speaks_it_not": _("This interpreter does not speak that language. Choose another one."),
    "request_is_settled_already": _("What came of this is written already. Nothing was changed."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page; those of cases are said as cases say them."""
    return said(code, SENTENCES, OF_CASES)
