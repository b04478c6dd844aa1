"""What forms of every subject are made of: the version that was seen, a day, a text, the entries of a code list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.codelists.queries import choices
from darna.base.pages.merging import marks_of

Choices = list[tuple[str, str]]


class VersionForm(forms.Form):
    """A form over something that others may save too: it carries the version that was seen, 0 before the first.

    Begun with what is stored, it carries a mark of each field too, so that whoever saves second is not asked about
    what only the other one changed.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen_marks = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked when the page is written: a subject's form may still put its fields together.
        self.fields["seen_marks"].initial = lambda: marks_of(self)
        if set(self.initial) <= {"seen_version"}:
            del self.fields["seen_marks"]

    def full_clean(self) -> None:
        """What was typed, without the marks: they are the page's own, and no subject's draft has a place for them."""
        super().full_clean()
        getattr(self, "cleaned_data", {}).pop("seen_marks", None)

    @property
    def seen(self) -> int:
        """The version the user had before their eyes; call after `is_valid()`."""
        return int(self.cleaned_data["seen_version"])

    @property
    def seen_before(self) -> str:
        """The marks of what stood in the fields when the user began; empty when none came."""
        return str(self.data.get(self.add_prefix("seen_marks"), ""))

    def see(self, version: int, marks: str = "") -> None:
        """Go on from a newer version, as it is stored, with what was typed kept."""
        # A copy of what a browser sent keeps every box of a list of boxes, where a plain mapping would keep the last.
        data: Any = copy(self.data)
        data[self.add_prefix("seen_version")] = str(version)
        data[self.add_prefix("seen_marks")] = marks or self.seen_before
        self.data = data


class ConfirmForm(VersionForm):
    """Nothing to fill in: the button says it."""


class TypedReferenceForm(forms.Form):
    """What cannot be undone: the reference of the file typed once more."""

    reference = forms.CharField(
        label=_("Type the reference of the file"),
        max_length=20,
        help_text=_("As it stands at the head of this page."),
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr", "data-width": "10"}),
    )

    def __init__(self, *args: Any, expected: str, **values: Any) -> None:
        super().__init__(*args, **values)
        self.expected = expected

    def clean_reference(self) -> str:
        """The reference of this very file."""
        typed: str = self.cleaned_data["reference"]
        if _bare(typed) != _bare(self.expected):
            raise forms.ValidationError(_("This is not the reference of this file. Nothing was erased; type it again."))
        return typed


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, chosen in the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date", "data-width": "10"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def text_field(
    label: Any, *, required: bool = True, rows: int = 4, most: int = 20_000, help_text: Any = ""
) -> forms.CharField:
    """Some sentences in whatever language they are written."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=required, widget=widget, max_length=most, help_text=help_text)


def listed(list_code: str, empty: Any = None) -> Choices:
    """The entries of a code list, after a first line that chooses none."""
    return _after(empty, choices(list_code))


def among(names: Mapping[UUID, str], empty: Any = None) -> Choices:
    """Members, agencies or places by their names, after a first line that chooses none."""
    return _after(empty, ((str(key), name) for key, name in names.items()))


def offer(form: forms.Form, **offered: Iterable[Any]) -> None:
    """What may be chosen in each of these fields."""
    for name, pairs in offered.items():
        form.fields[name].choices = list(pairs)  # type: ignore[attr-defined]


def _after(empty: Any, offered: Iterable[tuple[str, str]]) -> Choices:
    return [*([] if empty is None else [("", str(empty))]), *offered]


def _bare(reference: str) -> str:
    return "".join(sign for sign in reference.upper() if sign.isalnum())
