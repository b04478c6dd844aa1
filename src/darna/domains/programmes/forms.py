"""Forms of programmes: they parse and explain; actions decide."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import VersionForm, offer, text_field
from darna.domains.programmes.linting import MOST_CASES, MOST_LETTERS
from darna.domains.programmes.values import LANGUAGES, Content, Kind
from darna.kernel.text import LocalText

_DIRECTED: Final = {"ar": "rtl", "fr": "ltr", "it": "ltr", "en": "ltr"}


class LabelsForm(VersionForm):
    """How a part is called, in four languages side by side."""

    label_ar = forms.CharField(label=_("In Arabic"), max_length=MOST_LETTERS)
    label_fr = forms.CharField(label=_("In French"), max_length=MOST_LETTERS)
    label_it = forms.CharField(label=_("In Italian"), max_length=MOST_LETTERS)
    label_en = forms.CharField(label=_("In English"), max_length=MOST_LETTERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            self.fields[f"label_{language}"].widget.attrs |= {"dir": _DIRECTED[language], "lang": language}

    @property
    def label(self) -> LocalText:
        """The four labels as one text; call after `is_valid()`."""
        return LocalText.of({language: self.cleaned_data[f"label_{language}"].strip() for language in LANGUAGES})


class ItemForm(LabelsForm):
    """A new item, in the checklist of a stage."""

    stage = forms.ChoiceField(label=_("Stage"))
    field_order = ("stage",)

    def __init__(self, *args: Any, content: Content, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(stage.code, stage.label.in_(language)) for stage in content.current_stages]
        offer(self, stage=offered)


class CeilingForm(VersionForm):
    """How many open cases a worker should not go beyond."""

    ceiling = forms.IntegerField(
        label=_("Open cases for each worker"),
        required=False,
        min_value=1,
        max_value=MOST_CASES,
        help_text=_("Leave it empty if your agency sets no ceiling. Nobody is kept from opening a case beyond it."),
        widget=forms.NumberInput(attrs={"data-width": "6"}),
    )


class PublishForm(VersionForm):
    """Why the new version is made."""

    reason = text_field(
        _("Why it is made"),
        required=False,
        rows=3,
        most=500,
        help_text=_("Colleagues read it in the history of the programme. Write nothing about a person."),
    )


class Arrangement(NamedTuple):
    """What a button beside a part asks for."""

    how: str
    kind: Kind
    code: str


class ArrangeForm(VersionForm):
    """One of the buttons beside the parts of a draft: its value says what is done to which part."""

    do = forms.RegexField(regex=r"^(up|down|retire|restore|remove) (stage|item|document|indicator) [a-z][a-z0-9_]*$")

    @property
    def arrangement(self) -> Arrangement:
        """What was asked for; call after `is_valid()`."""
        how, kind, code = re.split(" ", self.cleaned_data["do"])
        return Arrangement(how, Kind(kind), code)
