"""How ways to agree and their weight are said in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said

WHAT: Final[dict[str, str | Promise]] = {
    "given": _("Given name"),
    "family": _("Family name"),
    "birth": _("Birth date"),
    "sex": _("Sex"),
    "commune": _("Commune"),
    "phones": _("Telephone"),
    "numbers": _("Document"),
}
HOW: Final[dict[str, str | Promise]] = {
    "same": _("the same"),
    "swapped": _("given and family name in the other order"),
    "one_letter": _("one consonant differs"),
    "one_letter_of_few": _("one consonant differs in a short name"),
    "part": _("one is part of the other"),
    "differs": _("differs"),
    "same_day": _("the same day"),
    "same_first_day": _("the same 1 January or 1 July, which is written where the day is not known"),
    "day_and_month_swapped": _("day and month the other way round"),
    "year_beside": _("the same day, one year off"),
    "year_as_far_as_known": _("the same year, and one of the two says no more"),
    "same_year": _("the same year, another day"),
    "year_near": _("one year off"),
    "province": _("the same province"),
    "shared": _("in both files"),
    "": _("one of the two does not say it"),
}
#: From so many bits on. Three bits make something eight times as likely.
_STRENGTHS: Final[tuple[tuple[float, str | Promise], ...]] = (
    (7.0, _("speaks very strongly for one person")),
    (3.0, _("speaks for one person")),
    (0.5, _("speaks a little for one person")),
    (-0.5, _("says nothing")),
    (-3.0, _("speaks a little for two persons")),
    (-7.0, _("speaks for two persons")),
)
_AGAINST: Final = _("speaks very strongly for two persons")
SENTENCES: Final[dict[str, str | Promise]] = {
    "linkage_is_under_way": _("The register is being looked through already. What is found appears under the pairs."),
}


def strength(bits: float) -> str:
    """How strongly something speaks, in words."""
    return str(next((words for least, words in _STRENGTHS if bits >= least), _AGAINST))


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES)
