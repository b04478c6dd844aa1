"""The form of a situation: one question for each fact that a right reads, and every question may stay open."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from babel import Locale
from django import forms
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.faces.portal.entitlements.catalogue import AUDIENCES
from darna.kernel.errors import Invalid
from darna.kernel.locales import locale_of
from darna.rules.engine.facts import Fact

#: Whoever writes in Arabic may write its digits.
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")
#: The countries most who ask here come from or went to, before all others.
_NEAR: Final = ("MA", "IT", "ES", "FR", "BE", "NL", "DE", "GB", "SN", "CI", "CM", "GN", "ML", "CD", "SD", "SY", "YE")
_YES_NO: Final = [("yes", _("Yes")), ("no", _("No")), ("", _("I do not know"))]
_WRONG: Final[dict[str, str | Promise]] = {
    "not_a_number": _("This is no number. Write figures only, such as 12 or 12.5; or leave it empty."),
    "not_a_date": _("This is no date. Write the year, such as 1961, or the whole day, such as 1961-05-03."),
}
_OUT_OF_RANGE: Final = _("This number cannot be. Look at it again, or leave it empty.")


class SituationForm(forms.Form):
    """What somebody tells of their situation. It is read for one answer, and kept nowhere."""

    says_optional = False

    def __init__(self, facts: Iterable[Fact], language: str, data: Any = None) -> None:
        super().__init__(data)
        self.facts = {fact.id: fact for fact in facts}
        self.told: dict[str, object] = {}
        for fact in self.facts.values():
            self.fields[fact.id] = field_of(fact, language)

    def clean(self) -> dict[str, Any]:
        """Read each answer as the rules understand it; what is open is left out."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, fact in self.facts.items():
            try:
                value = fact.read(str(data.get(name) or "").translate(_DIGITS).strip())
            except Invalid as wrong:
                self.add_error(name, str(_WRONG.get(wrong.code, _OUT_OF_RANGE)))
            else:
                self._keep(name, value)
        return data

    def _keep(self, name: str, value: object) -> None:
        if value is not None:
            self.told[name] = value


class AudienceForm(forms.Form):
    """Who asks."""

    says_optional = False

    who = forms.ChoiceField(label=_("Who asks?"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["who"].choices = [("", _("Everybody")), *AUDIENCES.items()]  # type: ignore[attr-defined]


def field_of(fact: Fact, language: str) -> forms.Field:
    """The control for a fact."""
    told: dict[str, Any] = {"label": fact.asks.in_(language), "help_text": _hint(fact, language), "required": False}
    match fact.kind:
        case "yes_no":
            return forms.ChoiceField(choices=_YES_NO, widget=forms.RadioSelect, initial="", **told)
        case "choice":
            offered: list[tuple[str, Any]] = [(code, text.in_(language)) for code, text in fact.choices.items()]
            widget = forms.RadioSelect if len(offered) < 7 else forms.Select
            return forms.ChoiceField(choices=[*offered, ("", _("I do not know"))], widget=widget, initial="", **told)
        case "country":
            return forms.ChoiceField(choices=countries(language), initial="", **told)
        case "date":
            return forms.CharField(max_length=20, widget=_typed("numeric", "10"), **told)
    return forms.CharField(max_length=20, widget=_typed("decimal", "10"), **told)


def _typed(mode: str, width: str) -> forms.TextInput:
    # What was typed by whoever used the telephone before is not offered to the next.
    return forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off", "data-width": width, "dir": "ltr"})


def _hint(fact: Fact, language: str) -> str:
    """The fact's own hint, or how a day is written; a number's question names its unit."""
    if fact.hint:
        return str(escape(fact.hint.in_(language)))
    return gettext("The year alone will do: 1961, 1961-05 or 1961-05-03.") if fact.kind == "date" else ""


@lru_cache(maxsize=8)
def countries(language: str) -> list[tuple[str, Any]]:
    """Every country by its name, those most asked for first."""
    names = {code: name for code, name in Locale.parse(locale_of(language)).territories.items() if _is_country(code)}
    others = sorted((code for code in names if code not in _NEAR), key=names.__getitem__)
    return [("", _("I do not know")), *((code, names[code]) for code in (*_NEAR, *others))]


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
