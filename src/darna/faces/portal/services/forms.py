"""What the public list is narrowed to, and what a reader says is wrong; nothing asks who somebody is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import listed, offer, text_field
from darna.base.places.queries import commune_choices, provinces
from darna.domains.directory.values import EVERYBODY, PublicFilters
from darna.domains.directory.wording import about_choices

#: The region whose communes are offered.
HOME_REGION: Final = "05"

Options = list[tuple[str, Any]]


class NeedForm(forms.Form):
    """One need alone."""

    says_optional = False

    need = forms.ChoiceField(label=_("What do you need?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, need=listed("need_type", _("Anything")))


class ServicesForm(NeedForm):
    """What the list is narrowed to. An address may carry all of it, for it is about nobody."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    place = forms.ChoiceField(label=_("Where"), required=False)
    spoken = forms.ChoiceField(label=_("Language spoken there"), required=False)
    group = forms.ChoiceField(label=_("Who it is for"), required=False)
    is_free = forms.BooleanField(label=_("Free of charge"), required=False)
    is_open = forms.BooleanField(label=_("Open now"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False)

    field_order = ("q", "need", "place", "spoken", "group", "is_free", "is_open", "sort")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(code, name) for code, name in listed("served_group", _("Everybody")) if code != EVERYBODY]
        offer(
            self,
            place=place_options((get_language() or "fr")[:2]),
            spoken=listed("language", _("Any language")),
            group=groups,
            sort=[
                ("open", str(_("Those that are open first"))),
                ("near", str(_("The nearest to the chosen place first, others too"))),
                ("name", str(_("By name"))),
            ],
        )

    def filters(self) -> PublicFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        data = self.cleaned_data
        place, sort = data.get("place") or "", data.get("sort") or "open"
        is_near = bool(place) and sort == "near"
        return PublicFilters(
            text=data.get("q") or "",
            need=data.get("need") or "",
            spoken=data.get("spoken") or "",
            group=data.get("group") or "",
            area="" if is_near else place,
            near=place if is_near else "",
            is_free=bool(data.get("is_free")),
            is_open=bool(data.get("is_open")),
            sort=sort if is_near or sort == "name" else "open",
        )


class SuggestionForm(forms.Form):
    """What is wrong with an entry. The field that people do not see is filled in by machines."""

    about = forms.ChoiceField(label=_("What is wrong?"), widget=forms.RadioSelect, choices=about_choices)
    words = text_field(
        _("What should it say?"),
        rows=4,
        most=1000,
        help_text=_("Up to 1000 characters. Write nothing about yourself or about other persons."),
    )
    subject = forms.CharField(required=False, max_length=200, label=_("Leave this field empty"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].widget.attrs.update({"tabindex": "-1", "autocomplete": "off"})

    def clean_words(self) -> str:
        """Raises: ValidationError for a word or two that nobody can act on."""
        words = str(self.cleaned_data["words"]).replace("\x00", "").strip()
        if len(words) < 5:
            raise forms.ValidationError(_("This is too short for a keeper to act on. Say what should be there."))
        return words

    @property
    def is_of_a_machine(self) -> bool:
        """Somebody filled in what people do not see; call after `is_valid()`."""
        return bool(self.cleaned_data["subject"])


def place_options(language: str) -> Options:
    """Provinces with their communes, to choose one or the other. No query once warm."""
    found = _places(language)
    if len(found) < 2:
        # Asked before the places were loaded: an empty answer must not outlive it.
        _places.cache_clear()
    return [("", str(_("The whole region and beyond"))), *found]


@lru_cache(maxsize=8)
def _places(language: str) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (
            province.name.in_(language),
            [
                (province.code, str(_("%(province)s: the whole province")) % {"province": province.name.in_(language)}),
                *_of(province.code, language),
            ],
        )
        for province in provinces(HOME_REGION)
    )


def _of(province: str, language: str) -> Iterable[tuple[str, str]]:
    return commune_choices(language, province=province)
