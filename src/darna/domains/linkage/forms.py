"""Forms of runs: they parse and explain; actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import offer
from darna.domains.linkage.models import Run
from darna.domains.linkage.values import RunFilters


class RunFilterForm(forms.Form):
    """What the list of runs is narrowed to."""

    says_optional = False
    why = forms.ChoiceField(label=_("Why"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("Everything"))
        offer(self, why=[everything, *Run.Why.choices], state=[everything, *Run.State.choices])

    def filters(self, sort: str) -> RunFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return RunFilters(self.cleaned_data.get("why", ""), self.cleaned_data.get("state", ""), sort)
