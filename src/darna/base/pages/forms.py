"""What forms of every subject are made of: the version that was seen, a day, a text, the entries of a code list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any
from uuid import UUID

from django import forms

from darna.base.codelists.queries import choices

Choices = list[tuple[str, str]]


class VersionForm(forms.Form):
    """A form over something that others may save too: it carries the version that was seen, 0 before the first."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @property
    def seen(self) -> int:
        """The version the user had before their eyes; call after `is_valid()`."""
        return int(self.cleaned_data["seen_version"])

    def see(self, version: int) -> None:
        """Go on from a newer version with what was typed kept."""
        # A copy of what a browser sent keeps every box of a list of boxes, where a plain mapping would keep the last.
        data: Any = copy(self.data)
        data[self.add_prefix("seen_version")] = str(version)
        self.data = data


class ConfirmForm(VersionForm):
    """Nothing to fill in: the button says it."""


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
