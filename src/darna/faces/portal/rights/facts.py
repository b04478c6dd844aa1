"""Questions of the law as fields of a form: in the words of the vocabulary, read as the rules read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.faces.portal.rights.answering import question_in_words
from darna.faces.portal.rights.naming import countries
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid
from darna.rules.book import book
from darna.rules.engine.facts import Fact
from darna.rules.engine.words import Teller

#: What is wrong with a value, for the reader.
WRONG: Final = {
    "not_a_date": _("This is not a date. Write a year such as 1985, or 06/1985, or 12/06/1985."),
    "not_a_number": _("This is not a number. Write it in figures, such as 1200 or 1200,50."),
    "out_of_range": _("This number is too small or too large. Look whether a figure is missing or too many."),
    "in_the_future": _("This date is still to come. Write a date of today or before."),
}
_OTHERWISE: Final = _("This cannot be read. Choose again, or leave it empty.")
#: Day, month and year as people write them here, the year last.
_YEAR_LAST: Final = re.compile(r"(?:([0-9]{1,2})[-/. ])?([0-9]{1,2})[-/. ]([0-9]{4})\Z")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})(?:[-/. ]([0-9]{1,2}))?(?:[-/. ]([0-9]{1,2}))?\Z")
#: Kinds that a form of one page can ask for.
ASKED_KINDS: Final = frozenset({"yes_no", "number", "choice", "date", "country", "money"})


def told_date(text: str) -> PartialDate:
    """A date as a person writes it: the year alone, with the month, or with the day too.

    >>> str(told_date("6/1985")), str(told_date("١٩٨٥")), str(told_date("12.06.1985")), str(told_date("1985-6"))
    ('1985-06', '1985', '1985-06-12', '1985-06')

    Raises: Invalid.
    """
    plain = in_our_figures(text).strip()
    if found := _YEAR_LAST.match(plain):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.match(plain):
        year, month, day = found.groups()
    else:
        raise Invalid("date", "not_a_date", value=text)
    parts = [year, *(part.zfill(2) for part in (month, day) if part)]
    return PartialDate.parse("-".join(parts))


def in_our_figures(text: str) -> str:
    """Figures of any script as those of this one, which a phone's keyboard may not give."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)


def wrong(code: str) -> forms.ValidationError:
    """What is wrong, said so that it can be mended."""
    return forms.ValidationError(WRONG.get(code, _OTHERWISE), code=code)


class PastDateField(forms.CharField):
    """A date of which the month or the day may be unknown, never in the future; its value is a `PartialDate`."""

    def __init__(self, **values: Any) -> None:
        widget = forms.TextInput({"autocomplete": "off", "dir": "ltr", "data-width": "10"})
        super().__init__(max_length=20, widget=widget, **values)

    def clean(self, value: Any) -> Any:
        """The date, None when nothing is written."""
        text = super().clean(value)
        if not text:
            return None
        try:
            told = told_date(text)
        except Invalid as invalid:
            raise wrong(invalid.code) from None
        if told.earliest > today():
            raise wrong("in_the_future")
        return told


class FactField(forms.Field):
    """A fact read as the rules read it; its value is what the person wrote, in plain text."""

    def __init__(self, fact: Fact, language: str, label: str) -> None:
        super().__init__(label=label, required=False, help_text=fact.hint.in_(language), widget=_widget(fact, language))
        self.fact = fact

    def clean(self, value: Any) -> Any:
        """What the rules understand, None when nothing is told."""
        text = in_our_figures(str(value or "")).strip()
        if not text:
            return None
        try:
            read = told_date(text) if self.fact.kind == "date" else self.fact.read(text)
        except Invalid as invalid:
            raise wrong(invalid.code) from None
        if isinstance(read, PartialDate) and self.fact.id == "birth_date" and read.earliest > today():
            raise wrong("in_the_future")
        return read


class FactsForm(forms.Form):
    """The questions of some facts, each in its own words."""

    def __init__(self, *, names: Iterable[str], tell: Teller, **values: Any) -> None:
        super().__init__(**values)
        for name in names:
            fact = book().facts.find(name)
            if fact is not None and fact.kind in ASKED_KINDS:
                self.fields[name] = FactField(fact, tell.language, question_in_words(name, tell))

    @property
    def told(self) -> dict[str, object]:
        """The facts that are known; call after `is_valid()`."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}

    def raw(self) -> dict[str, str]:
        """What was written, as it was written."""
        return {name: str(self[name].value() or "") for name in self.fields}


def _widget(fact: Fact, language: str) -> forms.Widget:
    match fact.kind:
        case "yes_no":
            return forms.RadioSelect(choices=[("yes", _("Yes")), ("no", _("No")), ("", _("I do not know"))])
        case "choice":
            offered = [(code, text.in_(language)) for code, text in fact.choices.items()]
            return forms.Select(choices=[("", _("Choose")), *offered])
        case "country":
            return forms.Select(choices=countries(language))
        case "date":
            return forms.TextInput({"autocomplete": "off", "dir": "ltr", "maxlength": 20, "data-width": "10"})
        case _:
            return forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "dir": "ltr", "maxlength": 20})
