"""What every subject says when something cannot be done: what happened, why, what next; by the code of the problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentences = Mapping[str, str | Promise]

SENTENCES: Final[Sentences] = {
    "nothing_changed": _("Nothing was different, so nothing was changed."),
    "not_in_the_list": _("This choice is not offered. Choose one of the list."),
    "in_the_future": _("This day has not come yet. Check the date."),
    "ends_before_it_starts": _("This ends before it begins. Check both days."),
    "empty": _("Nothing is written here. Write at least a word."),
    "no_free_reference": _("No free reference was found. Try again; if it happens again, tell your administrator."),
    "too_long": _("This text is too long. Shorten it."),
}
UNSAID: Final = _("This cannot be right. Check it, then try again.")


def said(code: str, *known: Sentences) -> str:
    """The sentence of a code in the language of the page, from the first of these that has it."""
    return str(next((words[code] for words in (*known, SENTENCES) if code in words), UNSAID))
