"""Small forms: one more place, a reason, a state, the agency behind an entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.domains.directory.forms.parts import VersionForm


class OfferForm(forms.Form):
    """One more place for a service."""

    place = forms.ChoiceField(label=_("Where it is offered too"))

    def __init__(self, *args: Any, places: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", str(_("Choose a place"))),
            *((str(key), name) for key, name in places.items()),
        ]

    @property
    def location_id(self) -> UUID:
        """The place chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["place"])


class ReasonForm(VersionForm):
    """Why something ends."""

    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))


class StateForm(VersionForm):
    """Into the directory, or out of it."""

    state = forms.ChoiceField(label=_("What becomes of the entry"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
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
        self.fields["state"].choices = offered  # type: ignore[attr-defined]
        self.fields["state"].initial = offered[0][0]


class HandOverForm(VersionForm):
    """The agency that stands behind an organisation."""

    agency = forms.ChoiceField(label=_("Agency that keeps this entry from now on"))

    def __init__(self, *args: Any, agencies: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [  # type: ignore[attr-defined]
            ("", str(_("Choose an agency"))),
            *((str(key), name) for key, name in agencies.items()),
        ]

    @property
    def agency_id(self) -> UUID:
        """The agency chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["agency"])
