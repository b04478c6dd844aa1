"""What is asked of two files that may be of one person: which pairs, when again, which file stays and which words."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.domains.people.queries.duplicates import PairFilters
from darna.domains.people.queries.merged import UNITED
from darna.faces.desk.forms.fields import DayField, DeskForm

STATES: Final = (
    ("open", pgettext_lazy("pairs of files", "to decide")),
    ("later", pgettext_lazy("pairs of files", "put off")),
    ("decided", pgettext_lazy("pairs of files", "decided")),
)
SOURCES: Final = (
    ("", _("wherever from")),
    ("desk", _("found among the files")),
    ("import", _("from a register that was brought in")),
)
SORTS: Final = (
    ("likely", _("the most alike first")),
    ("oldest", _("the longest waiting first")),
    ("newest", _("the newest first")),
)
_SIDES: Final = (("0", ""), ("1", ""))


class PairFilterForm(DeskForm):
    """Which pairs are listed, and in which order."""

    state = forms.ChoiceField(label=_("Which pairs"), choices=STATES, required=False)
    source = forms.ChoiceField(label=_("Where from"), choices=SOURCES, required=False)
    sort = forms.ChoiceField(label=_("Order"), choices=SORTS, required=False)

    def filters(self) -> PairFilters:
        """What was asked for; what is not known is as if it was not asked."""
        told = {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}
        return PairFilters(**told)


class PutOffForm(DeskForm):
    """When the pair is asked again."""

    until = DayField(label=_("Ask again on"))


class UniteForm(forms.Form):
    """Which of two files stays, and of every field which file's word; a field that was not asked is as it was."""

    keep = forms.ChoiceField(choices=_SIDES)

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        for name in UNITED:
            self.fields[f"of_{name}"] = forms.ChoiceField(choices=_SIDES, required=False)

    def kept(self) -> int:
        """Which file stays; call after `is_valid()`."""
        return int(self.cleaned_data["keep"])

    def taken(self) -> list[str]:
        """The fields of which the other file's word is right."""
        asked = {name: self.cleaned_data[f"of_{name}"] for name in UNITED}
        return [name for name, side in asked.items() if side and int(side) != self.kept()]
