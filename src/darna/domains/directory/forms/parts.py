"""What the forms of the directory are made of: texts in four languages, many of a list, the version that was seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from darna.domains.directory import wording
from darna.kernel.text import LocalText

LANGUAGES: Final = ("ar", "fr", "it", "en")


def named(label: Any, language: str) -> forms.CharField:
    """A name in one of the four languages."""
    attrs = {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    return forms.CharField(label=label, required=False, max_length=160, widget=forms.TextInput(attrs=attrs))


def told(label: Any, language: str) -> forms.CharField:
    """Some sentences in one of the four languages."""
    attrs = {"lang": language, "dir": "rtl" if language == "ar" else "ltr", "rows": 3}
    return forms.CharField(label=label, required=False, max_length=2000, widget=forms.Textarea(attrs=attrs))


def line(label: Any, most: int, *, help_text: Any = "") -> forms.CharField:
    """One line in whatever language it is written."""
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=most, widget=widget, help_text=help_text)


def many(label: Any, *, missing: str = "") -> forms.MultipleChoiceField:
    """Many of a list; `missing` is the code of what is said when none is chosen, and one must be."""
    said: Any = {"required": wording.SENTENCES[missing]} if missing else None
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, required=bool(missing), error_messages=said, widget=widget)


def local(data: Mapping[str, Any], prefix: str) -> LocalText:
    """The four fields of a text as one value."""
    return LocalText(**{language: data[f"{prefix}_{language}"] for language in LANGUAGES})


def spoken() -> str:
    """The language of the page."""
    return (get_language() or "fr")[:2]


class Grouped(forms.Form):
    """A long form in parts; each part has a heading and its fields."""

    PARTS: Sequence[tuple[Any, Sequence[str]]] = ()

    def parts(self) -> Iterable[tuple[Any, list[BoundField]]]:
        """The headings with their fields; a part without fields is left out."""
        for heading, names in self.PARTS:
            if fields := [self[name] for name in names if name in self.fields]:
                yield heading, fields


SOURCE: Final = (_("Where this is known from"), ("source", "certainty"))


def stored(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """These columns of a row, and the version that is seen."""
    return {"seen_version": row.version, **{name: getattr(row, name) for name in names}}
