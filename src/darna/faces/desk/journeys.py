"""What crosses the apps in one breath: registering somebody with their consent, their people, their case and needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.domains.cases import actions as cases
from darna.domains.cases.access import AT_RECEPTION
from darna.domains.cases.values import NeedDraft
from darna.domains.people import actions as people
from darna.domains.people.values import HEAD, ConsentTerms, PersonDraft, RelationshipDraft


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody who matters to the person: by the file they have, or by name; whether they live together."""

    draft: RelationshipDraft
    other_id: UUID | None = None
    household_id: UUID | None = None
    lives_with: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything somebody told when they came for the first time."""

    person: PersonDraft
    consent: ConsentTerms
    ties: tuple[Tie, ...] = ()
    programme: str = ""
    needs: tuple[NeedDraft, ...] = ()
    note: str = ""
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Registered:
    """Where the new file is, and the case if one was opened."""

    person_id: UUID
    reference: str
    case_id: UUID | None = None


@transaction.atomic
def register_somebody(intake: Intake, *, by: Actor) -> Registered:
    """A person, their answer, contacts, journeys, ties, case and needs are all saved, or none of it is.

    Each verb leaves its own sentence in the trail.
    Raises: Refused, Invalid, NotFound for somebody they are tied to whose file is not ours to see.
    """
    person = people.register_person(intake.person, intake.consent, by=by)
    for tie in intake.ties:
        _tie(person.pk, tie, by)
    return Registered(person.pk, person.reference, _opened_case(person.pk, intake, by))


def _tie(person_id: UUID, tie: Tie, by: Actor) -> None:
    draft = replace(tie.draft, other_id=tie.other_id, other_name="") if tie.other_id else tie.draft
    people.relate(person_id, draft, by=by)
    if tie.lives_with and tie.other_id:
        share_a_home(person_id, tie.other_id, tie.household_id, role=HEAD, by=by)


def share_a_home(person_id: UUID, other_id: UUID, household_id: UUID | None, *, role: str, by: Actor) -> None:
    """Two persons live together: in the home the other has, or in a new one."""
    if household_id is None:
        household_id = people.add_to_household(other_id, None, HEAD, by=by).household_id
    people.add_to_household(person_id, household_id, role, by=by)


def _opened_case(person_id: UUID, intake: Intake, by: Actor) -> UUID | None:
    if not intake.programme:
        return None
    worker = by.membership_id if intake.is_mine else None
    case = cases.open_case(person_id, intake.programme, worker_id=worker, needs=intake.needs, by=by)
    if intake.note:
        cases.write_encounter(case.pk, kind=AT_RECEPTION, note=intake.note, by=by)
    return case.pk
