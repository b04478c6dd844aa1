"""Countries by their names, Québec among them, which has an agreement of its own and is no country."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.places.queries import country_choices, country_name
from darna.kernel.text import LocalText
from darna.rules.engine.words import Teller

#: Québec has its own pension and its own agreement with Morocco: its code is not in the list of countries.
QUEBEC: Final = "QC"
_QUEBEC: Final = LocalText(ar="كيبيك (كندا)", fr="Québec (Canada)", it="Québec (Canada)", en="Québec (Canada)")


def countries(language: str) -> list[tuple[str, str | Promise]]:
    """The countries a person may choose, after a line that chooses none. No query once warm."""
    return [("", _("Choose")), *country_choices(language), (QUEBEC, _QUEBEC.in_(language))]


def country_in_words(code: str, tell: Teller) -> str:
    """The country's name for the reader. No query once warm."""
    if code == QUEBEC:
        return _QUEBEC.in_(tell.language)
    name = country_name(code, tell.language)
    return tell.country(code) if name == code else name
