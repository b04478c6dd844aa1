"""Forms of whoever complains without an account: they parse and keep machines out; the database decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import text_field
from darna.domains.complaints.forms import TellFields
from darna.domains.complaints.values import LONGEST, Place
from darna.faces.portal.asking.forms import StampedForm


class TellForm(StampedForm, TellFields):
    """A complaint or an opinion."""

    def __init__(self, data: Any = None, *, places: tuple[Place, ...], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer_places(places)


class MoreForm(StampedForm):
    """Something more to say."""

    text = text_field(_("Write again"), rows=5, most=LONGEST)


class ReviewForm(StampedForm):
    """Why somebody else should look."""

    text = text_field(_("What was not right in the answer"), rows=4, most=LONGEST)


class DecideForm(forms.Form):
    """Whether the desk may be told exactly what stands there."""

    handover = forms.UUIDField()
    agrees = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class EndForm(forms.Form):
    """Whether whoever complained is satisfied."""

    satisfied = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no"), ("", "")], required=False)
