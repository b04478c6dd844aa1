"""The form of a letter to an institution, as the desk writes it with a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.places.queries import country_name
from darna.faces.desk.forms.fields import language
from darna.faces.portal.rights.letter_forms import LetterForm


class LetterToForm(LetterForm):
    """To which country's institution, and who writes; every line may stay empty."""

    # The desk keeps no such file, so it does not ask.
    keeps_lines = None  # type: ignore[assignment]
    to = forms.ChoiceField(label=_("To the institution of"))
    is_legal_in_union = forms.BooleanField(
        label=_("The person lived legally in the European Union while they worked there"), required=False
    )
    field_order = ("to",)

    def __init__(self, *args: Any, countries: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(code, country_name(code, language())) for code in countries]  # type: ignore[attr-defined]
