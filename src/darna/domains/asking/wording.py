"""What is said about questions: problems by their code, at the desk and to whoever asks."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.asking.values import Said

SENTENCES: Final[dict[str, str | Promise]] = {
    "days_of_answer_out_of_bounds": _("Write a number of days from 1 to 60, or leave it empty."),
    "not_within_half_a_year": _("Choose a time that has not come yet, within half a year."),
    "question_is_closed": _("This question is closed. Nothing was changed."),
    "question_is_nobodys": _("Nobody has taken this question. Nothing was changed."),
    "question_is_yours": _("This question is yours already. Nothing was changed."),
}

LANGUAGE_NAMES: Final[dict[str, Promise]] = {
    "ar": _("Arabic"),
    "fr": _("French"),
    "it": _("Italian"),
    "en": _("English"),
}

#: To whoever asks: what happened, why, what next.
_TOLD: Final[dict[Said, Promise]] = {
    Said.CLOSED: _("This was not sent, for the house takes no words here any more. Come to the Maison, or ask anew."),
    Said.UNKNOWN: _(
        "No question was found under this code. Look at each sign, then try again. After many wrong codes from one "
        "place, none opens there for an hour."
    ),
    Said.WAIT: _("This was not sent: you wrote several times and the answer is still to come. Wait for it."),
    Said.NOTHING_PROPOSED: _("This time is not proposed any more. Look at what the Maison wrote since."),
    Said.TOO_MANY: _(
        "This was not sent: the Maison received very many questions today. Try again tomorrow, or come to the Maison."
    ),
    Said.TOO_MANY_HERE: _(
        "This was not sent: many questions came from the place where you are. Try again tomorrow, or come to the Maison."
    ),
    Said.SAME_WORDS: _(
        "This was not sent: the same words came several times today. If you have a code, look at the answer with it."
    ),
    Said.MALFORMED: _("This was not sent: something in it could not be read. Look at the form, then send it again."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES)


def told(outcome: Said) -> str:
    """Why something was not done, for whoever has no account."""
    return str(_TOLD[outcome])
