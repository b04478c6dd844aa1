"""Small forms: one more place, a reason, a state, the agency behind an entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import VersionForm, among, offer, text_field


class OfferForm(forms.Form):
    """One more place for a service."""

    place = forms.ChoiceField(label=_("Where it is offered too"))

    def __init__(self, *args: Any, places: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, place=among(places, _("Choose a place")))

    @property
    def location_id(self) -> UUID:
        """The place chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["place"])


class ReasonForm(VersionForm):
    """Why something ends."""

    reason = text_field(
        _("Why"),
        rows=3,
        most=300,
    )


class StateForm(VersionForm):
    """Into the directory, or out of it."""

    state = forms.ChoiceField(label=_("What becomes of the entry"), widget=forms.RadioSelect)
    reason = text_field(
        _("Why"),
        required=False,
        rows=3,
        most=300,
        help_text=_("Needed when an entry is closed or brought back."),
    )

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {
            "draft": [("active", _("Show it in the directory")), ("closed", _("Close it without showing it"))],
            "active": [("closed", _("Close it; it is shown no longer"))],
            "closed": [("active", _("Bring it back into the directory"))],
        }
        offered = [(code, str(word)) for code, word in said[now]]
        offer(self, state=offered)
        self.fields["state"].initial = offered[0][0]


class HandOverForm(VersionForm):
    """The agency that stands behind an organisation."""

    agency = forms.ChoiceField(label=_("Agency that keeps this entry from now on"))

    def __init__(self, *args: Any, agencies: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, agency=among(agencies, _("Choose an agency")))

    @property
    def agency_id(self) -> UUID:
        """The agency chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["agency"])
