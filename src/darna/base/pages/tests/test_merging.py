"""Two people over one form lose nothing: whatever both typed, each field holds what one of them wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from darna.base.pages.answering import Page, brought_together, with_stored
from darna.base.pages.forms import VersionForm, day_field
from darna.base.pages.merging import Merged, begun, marks_of


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


class NoteForm(VersionForm):
    note = forms.CharField(label="Note", required=False)
    needs = forms.MultipleChoiceField(label="Needs", choices=[("a", "A bed"), ("b", "A doctor")], required=False)
    is_urgent = forms.BooleanField(label="Urgent", required=False)
    due = day_field("Day", required=False)


SEEN: dict[str, Any] = {"seen_version": 1, "note": "first", "needs": ["a"], "is_urgent": False, "due": date(2026, 5, 1)}
PAGE = Page("", "", "")


def sent(stored: dict[str, Any], **changes: Any) -> NoteForm:
    """What a browser sends that began with SEEN and changed this, to a server that holds `stored` now."""
    data = QueryDict(mutable=True)
    told = {**SEEN, "seen_marks": NoteForm(initial=SEEN)["seen_marks"].value(), **changes}
    for name, value in told.items():
        if isinstance(value, list):
            data.setlist(name, value)
        elif value is not False:
            data[name] = "on" if value is True else str(value)
    return NoteForm(data, initial=stored)


def merged(form: NoteForm, version: int = 2) -> Merged:
    return brought_together(form, PAGE, version)


def test_what_only_the_other_one_changed_stands_in_the_form_and_is_told() -> None:
    form = sent({**SEEN, "seen_version": 2, "needs": ["b"], "is_urgent": True, "due": None}, note="mine")
    told = merged(form)
    assert told.taken == [("Needs", "A doctor"), ("Urgent", "True"), ("Day", "")]
    assert told.clashing == []
    assert form.is_valid()
    assert (form.cleaned_data["note"], form.cleaned_data["needs"]) == ("mine", ["b"])
    assert (form.cleaned_data["is_urgent"], form.cleaned_data["due"], form.seen) == (True, None, 2)


def test_what_both_changed_is_asked_and_what_was_typed_stays() -> None:
    form = sent({**SEEN, "seen_version": 2, "note": "theirs"}, note="mine")
    assert merged(form).clashing == [("note", "Note", "mine", "theirs")]
    assert form.is_valid()
    assert form.cleaned_data["note"] == "mine"


def test_both_writing_the_same_is_no_difference() -> None:
    told = merged(sent({**SEEN, "seen_version": 2, "note": "same"}, note="same"))
    assert (told.taken, told.clashing) == ([], [])


def test_the_stored_text_can_be_taken_field_by_field() -> None:
    form = sent({**SEEN, "seen_version": 2, "note": "theirs", "is_urgent": True}, note="mine", needs=["a", "b"])
    taken = with_stored(form, PAGE, "note")
    assert taken["note"].value() == "theirs"
    assert taken["needs"].value() == ["a", "b"]
    assert with_stored(form, PAGE, "seen_version")["seen_version"].value() == "1", "hidden fields are nobody's choice"


def test_a_third_save_is_measured_from_the_second() -> None:
    form = sent({**SEEN, "seen_version": 2, "note": "theirs"}, note="mine")
    merged(form)
    again = NoteForm(form.data, initial={**SEEN, "seen_version": 3, "note": "theirs", "is_urgent": True})
    told = merged(again, 3)
    assert told.taken == [("Urgent", "True")]
    assert told.clashing == [], "they did not write that note again"
    assert again["note"].value() == "mine"


@pytest.mark.parametrize("marks", ["", "nonsense", "[]", '{"note": 1}'])
def test_without_marks_every_difference_is_asked(marks: str) -> None:
    form = sent({**SEEN, "seen_version": 2, "note": "theirs"}, seen_marks=marks)
    assert [name for name, *_ in merged(form).clashing] == ["note"]


def test_a_form_that_began_empty_carries_no_marks() -> None:
    assert "seen_marks" not in NoteForm(initial={"seen_version": 0}).fields
    assert "first" not in marks_of(NoteForm(initial=SEEN))


WRITTEN = st.fixed_dictionaries(
    {
        "note": st.sampled_from(["first", "x", "two\nlines", "", "مرحبا"]),
        "needs": st.lists(st.sampled_from(["a", "b"]), unique=True).map(sorted),
        "is_urgent": st.booleans(),
        "due": st.sampled_from([None, date(2026, 5, 1), date(2027, 1, 2)]),
    }
)


@given(theirs=WRITTEN, mine=WRITTEN)
def test_every_field_ends_with_what_one_of_them_wrote(theirs: dict[str, Any], mine: dict[str, Any]) -> None:
    form = sent({**theirs, "seen_version": 2}, **{**mine, "due": mine["due"] or ""})
    told = merged(form)
    assert form.is_valid()
    clashing = {name for name, *_ in told.clashing}
    for name in mine:
        ended, before = form.cleaned_data[name], SEEN[name]
        wrote = mine[name]
        if wrote != before:
            assert ended == wrote, "what I wrote is never lost"
        else:
            assert ended == theirs[name], "what they wrote is never undone by what I left alone"
        assert (name in clashing) == (wrote != before and theirs[name] not in (before, wrote))


def test_the_form_begins_with_the_fields_people_see() -> None:
    assert list(begun(NoteForm(initial=SEEN))) == ["note", "needs", "is_urgent", "due"]
