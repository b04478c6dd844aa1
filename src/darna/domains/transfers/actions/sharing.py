"""Giving several cases at once, shared out as it was shown, with one note; and taking all of it back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.transfers import access
from darna.domains.transfers.actions.handing import give_handover, undo_handover
from darna.domains.transfers.models import Handover
from darna.domains.transfers.queries.sharing import MOST_AT_ONCE
from darna.kernel.errors import AlreadyDone, Invalid


@transaction.atomic
def share_out(chosen: Mapping[UUID, tuple[int, UUID]], note: str, *, by: Actor) -> UUID:
    """Give each case, in the version it was seen in, to its worker; all or none. The mark of the batch.

    Each case has its own sentence in the trail. Raises: Refused, NotFound, StaleVersion; Invalid for nothing chosen,
    too many, or a worker who cannot have one.
    """
    by.require(Verb.ASSIGN_CASE)
    if not chosen:
        raise Invalid("cases", "nothing_chosen")
    if len(chosen) > MOST_AT_ONCE:
        raise Invalid("cases", "too_many_at_once", most=MOST_AT_ONCE)
    batch = uuid4()
    # In one order, so that two supervisors at once wait for each other instead of both stopping.
    for case_id in sorted(chosen):
        version, worker = chosen[case_id]
        give_handover(case_id, worker, note, seen_version=version, by=by, batch=batch)
    return batch


@transaction.atomic
def undo_batch(batch: UUID, *, by: Actor) -> int:
    """Take back what of a batch nobody took on yet; cases that were read or went elsewhere stay. How many came back.

    Raises: Refused; AlreadyDone when nothing of it is left to take back.
    """
    by.require(Verb.ASSIGN_CASE)
    given = list(access.handovers(by).filter(batch=batch, state=Handover.State.GIVEN).order_by("case_id"))
    count = 0
    for row in given:
        try:
            undo_handover(row.pk, seen_version=row.version, by=by)
        except AlreadyDone:
            continue
        count += 1
    if not count:
        raise AlreadyDone("nothing_to_take_back")
    return count
