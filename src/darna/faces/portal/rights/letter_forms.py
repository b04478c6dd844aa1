"""The lines of a letter that only its writer can fill in; what is left empty becomes a line to write on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: What the writer may tell of themselves, in the order of the letter.
LINES = ("name", "birth_place", "own_number", "other_number", "address", "phone")


def _line(label: Any, help_text: Any = "", most: int = 120) -> forms.CharField:
    widget = forms.TextInput({"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=most, help_text=help_text, widget=widget)


class LetterForm(forms.Form):
    """Who writes. Every line may stay empty: it is then a dotted line on the paper."""

    name = _line(_("Name"))
    birth_place = _line(_("Place of birth"))
    own_number = _line(_("Insurance number in the country you write to"))
    other_number = _line(_("Insurance number in Morocco (CNSS)"))
    address = _line(_("Postal address"), most=200)
    phone = _line(_("Telephone or e-mail"))
    keeps_lines = forms.BooleanField(
        label=_("Put my name and these lines into the file that I keep"),
        required=False,
    )

    @property
    def lines(self) -> dict[str, str]:
        """What was written; call after `is_valid()`."""
        return {name: _plain(self.cleaned_data.get(name) or "") for name in LINES}


def _plain(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())
