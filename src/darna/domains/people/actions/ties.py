"""A person's household, relationships and journeys, and circumstances that ask for care."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.base.keys.queries import cipher_of
from darna.domains.people import rows
from darna.domains.people.access import own_persons_of, person_to_change
from darna.domains.people.actions.changing import row_to_change
from darna.domains.people.checks import check_code, check_journey, check_span
from darna.domains.people.drawing import add_with_reference
from darna.domains.people.models import (
    Household,
    HouseholdMembership,
    MigrationEpisode,
    Relationship,
    Vulnerability,
)
from darna.domains.people.reading import SEALED_RELATIVE
from darna.domains.people.values import HEAD, JourneyDraft, RelationshipDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound


@transaction.atomic
def add_to_household(
    person_id: UUID, household_id: UUID | None, role: str, *, since: date | None = None, by: Actor
) -> HouseholdMembership:
    """The person lives in a household, a new one when none is named.

    Raises: Refused, NotFound, Invalid, AlreadyDone.
    """
    person = person_to_change(by, person_id)
    if role != HEAD:
        check_code("role", "relationship", role)
    household = _household(household_id, by)
    if household.members.filter(person_id=person_id, until__isnull=True).exists():
        raise AlreadyDone("person_is_in_the_household")
    member = HouseholdMembership.objects.create(
        agency_id=person.agency_id, person_id=person_id, household=household, role=role, since=since
    )
    told = {"household": household.reference, "role": role}
    record("household.joined", subject=member, person_id=person_id, detail=told)
    return member


@transaction.atomic
def leave_household(membership_id: UUID, *, seen_version: int, on: date | None = None, by: Actor) -> None:
    """The person no longer lives there. Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone."""
    member = row_to_change(HouseholdMembership, membership_id, seen_version, by=by)
    _end(member, on)
    record("household.left", subject=member, detail={"role": member.role, "on": str(member.until)})


@transaction.atomic
def relate(person_id: UUID, draft: RelationshipDraft, *, by: Actor) -> Relationship:
    """Somebody is the person's mother, guardian, spouse. Raises: Refused, NotFound, Invalid."""
    person = person_to_change(by, person_id)
    check_code("kind", "relationship", draft.kind)
    check_span("until", draft.since, draft.until)
    if bool(draft.other_id) == bool(draft.other_name.strip()):
        raise Invalid("other_name", "name_one_other_person")
    if draft.other_id == person_id:
        raise Invalid("other_id", "same_person")
    if draft.other_id and not own_persons_of(by).filter(pk=draft.other_id).exists():
        raise NotFound("person", draft.other_id)
    cipher = cipher_of(person_id)
    tie = Relationship.objects.create(
        agency_id=person.agency_id,
        person_id=person_id,
        other_id=draft.other_id,
        sealed_other_name=cipher.seal(draft.other_name.strip(), field=SEALED_RELATIVE),
        kind=draft.kind,
        since=draft.since,
        until=draft.until,
    )
    told = {"kind": draft.kind, "other": draft.other_id, "other_name": draft.other_name}
    record("person.related", subject=tie, person_id=person_id, detail=told, cipher=cipher)
    return tie


@transaction.atomic
def end_relationship(relationship_id: UUID, *, seen_version: int, on: date | None = None, by: Actor) -> None:
    """A tie is no longer so. Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone."""
    tie = row_to_change(Relationship, relationship_id, seen_version, by=by)
    _end(tie, on)
    record("relationship.ended", subject=tie, detail={"kind": tie.kind, "on": str(tie.until)})


@transaction.atomic
def add_journey(person_id: UUID, draft: JourneyDraft, *, by: Actor) -> MigrationEpisode:
    """A journey as the person tells it. Raises: Refused, NotFound, Invalid."""
    person = person_to_change(by, person_id)
    check_journey(draft)
    (journey,) = rows.journey_rows(person_id, [draft], person.agency_id)
    journey.save(force_insert=True)
    told = {"direction": draft.direction, "from": draft.from_country, "to": draft.to_country}
    record("journey.added", subject=journey, person_id=person_id, detail=told)
    return journey


@transaction.atomic
def remove_journey(journey_id: UUID, *, seen_version: int, by: Actor) -> None:
    """A journey was written by mistake. Raises: Refused, NotFound, StaleVersion."""
    journey = row_to_change(MigrationEpisode, journey_id, seen_version, by=by)
    record("journey.removed", subject=journey, detail={"direction": journey.direction})
    journey.delete()


@transaction.atomic
def note_vulnerability(person_id: UUID, kind: str, *, since: date | None = None, by: Actor) -> Vulnerability:
    """A circumstance asks for care from a day on. Raises: Refused, NotFound, Invalid, AlreadyDone."""
    person = person_to_change(by, person_id)
    check_code("kind", "vulnerability", kind)
    begun = since or today()
    if begun > today():
        raise Invalid("since", "in_the_future", value=str(begun))
    if Vulnerability.objects.filter(person_id=person_id, kind=kind, until__isnull=True).exists():
        raise AlreadyDone("vulnerability_is_noted", kind=kind)
    noted = Vulnerability.objects.create(
        agency_id=person.agency_id, person_id=person_id, kind=kind, since=begun, noted_by=by.membership_id
    )
    record("vulnerability.noted", subject=noted, person_id=person_id, detail={"kind": kind, "since": str(begun)})
    return noted


@transaction.atomic
def end_vulnerability(vulnerability_id: UUID, *, seen_version: int, on: date | None = None, by: Actor) -> None:
    """The circumstance is over. Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone."""
    noted = row_to_change(Vulnerability, vulnerability_id, seen_version, by=by)
    _end(noted, on)
    record("vulnerability.ended", subject=noted, detail={"kind": noted.kind, "on": str(noted.until)})


def _end(row: HouseholdMembership | Relationship | Vulnerability, on: date | None) -> None:
    if row.until is not None:
        raise AlreadyDone("it_has_ended", on=str(row.until))
    day = on or today()
    check_span("until", row.since, day)
    save(row, until=day)


def _household(household_id: UUID | None, by: Actor) -> Household:
    if household_id is not None:
        found = Household.objects.filter(pk=household_id, agency_id=by.agency_id).first()
        if found is None:
            raise NotFound("household", household_id)
        return found
    household = Household(agency_id=by.agency_id)
    return add_with_reference(household, f"{by.reference_prefix}H", "household_reference_is_unique")
