"""Forms of an organisation and of a service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.codelists.queries import choices
from darna.base.pages.forms import VersionForm, among, listed, offer
from darna.base.places.queries import regions
from darna.domains.directory.forms.parts import (
    LANGUAGES,
    SOURCE,
    Grouped,
    line,
    local,
    many,
    named,
    spoken,
    stored,
    told,
)
from darna.domains.directory.models import Certainty, Organisation, Service
from darna.domains.directory.values import EVERYBODY, OrganisationDraft, ServiceDraft

YES_NO: Final = (("", _("Not known")), ("yes", _("Yes")), ("no", _("No")))


class OrganisationForm(Grouped):
    """An institution or association."""

    name_ar = named(_("Name in Arabic"), "ar")
    name_fr = named(_("Name in French"), "fr")
    name_it = named(_("Name in Italian"), "it")
    name_en = named(_("Name in English"), "en")
    kind = forms.ChoiceField(label=_("Kind"))
    region = forms.ChoiceField(
        label=_("Region"), required=False, help_text=_("Leave empty for the whole country, or for abroad.")
    )
    website = forms.CharField(label=_("Web site"), required=False, max_length=200, widget=forms.URLInput)
    is_information_only = forms.BooleanField(
        label=_("Only to inform"),
        required=False,
        help_text=_("People are told of it, and nothing about a person may be sent there."),
    )
    is_own = forms.BooleanField(label=_("My agency stands behind it"), required=False)
    source = line(_("Source"), 300, help_text=_("A text, a web page, or who told you and when."))
    certainty = forms.ChoiceField(label=_("Certainty"), choices=Certainty.choices, initial=Certainty.GENERAL)

    PARTS = (
        (_("Name"), ("name_ar", "name_fr", "name_it", "name_en")),
        (_("What it is"), ("kind", "region", "website", "is_information_only", "is_own")),
        SOURCE,
    )

    def __init__(self, *args: Any, asks_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = spoken()
        offer(
            self,
            kind=listed("organisation_kind", _("Choose a kind")),
            region=[("", str(_("The whole country, or abroad"))), *((r.code, r.name.in_(language)) for r in regions())],
        )
        if not asks_own:
            del self.fields["is_own"]

    def draft(self) -> OrganisationDraft:
        """The organisation as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return OrganisationDraft(
            name=local(data, "name"),
            kind=data["kind"],
            region=data["region"],
            website=data["website"],
            is_information_only=data["is_information_only"],
            source=data["source"],
            certainty=data["certainty"],
            is_own=data.get("is_own", False),
        )


class EditOrganisationForm(OrganisationForm, VersionForm):
    """An organisation that is there already."""


class ServiceForm(Grouped):
    """What is done, for whom, in which languages, at what cost."""

    name_ar = named(_("Name in Arabic"), "ar")
    name_fr = named(_("Name in French"), "fr")
    name_it = named(_("Name in Italian"), "it")
    name_en = named(_("Name in English"), "en")
    description_ar = told(_("Description in Arabic"), "ar")
    description_fr = told(_("Description in French"), "fr")
    description_it = told(_("Description in Italian"), "it")
    description_en = told(_("Description in English"), "en")
    places = many(_("Where it is offered"), missing="place_missing")
    needs = many(_("Needs it answers"), missing="need_missing")
    serves = many(_("For whom"))
    age_from = forms.IntegerField(label=_("From which age"), required=False, min_value=0, max_value=120)
    age_to = forms.IntegerField(label=_("Up to which age"), required=False, min_value=0, max_value=120)
    sex = forms.ChoiceField(label=_("Sex, if it is restricted"), required=False)
    needs_documents = forms.ChoiceField(label=_("Are documents needed?"), required=False, choices=YES_NO)
    note_ar = told(_("What else decides, in Arabic"), "ar")
    note_fr = told(_("What else decides, in French"), "fr")
    note_it = told(_("What else decides, in Italian"), "it")
    note_en = told(_("What else decides, in English"), "en")
    languages = many(_("Languages spoken there"))
    cost = forms.ChoiceField(label=_("Cost"), choices=Service.Cost.choices, initial=Service.Cost.UNKNOWN)
    cost_note = line(_("About the cost"), 200)
    source = line(_("Source"), 300, help_text=_("A text, a web page, or who told you and when."))
    certainty = forms.ChoiceField(label=_("Certainty"), choices=Certainty.choices, initial=Certainty.GENERAL)

    PARTS = (
        (_("Name"), ("name_ar", "name_fr", "name_it", "name_en")),
        (_("What is done"), ("description_ar", "description_fr", "description_it", "description_en")),
        (_("Needs and places"), ("needs", "places")),
        (_("For whom"), ("serves", "age_from", "age_to", "sex", "needs_documents")),
        (_("What else decides"), ("note_ar", "note_fr", "note_it", "note_en")),
        (_("Languages and cost"), ("languages", "cost", "cost_note")),
        SOURCE,
    )

    def __init__(self, *args: Any, places: Mapping[UUID, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            needs=choices("need_type"),
            serves=choices("served_group"),
            languages=choices("language"),
            sex=[("", str(_("Everybody"))), *((code, word) for code, word in choices("sex") if code in {"F", "M"})],
            places=among(places or {}),
        )
        self.fields["serves"].initial = [EVERYBODY]
        if places is None:
            del self.fields["places"]

    @property
    def location_ids(self) -> list[UUID]:
        """The places chosen; call after `is_valid()`."""
        return [UUID(key) for key in self.cleaned_data.get("places", [])]

    def draft(self) -> ServiceDraft:
        """The service as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return ServiceDraft(
            name=local(data, "name"),
            description=local(data, "description"),
            note=local(data, "note"),
            needs=tuple(data["needs"]),
            serves=tuple(data["serves"]) or (EVERYBODY,),
            languages=tuple(data["languages"]),
            needs_documents={"yes": True, "no": False}.get(data["needs_documents"]),
            **{name: data[name] for name in ("cost", "cost_note", "age_from", "age_to", "sex", "source", "certainty")},
        )


class EditServiceForm(ServiceForm, VersionForm):
    """A service that is there already."""


def stored_organisation(row: Organisation) -> dict[str, Any]:
    """What the form of an organisation begins with."""
    names = [f"name_{language}" for language in LANGUAGES]
    return stored(row, (*names, "kind", "region", "website", "is_information_only", "source", "certainty"))


def stored_service(row: Service) -> dict[str, Any]:
    """What the form of a service begins with."""
    texts = [f"{part}_{language}" for part in ("name", "description", "note") for language in LANGUAGES]
    plain = ("needs", "serves", "languages", "cost", "cost_note", "age_from", "age_to", "sex", "source", "certainty")
    documents = {True: "yes", False: "no", None: ""}[row.needs_documents]
    return {**stored(row, (*texts, *plain)), "needs_documents": documents}
