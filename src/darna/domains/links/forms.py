"""Forms of links: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.pages.forms import VersionForm, among, listed, offer, text_field
from darna.base.places.queries import country_choices
from darna.domains.links.models import LinkReferral
from darna.domains.links.values import MOST_DAYS, LinkFilters, PartnerDraft, Terms
from darna.domains.links.wording import STATES
from darna.domains.referrals.forms import DraftForm

LANGUAGES = [("ar", "العربية"), ("fr", "Français"), ("it", "Italiano"), ("en", "English")]


class PartnerForm(forms.Form):
    """A partner of the address book, or a new one."""

    says_optional = False

    service = forms.UUIDField(required=False, widget=forms.HiddenInput)
    partner = forms.ChoiceField(label=_("A partner you know"), required=False)
    name = forms.CharField(label=_("Or a new partner: its name"), required=False, max_length=160)
    email = forms.EmailField(
        label=_("E-mail of its office"),
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Leave empty to give the link on paper."),
    )
    language = forms.ChoiceField(label=_("Language of its page"), required=False, choices=LANGUAGES, initial="fr")
    country = forms.ChoiceField(label=_("Country in which it works"), required=False, initial="MA")

    def __init__(self, *args: Any, partners: Mapping[UUID, str], spoken: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, partner=among(partners, _("None of these")), country=country_choices(spoken))
        if not partners:
            del self.fields["partner"]

    def clean(self) -> dict[str, Any]:
        """One of the three says who it is."""
        data = dict(super().clean() or {})
        if not (data.get("partner") or data.get("service") or data.get("name")):
            self.add_error("name", _("Choose a partner, or write the name of a new one."))
        return data

    def chosen(self) -> dict[str, Any]:
        """The partner as the action takes it; call after `is_valid()`."""
        data = self.cleaned_data
        if data.get("service"):
            return {"service": data["service"]}
        if data.get("partner"):
            return {"partner": UUID(data["partner"])}
        return {"typed": PartnerDraft(data["name"], data["email"], data["language"] or "fr", data["country"] or "MA")}


class LinkDraftForm(DraftForm):
    """What is asked and told, and how the link travels."""

    channel = forms.ChoiceField(
        label=_("How the partner gets the link"), choices=LinkReferral.Channel.choices, widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=_("E-mail of its office"),
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("The letter says that a request waits, and nothing of the person."),
    )
    language = forms.ChoiceField(label=_("Language of its page"), choices=LANGUAGES)
    days = forms.IntegerField(
        label=_("For how many days the link opens"),
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"data-width": "5"}),
    )

    def clean(self) -> dict[str, Any]:
        """A letter needs an address."""
        data = dict(super().clean() or {})
        if data.get("channel") == "email" and not data.get("email"):
            self.add_error("email", _("Write the e-mail of the partner's office, or give the link on paper."))
        return data

    def terms(self) -> Terms:
        """How the link travels; call after `is_valid()`."""
        data = self.cleaned_data
        return Terms(data["channel"], data["language"], data["days"], data["email"])


class RenewForm(VersionForm):
    """For how many days the new link opens."""

    days = forms.IntegerField(
        label=_("For how many days the link opens"),
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"data-width": "5"}),
    )


class ReplyForm(VersionForm):
    """The answer to what the partner asked."""

    note = text_field(_("Your answer to the partner"), rows=4, most=2000)


class CancelForm(VersionForm):
    """Why it is taken back."""

    reason = forms.ChoiceField(label=pgettext_lazy("reason of a step", "Why"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, reason=listed("referral_cancel_reason"))


class FilterForm(forms.Form):
    """What the list is narrowed to; nothing in it names a person."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    need = forms.ChoiceField(label=_("Need"), required=False)
    worker = forms.ChoiceField(label=_("Worker"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            ("open", str(pgettext_lazy("referrals of a list", "Not ended"))),
            ("unanswered", str(_("Waiting for an answer"))),
            ("overdue", str(pgettext_lazy("list of referrals", "Answer overdue"))),
            ("asking", str(_("The partner asked something"))),
            ("ended", str(pgettext_lazy("referrals of a list", "Ended"))),
        ]
        states = [(code, str(label)) for code, label in STATES.items()]
        offer(
            self,
            state=[*groups, *states, ("any", str(pgettext_lazy("referrals of a list", "All")))],
            need=listed("need_type", _("All needs")),
            worker=[("anybody", str(_("Anybody"))), ("mine", str(_("Me")))],
        )

    def filters(self, sort: str) -> LinkFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        data = self.cleaned_data
        state = data.get("state") or "open"
        return LinkFilters("" if state == "any" else state, data.get("need") or "", data.get("worker") or "", sort)
