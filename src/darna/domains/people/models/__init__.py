"""Persons and everything that is said of a person outside a case; one file per noun."""

from darna.domains.people.models.consent import Consent, DisclosureEvent, SignedPage
from darna.domains.people.models.duplicates import DuplicateProposal
from darna.domains.people.models.emergency import EmergencyAccess
from darna.domains.people.models.merging import Merge, MergedRow
from darna.domains.people.models.person import (
    NamedWorker,
    NameKey,
    Person,
    PersonContact,
    PersonIdentifier,
    PersonVisible,
    ProtectedToken,
    Vulnerability,
)
from darna.domains.people.models.ties import Household, HouseholdMembership, MigrationEpisode, Relationship

__all__ = [
    "Consent",
    "DisclosureEvent",
    "DuplicateProposal",
    "EmergencyAccess",
    "Household",
    "HouseholdMembership",
    "Merge",
    "MergedRow",
    "MigrationEpisode",
    "NameKey",
    "NamedWorker",
    "Person",
    "PersonContact",
    "PersonIdentifier",
    "PersonVisible",
    "ProtectedToken",
    "Relationship",
    "SignedPage",
    "Vulnerability",
]
