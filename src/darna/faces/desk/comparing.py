"""Two files side by side in the words of the page: what each says, whether it differs, and how alike they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.audit.words import OF_PERSON
from darna.base.codelists.queries import label
from darna.base.places.queries import commune_name, country_name
from darna.domains.people.queries.merged import UNITED
from darna.domains.people.values import PersonCard
from darna.faces.desk.forms.fields import language
from darna.faces.desk.templatetags.desk_words import partial

#: From this likeness on, in words.
_ALIKE: Final[tuple[tuple[float, str | Promise], ...]] = (
    (0.97, _("nearly the same in everything that is compared")),
    (0.88, _("very much alike")),
    (0.0, _("alike in part")),
)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A field as both files tell it; `chosen` is the side whose word stands unless somebody says otherwise."""

    name: str
    label: str
    values: tuple[str, str]
    chosen: int

    @property
    def differs(self) -> bool:
        """The two files say it otherwise."""
        return self.values[0] != self.values[1]


def compared(one: PersonCard, other: PersonCard) -> list[ComparedRow]:
    """Every field of which at least one file says something."""
    rows = []
    for name in UNITED:
        values = (said(name, _value(one, name)), said(name, _value(other, name)))
        if any(values):
            rows.append(ComparedRow(name, str(OF_PERSON[name]), values, 0 if values[0] else 1))
    return rows


def how_alike(score: float) -> str:
    """A likeness in words and in points of a hundred."""
    words = next(words for least, words in _ALIKE if score >= least)
    return gettext("%(words)s (%(points)d of 100)") % {"words": words, "points": round(score * 100)}


def said(name: str, value: Any) -> str:
    """A field's value in the words of the page; nothing for what is not written."""
    if not value:
        return ""
    if name == "birth":
        return str(partial(value))
    if name == "sex":
        return "" if value == "U" else label("sex", value, language())
    if name == "nationalities":
        return ", ".join(country_name(code, language()) for code in value)
    if name == "languages":
        return ", ".join(label("language", code, language()) for code in value)
    if name == "needs_interpreter":
        return gettext("yes")
    if name == "country_of_residence":
        return country_name(value, language())
    return commune_name(value, language()) if name == "commune" else str(value)


def _value(card: PersonCard, name: str) -> Any:
    return getattr(card.names if hasattr(card.names, name) else card, name)
