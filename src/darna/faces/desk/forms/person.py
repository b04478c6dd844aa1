"""Who somebody is, how to reach them, with whom they live, where they have been."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.domains.people.values import PHONE_CHANNELS, ContactDraft, IdentifierDraft, JourneyDraft, Names
from darna.faces.desk.forms.fields import (
    CodeField,
    CommuneField,
    CountryField,
    DayField,
    DeskForm,
    PartialDateField,
)


def _latin(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=120, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"})
    )


def _arabic(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=120,
        widget=forms.TextInput({"dir": "rtl", "lang": "ar", "autocomplete": "off"}),
    )


class PersonForm(DeskForm):
    """Names in one script or both, and what service and rights depend on; only a name is needed."""

    given_name = _latin(_("Given name"))
    family_name = _latin(_("Family name"))
    given_name_ar = _arabic(_("Given name in Arabic"))
    family_name_ar = _arabic(_("Family name in Arabic"))
    sex = CodeField("sex", label=_("Sex"), initial="U", required=False)
    nationality = CountryField(label=_("Nationality"))
    second_nationality = CountryField(label=_("Another nationality"))
    first_language = CodeField("language", label=_("Language they speak best"), required=False)
    second_language = CodeField("language", label=_("Another language"), required=False)
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    country_of_residence = CountryField(label=_("Country where they live"))
    commune = CommuneField(label=_("Commune where they live or come from"))
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
        help_text=_("Kept sealed. Leave it empty if it is not needed."),
    )

    def tell_order(self) -> None:
        """Say beside names that a search filled in that which word is which was never asked there."""
        for given, family in (("given_name", "family_name"), ("given_name_ar", "family_name_ar")):
            if self.initial.get(given) and self.initial.get(family):
                self.fields[given].help_text = _(
                    "Taken from your search, in the order it was typed. Put each name in its place."
                )

    def clean(self) -> dict[str, Any]:
        """One name at least, in either script."""
        told = super().clean() or self.cleaned_data
        if not any(told.get(name) for name in ("given_name", "family_name", "given_name_ar", "family_name_ar")):
            self.add_error("family_name", _("Write at least one name, in Latin or in Arabic letters."))
        return told

    def names(self) -> Names:
        """The names as typed."""
        told = self.cleaned_data
        return Names(told["given_name"], told["family_name"], told["given_name_ar"], told["family_name_ar"])

    def values(self) -> dict[str, Any]:
        """Everything but the birth date, under the names that a draft of a person and a change of one bear."""
        told = self.cleaned_data
        names = ("given_name", "family_name", "given_name_ar", "family_name_ar", "needs_interpreter")
        kept = {name: told[name] for name in (*names, "country_of_residence", "commune", "address")}
        return {
            **kept,
            "sex": told["sex"] or "U",
            "nationalities": _told(told["nationality"], told["second_nationality"]),
            "languages": _told(told["first_language"], told["second_language"]),
        }


def _told(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


class ContactForm(DeskForm):
    """A way to reach the person, and whether using it is safe."""

    channel = CodeField("contact_channel", label=_("Way of contact"), required=False)
    value = forms.CharField(
        label=_("Number or address"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr", "data-width": "20"}),
    )
    is_unsafe = forms.BooleanField(
        label=_("Not safe: somebody else may answer or read"),
        required=False,
    )
    advice = forms.CharField(
        label=_("How to use it safely"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
        help_text=_("For example: only in the morning; say you call from the shop."),
    )

    def clean(self) -> dict[str, Any]:
        """A channel with its value, or nothing at all."""
        told = super().clean() or self.cleaned_data
        channel, value = told.get("channel"), told.get("value")
        if value and not channel:
            self.add_error("channel", _("Say what this is: a phone, a message, an e-mail."))
        if channel and not value and channel not in {"in_person", "no_contact"}:
            self.add_error("value", _("Write the number or the address, or take the way of contact away."))
        if value and channel in PHONE_CHANNELS and sum(sign.isdigit() for sign in value) < 8:
            self.add_error("value", _("This number is too short. Write it with all its figures."))
        return told

    def draft(self) -> ContactDraft | None:
        """The contact, or none if nothing was typed."""
        told = self.cleaned_data
        if not told["channel"]:
            return None
        return ContactDraft(told["channel"], told["value"], not told["is_unsafe"], told["advice"])


class IdentifierForm(DeskForm):
    """A document the person showed; its number is sealed."""

    kind = CodeField("identifier_type", label=_("Document"), required=False)
    number = forms.CharField(
        label=_("Its number"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr", "data-width": "20"}),
    )
    issuer_country = CountryField(label=_("Country that issued it"))
    valid_until = DayField(label=_("Valid until"), required=False)

    def clean(self) -> dict[str, Any]:
        """A document with its number, or nothing at all."""
        told = super().clean() or self.cleaned_data
        if told.get("number") and not told.get("kind"):
            self.add_error("kind", _("Say which document this is."))
        if told.get("kind") and not told.get("number"):
            self.add_error("number", _("Write the number, or take the document away."))
        return told

    def draft(self) -> IdentifierDraft | None:
        """The document, or none if nothing was typed."""
        told = self.cleaned_data
        if not told["kind"]:
            return None
        return IdentifierDraft(
            told["kind"], told["number"], told["issuer_country"], valid_until=told.get("valid_until")
        )


class JourneyForm(DeskForm):
    """One journey: away, back, through, or from one commune to another."""

    direction = CodeField("migration_direction", label=_("Direction"), required=False)
    from_country = CountryField(label=_("From which country"))
    from_commune = CommuneField(label=_("From which commune"))
    to_country = CountryField(label=_("To which country"))
    to_commune = CommuneField(label=_("To which commune"))
    started = PartialDateField(label=_("Began"), required=False)
    ended = PartialDateField(label=_("Ended"), required=False)
    return_manner = CodeField("return_manner", label=_("How they came back"), required=False)

    def clean(self) -> dict[str, Any]:
        """A direction when anything else is told, and an end that is not before the beginning."""
        told = super().clean() or self.cleaned_data
        if not told.get("direction") and any(told.get(name) for name in self.fields if name != "direction"):
            self.add_error("direction", _("Say which direction this journey had."))
        started, ended = told.get("started"), told.get("ended")
        if started and ended and ended.latest < started.earliest:
            self.add_error("ended", _("This journey ends before it begins. Check both dates."))
        return told

    def draft(self) -> JourneyDraft | None:
        """The journey, or none if nothing was typed."""
        return JourneyDraft(**self.cleaned_data) if self.cleaned_data["direction"] else None
