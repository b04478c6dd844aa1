"""What is said when something about a time to keep cannot be done: what happened, why, what next."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said

SENTENCES: Final[dict[str, str | Promise]] = {
    "person_is_held": _(
        "Somebody asked that this file is kept, so nothing was erased. Release the hold first, if its reason is over."
    ),
    "postponed_out_of_bounds": _("Choose a day after today, two years from now at the most."),
    "hold_ends_in_the_past": _("This day is over. Choose a later one, or leave it open."),
    "hold_is_released": _("This hold was released before. Nothing was changed."),
    "months_out_of_bounds": _("Write a number of months from 6 to 120."),
    "warning_out_of_bounds": _("Write a number of days from 14 to 365."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES)
