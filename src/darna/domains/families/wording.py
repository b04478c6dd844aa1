"""Why two persons were proposed, and what is said when something cannot be done."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said

REASONS: Final[dict[str, str | Promise]] = {
    "phone": _("the same phone"),
    "neighbours": _("neighbouring rows of one register"),
    "family_name": _("the same family name"),
    "address": _("the same address"),
    "commune": _("the same commune"),
}
SENTENCES: Final[dict[str, str | Promise]] = {
    "family_is_decided": _("Somebody decided about these two meanwhile. Nothing was changed."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES)
