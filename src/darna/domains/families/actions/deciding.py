"""Two persons live in one household, or they do not: said by somebody who asked them."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, save
from darna.domains.families import access
from darna.domains.families.models import FamilyProposal
from darna.domains.people.access import person_to_change
from darna.domains.people.actions import add_to_household
from darna.domains.people.queries.families import households_of
from darna.domains.people.values import HEAD
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone


@transaction.atomic
def confirm_family(proposal_id: UUID, role: str, *, seen_version: int, by: Actor) -> FamilyProposal:
    """Both are in one household: in the one that either lives in, or in a new one of the first.

    Shape: `role` is who joins to the head of the household, from the list of relationships. The sentences of the trail
    are those of joining. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    row = _to_decide(by, proposal_id, seen_version)
    homes = households_of((row.person_id, row.other_id))
    if row.person_id in homes:
        add_to_household(row.other_id, homes[row.person_id], role, by=by)
    elif row.other_id in homes:
        add_to_household(row.person_id, homes[row.other_id], role, by=by)
    else:
        head = add_to_household(row.person_id, None, HEAD, by=by)
        add_to_household(row.other_id, head.household_id, role, by=by)
    save(row, state=FamilyProposal.State.TOGETHER, decided_at=now(), decided_by=by.membership_id)
    return row


@transaction.atomic
def decline_family(proposal_id: UUID, *, seen_version: int, by: Actor) -> FamilyProposal:
    """The two do not live together; they are not proposed again. Raises: Refused, NotFound, StaleVersion, AlreadyDone."""
    row = _to_decide(by, proposal_id, seen_version)
    save(row, state=FamilyProposal.State.APART, decided_at=now(), decided_by=by.membership_id)
    record("family.declined", subject=row, person_id=row.person_id, detail={"other": row.other_id})
    return row


def _to_decide(by: Actor, proposal_id: UUID, seen_version: int) -> FamilyProposal:
    row = access.proposal_to_see(by, proposal_id)
    for person in (row.person_id, row.other_id):
        person_to_change(by, person)
    if row.state != FamilyProposal.State.OPEN:
        raise AlreadyDone("family_is_decided", state=row.state)
    return locked(row, seen_version)
