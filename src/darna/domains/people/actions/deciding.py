"""Deciding whether two files are of one person: Darna proposes, a person decides."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.domains.people.access import person_to_change
from darna.domains.people.actions.changing import row_to_change
from darna.domains.people.models import DuplicateProposal
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone


@transaction.atomic
def decide_pair(proposal_id: UUID, same: bool, *, by: Actor) -> DuplicateProposal:
    """Two files are of the same person, or of two. Raises: Refused, NotFound; AlreadyDone with what was decided."""
    pair = row_to_change(DuplicateProposal, proposal_id, None, by=by)
    person_to_change(by, pair.other_id)
    if pair.state != DuplicateProposal.State.OPEN:
        raise AlreadyDone("pair_is_decided", state=pair.state)
    state = DuplicateProposal.State.SAME if same else DuplicateProposal.State.DIFFERENT
    save(pair, state=state, decided_at=now(), decided_by=by.membership_id)
    record("pair.decided", subject=pair, detail={"other": pair.other_id, "same": same})
    return pair
