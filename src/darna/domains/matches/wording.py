"""What is said when something about a possible match cannot be done: what happened, why, what next."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said

SENTENCES: Final[dict[str, str | Promise]] = {
    "match_is_decided": _("This possible match was decided or closed meanwhile. Nothing was changed."),
    "match_is_judged": _("You cannot say more about this match: your answer is in, or it is not open."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES)
