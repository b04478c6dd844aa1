"""The form of the list of persons, and what the forms of both lists say as words of an address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import day_field, listed, offer
from darna.base.pages.listing import sort_in
from darna.base.places.queries import commune_name, find_commune
from darna.domains.cases.values import PersonFilters
from darna.kernel.locales import day_in_words, locale_of

#: The region of the houses: where a commune's name repeats, theirs is meant.
HOME_REGION = "05"


class CommuneField(forms.CharField):
    """A commune by its name in Arabic or Latin letters, or by its code."""

    def prepare_value(self, value: Any) -> Any:
        return commune_name(value, _language()) if value else value

    def clean(self, value: Any) -> str:
        """The commune's code. Raises: ValidationError when no commune, or more than one, bears the name."""
        written = super().clean(value)
        if not written or commune_name(written, _language()) != written:
            return str(written)
        match = find_commune(written, region=HOME_REGION)
        if match is None or not match.code:
            raise forms.ValidationError(_("No commune is known under this name alone. Write its whole name."))
        return match.code


class PersonFilterForm(forms.Form):
    """What the list of persons is narrowed to; nothing in it names a person."""

    says_optional = False

    registered_from = day_field(_("Registered from"), required=False)
    registered_to = day_field(_("Registered until"), required=False)
    commune = CommuneField(
        label=_("Commune"), required=False, max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    minor = forms.BooleanField(label=_("Under 18"), required=False)
    without_case = forms.BooleanField(label=_("Without an open case"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, sex=listed("sex", _("All")))

    def filters(self, sort: str) -> PersonFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return PersonFilters(**{name: value for name, value in self.cleaned_data.items() if value}, sort=sort)


def words_of(form: forms.Form, sort: str, usual: str) -> dict[str, str]:
    """What a form narrows to as words of an address; what narrows nothing is left out. Call after `is_valid()`."""
    told = {name: _word(value) for name, value in form.cleaned_data.items() if value}
    return told if sort == usual else {**told, "sort": sort}


def told_of(form: forms.Form) -> list[tuple[str, str]]:
    """The same for a reader: label and value."""
    form.is_valid()
    given = [(name, value) for name, value in form.cleaned_data.items() if value]
    return [(str(form.fields[name].label), _said(form.fields[name], value)) for name, value in given]


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "on"
    return value.isoformat() if isinstance(value, date) else str(value)


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(field, CommuneField):
        return commune_name(value, _language())
    if isinstance(value, bool):
        return gettext("yes")
    return day_in_words(value, locale_of(get_language())) if isinstance(value, date) else str(value)


def _language() -> str:
    return (get_language() or "fr")[:2]


@dataclass(frozen=True, slots=True)
class ListWords:
    """What an address narrows and sorts a list by, read with the list's form."""

    form: type[forms.Form]
    sorts: Collection[str]
    usual: str

    def cleaned(self, given: Mapping[str, Any]) -> dict[str, str]:
        """What can be read of it, as words of an address."""
        form = self.form(given)
        form.is_valid()
        return words_of(form, self.sort(given), self.usual)

    def told(self, words: Mapping[str, str]) -> list[tuple[str, str]]:
        """The same for a reader: label and value."""
        return told_of(self.form(words))

    def filters(self, words: Mapping[str, Any]) -> Any:
        """The filters as the form's own value."""
        form: Any = self.form(words)
        form.is_valid()
        return form.filters(self.sort(words))

    def sort(self, given: Mapping[str, Any]) -> str:
        """The order that is asked for, or the usual one."""
        return sort_in(given, self.sorts, self.usual)
