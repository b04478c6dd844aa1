"""Taking a row of a person in hand to change it: seen, locked, and as the user saw it."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.people.access import person_to_change
from darna.domains.people.models import (
    Consent,
    DuplicateProposal,
    HouseholdMembership,
    MigrationEpisode,
    PersonContact,
    PersonIdentifier,
    Relationship,
    Vulnerability,
)
from darna.kernel.errors import NotFound, StaleVersion

Row = TypeVar(
    "Row",
    Consent,
    DuplicateProposal,
    HouseholdMembership,
    MigrationEpisode,
    PersonContact,
    PersonIdentifier,
    Relationship,
    Vulnerability,
)


def row_to_change(
    model: type[Row], row_id: UUID, seen_version: int | None, *, by: Actor, verb: Verb = Verb.EDIT_PERSON
) -> Row:
    """A row of a person of the own agency, locked together with the file. Two queries.

    The version is left out only where nothing that somebody wrote can be overwritten.
    Raises: Refused, NotFound; StaleVersion with the row as it is stored.
    """
    by.require(verb)
    row = model.objects.filter(pk=row_id, agency_id=by.agency_id).select_for_update().first()
    if row is None:
        raise NotFound(model._meta.model_name or "row", row_id)
    person_to_change(by, row.person_id, verb)
    if seen_version is not None and row.version != seen_version:
        raise StaleVersion(row.version, seen_version, stored=row)
    return row
