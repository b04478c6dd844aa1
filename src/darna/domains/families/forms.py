"""Forms of family proposals: they parse and explain; actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import VersionForm, listed, offer
from darna.domains.families.models import FamilyProposal
from darna.domains.families.values import FamilyFilters
from darna.domains.families.wording import REASONS


class FamilyFilterForm(forms.Form):
    """What the list of family proposals is narrowed to."""

    says_optional = False
    state = forms.ChoiceField(label=_("State"), required=False)
    reason = forms.ChoiceField(label=_("Why"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("Everything"))
        offer(self, state=[everything, *FamilyProposal.State.choices], reason=[everything, *REASONS.items()])

    def filters(self, sort: str) -> FamilyFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return FamilyFilters(self.cleaned_data.get("state", ""), self.cleaned_data.get("reason", ""), sort)


class TogetherForm(VersionForm):
    """Who joins, as they stand to the head of the household."""

    role = forms.ChoiceField(
        label=_("Who is it for the head of the household?"),
        help_text=_("Asked of whoever joins the household of the other. Ask the persons; do not guess."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, role=listed("relationship", _("Choose")))
