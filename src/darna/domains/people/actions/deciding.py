"""Deciding whether two files are of one person: Darna proposes, a person decides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.domains.people.access import person_to_change
from darna.domains.people.actions.changing import row_to_change
from darna.domains.people.models import DuplicateProposal
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid

UNDECIDED: Final = (DuplicateProposal.State.OPEN, DuplicateProposal.State.LATER)
#: Nobody leaves two files side by side for longer without looking.
MOST_DAYS: Final = 92


@transaction.atomic
def decide_pair(proposal_id: UUID, same: bool, *, by: Actor) -> DuplicateProposal:
    """Two files are of the same person, or of two. Raises: Refused, NotFound; AlreadyDone with what was decided."""
    pair = row_to_change(DuplicateProposal, proposal_id, None, by=by)
    person_to_change(by, pair.other_id)
    _require_undecided(pair)
    state = DuplicateProposal.State.SAME if same else DuplicateProposal.State.DIFFERENT
    save(pair, state=state, later_on=None, decided_at=now(), decided_by=by.membership_id)
    record("pair.decided", subject=pair, detail={"other": pair.other_id, "same": same})
    return pair


@transaction.atomic
def put_off_pair(proposal_id: UUID, until: date, *, by: Actor) -> DuplicateProposal:
    """Somebody is asked first: the pair waits until a day. Raises: Refused, NotFound, Invalid, AlreadyDone."""
    pair = row_to_change(DuplicateProposal, proposal_id, None, by=by)
    person_to_change(by, pair.other_id)
    _require_undecided(pair)
    if not today() < until <= today() + timedelta(days=MOST_DAYS):
        raise Invalid("until", "not_in_the_coming_months")
    save(pair, state=DuplicateProposal.State.LATER, later_on=until)
    record("pair.put_off", subject=pair, detail={"other": pair.other_id, "until": until})
    return pair


def _require_undecided(pair: DuplicateProposal) -> None:
    if pair.state not in UNDECIDED:
        raise AlreadyDone("pair_is_decided", state=pair.state)
