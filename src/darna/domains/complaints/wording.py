"""What is said about complaints: problems by their code, to officers and to whoever complains."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.complaints.values import Said

SENTENCES: Final[dict[str, str | Promise]] = {
    "complaint_step_is_closed": _("The complaint is at another step now. Look at it again. Nothing was changed."),
    "complaint_is_not_yours": _("Another officer looks into this complaint. Nothing was changed."),
    "complaint_is_removed": _("What was said in this complaint was removed. Nothing was changed."),
    "handover_waits_already": _("Something waits for a yes of whoever complains already. Nothing was changed."),
    "handover_was_taken": _("This was taken over already. Nothing was changed."),
    "nobody_was_kept_from_it": _("Choose a member of the agency that this complaint is about."),
    "desk_needs_a_reader": _("Nobody could read a complaint: invite a complaints officer first."),
    "days_of_complaints_out_of_bounds": _("Write a number of days within the bounds that stand beside the field."),
    "overseer_is_unknown": _("Choose another agency that works here."),
}

#: To whoever complains: what happened, why, what next.
_TOLD: Final[dict[Said, Promise]] = {
    Said.CLOSED: _("This was not sent, for no words are taken here any more."),
    Said.UNKNOWN: _(
        "Nothing was found under this code. Look at each sign, then try again. After many wrong codes from one place, "
        "none opens there for an hour."
    ),
    Said.WAIT: _("This was not sent: the answer is still to come. Wait for it."),
    Said.NOBODY_ELSE: _(
        "This was not sent, to protect you: here, the people that it is about would read it themselves, and no other "
        "body is set for them. Choose another place, or call one of the lines under “Whom to call”."
    ),
    Said.NOTHING_PROPOSED: _("This is not proposed any more. Look at what was written since."),
    Said.TOO_MANY: _("This was not sent: very many came in today. Try again tomorrow."),
    Said.TOO_MANY_HERE: _("This was not sent: many came from the place where you are. Try again later."),
    Said.SAME_WORDS: _("This was not sent: the same words came several times today. If you have a code, use it."),
    Said.MALFORMED: _("This was not sent: something in it could not be read. Look at the form, then send it again."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES)


def told(outcome: Said) -> str:
    """Why something was not done, for whoever has no account."""
    return str(_TOLD[outcome])
