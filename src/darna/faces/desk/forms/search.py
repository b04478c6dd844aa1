"""One box, and what else is known of the person: all a search asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.domains.people.queries import Narrowing
from darna.faces.desk.forms.fields import CodeField, CommuneField
from darna.kernel.clock import today


class SearchForm(forms.Form):
    """What somebody knows of a person; the answers never stand in an address."""

    says_optional = False

    q = forms.CharField(
        label=_("Name, reference, phone or document number"),
        max_length=200,
        required=False,
        help_text=_("In Arabic or Latin letters, however it is spelled."),
        widget=forms.TextInput(
            {"type": "search", "autocomplete": "off", "spellcheck": "false", "dir": "auto", "autocapitalize": "off"}
        ),
    )
    year = forms.IntegerField(
        label=_("Birth year, if known"),
        required=False,
        help_text=_("Tells apart people of the same name."),
        widget=forms.TextInput({"inputmode": "numeric", "data-width": "4", "maxlength": "4", "autocomplete": "off"}),
    )
    sex = CodeField("sex", label=_("Sex"), required=False)
    commune = CommuneField(label=_("Commune, if known"))

    def __init__(self, *told: Any, region: str = "", **more: Any) -> None:
        super().__init__(*told, **more)
        place = self.fields["commune"]
        assert isinstance(place, CommuneField)
        place.region = region

    def narrowed(self) -> Narrowing:
        """What is known of the person beside the words."""
        told = self.cleaned_data
        return Narrowing(told["year"], "" if told["sex"] == "U" else told["sex"], told["commune"])

    def clean_year(self) -> int | None:
        """A year somebody alive can be born in."""
        year: int | None = self.cleaned_data.get("year")
        if year is not None and not 1900 <= year <= today().year:
            raise forms.ValidationError(_("Write the birth year in four figures, such as 1985."))
        return year
