"""What the list of the directory is narrowed to."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import Choices, listed, offer
from darna.base.places.queries import commune_choices
from darna.domains.directory.forms.parts import spoken
from darna.domains.directory.values import DirectoryFilters

#: The region of this release; its communes are offered to look near to.
HOME_REGION: Final = "05"


class FilterForm(forms.Form):
    """What the list is narrowed to; nothing in it is about a person."""

    says_optional = False

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    need = forms.ChoiceField(label=_("Need"), required=False)
    near = forms.ChoiceField(label=_("Near"), required=False)
    language = forms.ChoiceField(label=_("Language spoken"), required=False)
    states = forms.ChoiceField(label=_("Entries"), required=False)
    is_open = forms.BooleanField(label=_("Open now"), required=False)
    is_free = forms.BooleanField(label=_("Free of charge"), required=False)
    is_stale = forms.BooleanField(label=_("Not assured for long"), required=False)

    def __init__(self, *args: Any, is_keeper: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Choices] = {
            "need": listed("need_type", _("All needs")),
            "near": [("", str(_("Everywhere"))), *commune_choices(spoken(), region=HOME_REGION)],
            "language": listed("language", _("Any language")),
            "states": [
                ("offered", str(_("In the directory"))),
                ("draft", str(_("Drafts"))),
                ("closed", str(_("Closed"))),
            ],
        }
        offer(self, **offered)
        if not is_keeper:
            del self.fields["states"]

    def filters(self, sort: str) -> DirectoryFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        data = {name: value for name, value in self.cleaned_data.items() if value}
        return DirectoryFilters(text=data.pop("q", ""), sort=sort, **data)
