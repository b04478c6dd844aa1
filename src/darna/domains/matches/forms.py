"""Forms of possible matches: they parse and explain; actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import VersionForm, offer
from darna.domains.matches.models import MatchSide, PossibleMatch
from darna.domains.matches.queries.matches import WAITING
from darna.domains.matches.values import MatchFilters


class MatchFilterForm(forms.Form):
    """What the list of possible matches is narrowed to."""

    says_optional = False
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, state=[("", _("Everything")), (WAITING, _("waiting for us")), *PossibleMatch.State.choices])

    def filters(self, sort: str) -> MatchFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return MatchFilters(self.cleaned_data.get("state", ""), sort)


class VerdictForm(VersionForm):
    """What a supervisor sees in the two cards."""

    verdict = forms.ChoiceField(label=_("What do you see?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, verdict=MatchSide.Verdict.choices)
