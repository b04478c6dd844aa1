"""The fields of a list are kept drawn for whoever narrows nothing, and nobody sees another's words in them."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


class Narrow(forms.Form):
    """A list's fields."""

    q = forms.CharField(label=_("Name"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = offered  # type: ignore[attr-defined]


def drawn(query: str, *offered: str, **kwargs: Any) -> str:
    form = Narrow(QueryDict(query), offered=[(word, word) for word in offered], **kwargs)
    return Template("{% filter_fields form %}").render(Context({"form": form}))


def test_what_somebody_typed_stands_in_their_page_alone() -> None:
    before = drawn("", "open")
    assert "Benali" in drawn("q=Benali", "open")
    assert drawn("", "open") == before
    assert "Benali" not in before


def test_another_agencys_choices_are_not_shown() -> None:
    assert "own programme" in drawn("", "own programme")
    assert "own programme" not in drawn("", "theirs")


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_each_reader_has_their_language(language: str) -> None:
    with override(language):
        assert drawn("", "open") == drawn("page=1", "open")
        assert str(_("State")) in drawn("", "open")
