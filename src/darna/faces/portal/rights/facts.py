"""The questions that answers about a working life lack, as fields of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from darna.base.pages.facts import ASKED_KINDS, FactField
from darna.faces.portal.rights.answering import question_in_words
from darna.faces.portal.rights.naming import countries
from darna.rules.book import book
from darna.rules.engine.words import Teller


class FactsForm(forms.Form):
    """The questions of some facts, each in its own words."""

    def __init__(self, *, names: Iterable[str], tell: Teller, **values: Any) -> None:
        super().__init__(**values)
        for name in names:
            fact = book().facts.find(name)
            if fact is not None and fact.kind in ASKED_KINDS:
                label, offered = question_in_words(name, tell), countries(tell.language)
                self.fields[name] = FactField(fact, tell.language, label=label, countries=offered)

    @property
    def told(self) -> dict[str, object]:
        """The facts that are known; call after `is_valid()`."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}

    def raw(self) -> dict[str, str]:
        """What was written, as it was written."""
        return {name: str(self[name].value() or "") for name in self.fields}
