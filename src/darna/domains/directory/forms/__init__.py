"""Forms of the directory: they parse and explain; actions decide."""

from darna.domains.directory.forms.deciding import HandOverForm, OfferForm, ReasonForm, StateForm
from darna.domains.directory.forms.entries import (
    EditOrganisationForm,
    EditServiceForm,
    OrganisationForm,
    ServiceForm,
    stored_organisation,
    stored_service,
)
from darna.domains.directory.forms.filtering import FilterForm
from darna.domains.directory.forms.hours import ClosingDaysForm, HoursForm, stored_closings, stored_week
from darna.domains.directory.forms.places import EditLocationForm, LocationForm, stored_location

__all__ = [
    "ClosingDaysForm",
    "EditLocationForm",
    "EditOrganisationForm",
    "EditServiceForm",
    "FilterForm",
    "HandOverForm",
    "HoursForm",
    "LocationForm",
    "OfferForm",
    "OrganisationForm",
    "ReasonForm",
    "ServiceForm",
    "StateForm",
    "stored_closings",
    "stored_location",
    "stored_organisation",
    "stored_service",
    "stored_week",
]
