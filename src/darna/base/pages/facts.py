"""Questions of the law as fields of a form: in the words of the vocabulary, read as the rules read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid
from darna.kernel.typed import typed_date
from darna.rules.engine.facts import Fact

Choices = Sequence[tuple[str, str | Promise]]

#: Kinds that a form of one page can ask for.
ASKED_KINDS: Final = frozenset({"yes_no", "number", "choice", "date", "country", "money"})
#: What is wrong with a value, for the reader.
WRONG: Final = {
    "not_a_date": _("This is not a date. Write a year such as 1985, or 06/1985, or 12/06/1985."),
    "not_a_number": _("This is not a number. Write it in figures, such as 1200 or 1200,50."),
    "out_of_range": _("This number is too small or too large. Look whether a figure is missing or too many."),
    "in_the_future": _("This date is still to come. Write a date of today or before."),
}
_OTHERWISE: Final = _("This cannot be read. Choose again, or leave it empty.")
_HOW_A_DATE: Final = _("The year alone will do: 1985, or 06/1985, or 12/06/1985.")
_OPEN: Final = ("", _("I do not know"))
#: So many choices stand open below each other; more are in a list.
_MOST_OPEN: Final = 6
#: What was typed by whoever used the telephone before is not offered to the next.
_TYPED: Final = {"autocomplete": "off", "dir": "ltr", "maxlength": 20, "data-width": "10"}


def wrong(code: str) -> forms.ValidationError:
    """What is wrong, said so that it can be mended."""
    return forms.ValidationError(WRONG.get(code, _OTHERWISE), code=code)


class PastDateField(forms.CharField):
    """A date of which the month or the day may be unknown, never in the future; its value is a `PartialDate`."""

    def __init__(self, **values: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(dict(_TYPED)), **values)

    def clean(self, value: Any) -> Any:
        """The date, None when nothing is written."""
        text = super().clean(value)
        if not text:
            return None
        try:
            told = typed_date(text)
        except Invalid as invalid:
            raise wrong(invalid.code) from None
        if told.earliest > today():
            raise wrong("in_the_future")
        return told


class FactField(forms.Field):
    """One fact; its value is what the rules understand, None when the question stays open.

    `label` is the fact's own question where none is given; `countries` are offered where it asks for one.
    """

    def __init__(self, fact: Fact, language: str, *, label: str = "", countries: Choices = ()) -> None:
        # Forms print a hint as it is.
        hint = escape(fact.hint.in_(language)) or (_HOW_A_DATE if fact.kind == "date" else "")
        widget = _widget(fact, language, countries)
        super().__init__(label=label or fact.asks.in_(language), required=False, help_text=hint, widget=widget)
        self.fact = fact

    def clean(self, value: Any) -> Any:
        """What the rules understand, None when nothing is told."""
        try:
            read = self.fact.typed(str(value or ""))
        except Invalid as invalid:
            raise wrong(invalid.code) from None
        if isinstance(read, PartialDate) and self.fact.id == "birth_date" and read.earliest > today():
            raise wrong("in_the_future")
        return read


def _widget(fact: Fact, language: str, countries: Choices) -> forms.Widget:
    match fact.kind:
        case "yes_no":
            return forms.RadioSelect(choices=[("yes", _("Yes")), ("no", _("No")), _OPEN])
        case "choice":
            offered = [*((code, text.in_(language)) for code, text in fact.choices.items()), _OPEN]
            return (forms.RadioSelect if len(fact.choices) <= _MOST_OPEN else forms.Select)(choices=offered)
        case "country":
            return forms.Select(choices=list(countries))
        case "date":
            return forms.TextInput(dict(_TYPED))
        case _:
            return forms.TextInput({**_TYPED, "inputmode": "decimal"})
