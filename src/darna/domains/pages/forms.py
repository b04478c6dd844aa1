"""Forms of pages: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from darna.base.documents.scans import LARGEST
from darna.base.pages.forms import VersionForm, among, offer, text_field
from darna.domains.pages import wording
from darna.domains.pages.actions.images import LONGEST
from darna.domains.pages.actions.pages import FEWEST_DAYS, LONGEST_SLUG, MOST_DAYS
from darna.domains.pages.actions.publishing import LONGEST_REASON
from darna.domains.pages.actions.writing import LONGEST_BODY, LONGEST_SOURCE, LONGEST_SUMMARY, LONGEST_TITLE
from darna.domains.pages.models import Door
from darna.domains.pages.values import (
    DIRECTIONS,
    LANGUAGES,
    PageDraft,
    PageFilters,
    Source,
    Standing,
    TextDraft,
)

_CHOSEN: Final = "image/jpeg,image/png,image/webp"


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    says_optional = False

    q = forms.CharField(
        label=_("Words of the title or the address"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    door = forms.ChoiceField(label=_("Door"), required=False)
    standing = forms.ChoiceField(label=_("Newest version"), required=False)
    language = forms.ChoiceField(label=_("Not ready in"), required=False)
    is_due = forms.BooleanField(label=_("To be read again"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            door=[("", _("All doors")), *Door.choices],
            standing=[("", _("Any state")), *Standing.choices],
            language=[("", _("Any language")), *wording.LANGUAGE_NAMES.items()],
        )

    def filters(self, sort: str) -> PageFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        data = {name: value for name, value in self.cleaned_data.items() if value}
        return PageFilters(text=data.pop("q", ""), sort=sort, **data)


class PageForm(VersionForm):
    """What is the same for a page in every version and language."""

    door = forms.ChoiceField(label=_("Behind which door"), choices=Door.choices)
    position = forms.IntegerField(
        label=_("Place behind the door"),
        min_value=0,
        max_value=9999,
        initial=100,
        help_text=_("Pages with a smaller number stand first."),
        widget=forms.NumberInput(attrs={"data-width": "6"}),
    )
    owner_id = forms.ChoiceField(label=_("Who reads it again when its time has come"), required=False)
    review_every_days = forms.IntegerField(
        label=_("Read again every so many days"),
        min_value=FEWEST_DAYS,
        max_value=MOST_DAYS,
        initial=180,
        widget=forms.NumberInput(attrs={"data-width": "6"}),
    )
    is_sensitive = forms.BooleanField(
        label=_("It speaks of danger: offer a way to leave the page at once"), required=False
    )
    for_minors = forms.BooleanField(label=_("It is written for readers under 18"), required=False)

    def __init__(self, *args: Any, owners: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, owner_id=among(owners, _("Nobody for now")))

    def draft(self) -> PageDraft:
        """The page as a value; call after `is_valid()`."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in {"seen_version", "slug"}}
        owner = told.pop("owner_id")
        return PageDraft(**told, owner_id=UUID(owner) if owner else None)


class NewPageForm(PageForm):
    """A page that is begun: its address is chosen now, and never changed."""

    slug = forms.CharField(
        label=_("Address"),
        max_length=LONGEST_SLUG,
        help_text=_("Small letters without accents, digits and hyphens. It stays, for others link to it."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ("slug",)


class TextForm(VersionForm):
    """A version in one language."""

    title = forms.CharField(label=_("Title"), required=False, max_length=LONGEST_TITLE)
    summary = forms.CharField(
        label=_("Summary in one or two sentences"),
        required=False,
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "An empty line begins a paragraph, ## a heading, - or 1. a list; **two stars** make bold. "
            "Links: [words](/address), [words](tel:number), and [words](https://site) for official sources only."
        ),
    )
    is_ready = forms.BooleanField(label=_("Ready: somebody who reads this language well has read it"), required=False)
    sense_changed = forms.BooleanField(
        label=_("It says something else than before: the other languages must be looked over"), required=False
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "summary", "body"):
            self.fields[name].widget.attrs |= {"dir": DIRECTIONS[language], "lang": language}

    def draft(self) -> TextDraft:
        """The words as a value; call after `is_valid()`."""
        return TextDraft(**{name: value for name, value in self.cleaned_data.items() if name != "seen_version"})


class SourcesForm(VersionForm):
    """Where the facts of a version are from, a source on each line."""

    sources = text_field(
        _("Sources"),
        required=False,
        rows=8,
        most=20 * (LONGEST_SOURCE + 20),
        help_text=_(
            "On each line: V for read in the source or GK for general knowledge, the date, the title, with | between "
            "them. Example: V | 2025-05-28 | Official Bulletin 7407"
        ),
    )

    def clean_sources(self) -> str:
        """Lines of three parts."""
        text = str(self.cleaned_data["sources"])
        if any(len(_parts(line)) != 3 for line in _filled(text)):
            raise forms.ValidationError(wording.sentence("source_line_is_not_clear"))
        return text

    def told(self) -> list[Source]:
        """The sources as values; call after `is_valid()`."""
        parts = map(_parts, _filled(self.cleaned_data["sources"]))
        return [Source(title, day, certainty.upper()) for certainty, day, title in parts]


def lines_of(sources: Iterable[Source]) -> str:
    """Sources as lines of the form."""
    return "\n".join(f"{source.certainty} | {source.date} | {source.title}" for source in sources)


def _filled(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split("|", 2)]


class ShowsForm(VersionForm):
    """What a picture shows, in the four languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "ar": _("What it shows, in Arabic"),
            "fr": _("What it shows, in French"),
            "it": _("What it shows, in Italian"),
            "en": _("What it shows, in English"),
        }
        for language in LANGUAGES:
            attrs = {"dir": DIRECTIONS[language], "lang": language}
            self.fields[f"shows_{language}"] = forms.CharField(
                label=labels[language], required=False, max_length=LONGEST, widget=forms.TextInput(attrs=attrs)
            )

    def shows(self) -> dict[str, str]:
        """The words by language; call after `is_valid()`."""
        return {language: self.cleaned_data[f"shows_{language}"] for language in LANGUAGES}


class ImageForm(ShowsForm):
    """A picture with what it shows."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP up to 10 MB. It is drawn anew, smaller, without what the camera wrote into it."),
        widget=forms.FileInput(attrs={"accept": _CHOSEN}),
    )
    field_order = ("picture",)

    def clean_picture(self) -> UploadedFile[Any]:
        """Not more than is taken."""
        sent: UploadedFile[Any] = self.cleaned_data["picture"]
        if sent.size is not None and sent.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 10 MB. Take a smaller picture."))
        return sent


class ReasonForm(VersionForm):
    """Why; read by colleagues in the history of the page."""

    reason = text_field(_("Why"), rows=3, most=LONGEST_REASON, help_text=_("Write nothing about a person."))


class ProposeForm(VersionForm):
    """What the second person should know."""

    reason = text_field(
        _("What is new in it"),
        required=False,
        rows=3,
        most=LONGEST_REASON,
        help_text=_("Read by whoever publishes it. Write nothing about a person."),
    )


class PublishForm(VersionForm):
    """Now, or from an instant on."""

    publish_at = forms.DateTimeField(
        label=_("Show it from"),
        required=False,
        help_text=_("Leave it empty to show it at once."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "data-width": "14"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
    )

    @property
    def instant(self) -> datetime | None:
        """From when, None for at once; call after `is_valid()`."""
        found: datetime | None = self.cleaned_data["publish_at"]
        return found
