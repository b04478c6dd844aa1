"""Fields that several forms of the desk share: dates known in part, countries, communes, codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from darna.base.codelists.queries import choices
from darna.base.places.queries import commune_name, country_choices, find_commune
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid

Choices = Sequence[tuple[str, Any]]
#: What a list shows before anything is chosen.
NOTHING = ("", "—")
SELECTED = mark_safe(" selected")
#: How the code of a commune is written.
CODE = re.compile(r"\d{2}\.[\d.]+\Z")


def language() -> str:
    """The language of the page."""
    return (get_language() or "fr")[:2]


def codes(list_code: str, *, empty: bool = True) -> Callable[[], Choices]:
    """The entries of a code list for a choice field, read when the form is shown."""
    return lambda: [*([NOTHING] if empty else []), *choices(list_code)]


def countries() -> Choices:
    """The countries for a choice field, the nearest first."""
    return [NOTHING, *country_choices(language())]


class QuickSelect(forms.Select):
    """A list to choose from, written without a template per entry: a page may offer the world's countries often."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The control as HTML."""
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one is not None}
        told = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) in chosen else "", label) for key, label in self.choices),
        )
        return format_html("<select{}>{}</select>", flatatt(told), options)


class CodeField(forms.ChoiceField):
    """One entry of a code list."""

    widget = QuickSelect

    def __init__(self, list_code: str, **values: Any) -> None:
        super().__init__(choices=codes(list_code, empty=not values.get("initial")), **values)


class CodesField(forms.MultipleChoiceField):
    """Several entries of a code list, each a box to tick."""

    def __init__(self, list_code: str, **values: Any) -> None:
        super().__init__(choices=codes(list_code, empty=False), widget=forms.CheckboxSelectMultiple, **values)


class CountryField(forms.ChoiceField):
    """One country."""

    widget = QuickSelect

    def __init__(self, **values: Any) -> None:
        super().__init__(choices=countries, required=values.pop("required", False), **values)


class DayField(forms.DateField):
    """A day chosen in the browser's own calendar."""

    def __init__(self, **values: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "data-width": "10"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **values)


class PartialDateWidget(forms.MultiWidget):
    """Day, month and year, each typed, each but the year left empty when it is not known."""

    def __init__(self) -> None:
        numbers = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            {
                "day": forms.TextInput({**numbers, "aria-label": _("Day"), "data-width": "2", "maxlength": "2"}),
                "month": forms.TextInput({**numbers, "aria-label": _("Month"), "data-width": "2", "maxlength": "2"}),
                "year": forms.TextInput({**numbers, "aria-label": _("Year"), "data-width": "4", "maxlength": "4"}),
            }
        )

    def decompress(self, value: PartialDate | None) -> list[str]:
        """The three boxes of a date."""
        if not isinstance(value, PartialDate):
            return ["", "", ""]
        year, month, day = (*str(value).rstrip("~").split("-"), "", "")[:3]
        return [day.lstrip("0"), month.lstrip("0"), year]


class PartialDateField(forms.MultiValueField):
    """A date of which the month or the day may be unknown, never in the future."""

    def __init__(self, *, may_be_future: bool = False, **values: Any) -> None:
        self.may_be_future = may_be_future
        parts = tuple(forms.CharField(required=False) for _part in range(3))
        super().__init__(parts, widget=PartialDateWidget(), require_all_fields=False, **values)

    def compress(self, values: list[str]) -> PartialDate | None:
        """The date of the three boxes."""
        day, month, year = (_digits(part) for part in (values or ["", "", ""]))
        if not (day or month or year):
            return None
        try:
            told = PartialDate.parse("-".join(part for part in (year.zfill(4), month, day) if part))
        except Invalid:
            raise forms.ValidationError(
                _("This is not a date. Write at least the year in four figures, such as 1985.")
            ) from None
        if day and not month:
            raise forms.ValidationError(_("Write the month too, or leave the day empty."))
        if not self.may_be_future and told.earliest > today():
            raise forms.ValidationError(_("This date is still to come. Write a date of today or before."))
        return told


def _digits(part: str) -> str:
    # int() also reads Arabic figures, which a phone's keyboard may give.
    bare = (part or "").strip()
    return str(int(bare)).zfill(2) if bare.isdecimal() else bare


class CommuneField(forms.CharField):
    """A commune by its name in Arabic or French letters; the page's list `communes` offers those of the region."""

    #: Where a name that several regions have is looked for first; the form sets it.
    region = ""

    def __init__(self, **values: Any) -> None:
        values.setdefault("help_text", _("Begin to write its name and choose; leave it empty if it is not known."))
        widget = forms.TextInput({"list": "communes", "autocomplete": "off", "dir": "auto", "data-width": "20"})
        super().__init__(required=False, max_length=120, widget=widget, **values)

    def prepare_value(self, value: Any) -> Any:
        """The name of a stored code; what was typed stays as typed."""
        return commune_name(value, language()) if value and CODE.match(value) else value

    def clean(self, value: Any) -> str:
        """The commune's code."""
        written = super().clean(value)
        if not written:
            return ""
        match = find_commune(written, region=self.region)
        if match is None:
            raise forms.ValidationError(
                _("No commune of this name was found. Choose one of the list, or leave this empty.")
            )
        if not match.code:
            raise forms.ValidationError(_("Several communes bear this name. Choose one of the list."))
        return match.code


class DeskForm(forms.Form):
    """A form that knows in which region its agency works; little is required, so what is optional is not marked."""

    says_optional = False

    def __init__(self, *args: Any, region: str = "", **values: Any) -> None:
        super().__init__(*args, **values)
        for field in self.fields.values():
            if isinstance(field, CommuneField):
                field.region = region
