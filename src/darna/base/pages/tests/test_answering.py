"""A page with one form keeps what was typed, and says beside which field something is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from darna.base.pages.answering import explain
from darna.base.pages.forms import VersionForm, among, offer
from darna.base.pages.wording import said
from darna.kernel.errors import Invalid


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


class NoteForm(VersionForm):
    note = forms.CharField(label="Note")
    needs = forms.MultipleChoiceField(label="Needs", choices=[("a", "A bed"), ("b", "A doctor")], required=False)


def sent(text: str) -> NoteForm:
    return NoteForm(QueryDict(text))


def test_whoever_comes_late_goes_on_with_every_box_they_ticked() -> None:
    form = NoteForm(QueryDict("seen_version=1&note=x&needs=a&needs=b", mutable=True))
    form.see(4)
    assert form.is_valid()
    assert (form.seen, form.cleaned_data["needs"]) == (4, ["a", "b"])


def test_a_problem_stands_beside_its_field_and_above_the_form_where_that_is_hidden() -> None:
    form = sent("seen_version=1&note=x")
    for field in ("note", "seen_version", "reference"):
        explain(form, Invalid(field, "empty"), say=said)
    assert list(form.errors) == ["note", "__all__"]
    assert form.errors["note"] == ["Nothing is written here. Write at least a word."]


def test_a_subject_says_its_own_sentence_first() -> None:
    assert said("empty", {"empty": "Write the goal."}) == "Write the goal."
    assert said("never_heard_of") == "This cannot be right. Check it, then try again."


def test_names_are_offered_after_a_line_that_chooses_none() -> None:
    form = NoteForm()
    offer(form, needs=among({}, "Nobody"))
    assert form.fields["needs"].choices == [("", "Nobody")]  # type: ignore[attr-defined]
