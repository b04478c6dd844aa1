"""The form of a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.codelists.queries import choices
from darna.base.pages.forms import VersionForm, offer
from darna.base.places.queries import commune_choices, country_choices, regions
from darna.domains.directory.forms.parts import Grouped, line, many, spoken, stored
from darna.domains.directory.models import Location
from darna.domains.directory.values import NEAR_ZONES, LocationDraft
from darna.kernel.clock import CASABLANCA


class LocationForm(Grouped):
    """A place; what is not known stays empty."""

    name = line(_("Name of the place"), 120, help_text=_("Such as the name of the branch, if it has one."))
    country = forms.ChoiceField(label=_("Country"), required=False, initial="MA")
    region = forms.ChoiceField(label=_("Region"), required=False)
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    locality = line(_("Town, outside Morocco"), 80)
    is_confidential = forms.BooleanField(
        label=_("The place must not be found"),
        required=False,
        help_text=_(
            "Address and phone are then shown only to those who send people there and to those who keep this entry. "
            "Leave the commune empty if even that says too much."
        ),
    )
    address = line(_("Address"), 200, help_text=_("As the institution confirmed it; else leave it empty."))
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=40, widget=forms.TextInput(attrs={"dir": "ltr", "type": "tel"})
    )
    accessibility = many(_("Accessibility"))
    time_zone = forms.ChoiceField(label=_("Time zone of the opening hours"), initial=CASABLANCA)
    note = line(_("Note"), 200)

    PARTS = (
        (_("Where"), ("name", "country", "region", "commune", "locality")),
        (_("How to get there"), ("is_confidential", "address", "phone", "accessibility")),
        (_("Hours"), ("time_zone", "note")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = spoken()
        far = sorted(zone for zone in available_timezones() if "/" in zone and zone not in NEAR_ZONES)
        offer(
            self,
            country=[("", str(_("Several countries"))), *country_choices(language)],
            region=[("", str(_("Not known"))), *((r.code, r.name.in_(language)) for r in regions())],
            commune=[("", str(_("To be confirmed"))), *commune_choices(language)],
            accessibility=choices("accessibility"),
            time_zone=[(zone, zone) for zone in (*NEAR_ZONES, *far)],
        )

    def draft(self) -> LocationDraft:
        """The place as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return LocationDraft(**{**data_of(data), "accessibility": tuple(data["accessibility"])})


def data_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a form of a place holds, without the version."""
    return {name: value for name, value in data.items() if name != "seen_version"}


class EditLocationForm(LocationForm, VersionForm):
    """A place that is there already."""


def stored_location(row: Location, address: str, phone: str) -> dict[str, Any]:
    """What the form of a place begins with."""
    plain = (
        "name",
        "country",
        "region",
        "commune",
        "locality",
        "is_confidential",
        "accessibility",
        "time_zone",
        "note",
    )
    return {**stored(row, plain), "address": address, "phone": phone}
