"""The form of a situation: one question for each fact that a right reads, and every question may stay open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.facts import FactField
from darna.faces.portal.entitlements.catalogue import AUDIENCES
from darna.faces.portal.rights.naming import countries
from darna.rules.engine.facts import Fact


class SituationForm(forms.Form):
    """What somebody tells of their situation. It is read for one answer, and kept nowhere."""

    says_optional = False

    def __init__(self, facts: Iterable[Fact], language: str, data: Any = None) -> None:
        super().__init__(data)
        for fact in facts:
            offered = countries(language) if fact.kind == "country" else ()
            self.fields[fact.id] = FactField(fact, language, countries=offered)

    @property
    def told(self) -> dict[str, object]:
        """The facts that are known; call after `is_valid()`."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


class AudienceForm(forms.Form):
    """Who asks."""

    says_optional = False

    who = forms.ChoiceField(label=_("Who asks?"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["who"].choices = [("", _("Everybody")), *AUDIENCES.items()]  # type: ignore[attr-defined]
