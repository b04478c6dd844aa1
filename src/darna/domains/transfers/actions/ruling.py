"""What an agency decides about how cases move and how many one worker carries."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.domains.transfers.models import MOST_CEILING, TransferRule, WorkerCeiling
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion


@transaction.atomic
def keep_rule(
    workers_give: bool, needs_approval: bool, ceiling: int | None, *, seen_version: int, by: Actor
) -> TransferRule:
    """Decide how cases move. Raises: Refused, Invalid, StaleVersion."""
    by.require(Verb.SUPERVISE)
    if ceiling is not None and not 1 <= ceiling <= MOST_CEILING:
        raise Invalid("ceiling", "ceiling_out_of_bounds", most=MOST_CEILING)
    stored = TransferRule.objects.select_for_update().filter(agency_id=by.agency_id).first()
    if (stored.version if stored else 0) != seen_version:
        raise StaleVersion(stored.version if stored else 0, seen_version)
    told = {"workers_give": workers_give, "needs_approval": needs_approval, "ceiling": ceiling}
    if stored is None:
        stored = TransferRule.objects.create(agency_id=by.agency_id, decided_by=by.membership_id, **told)
    else:
        save(stored, decided_by=by.membership_id, **told)
    record("transfer.rule_kept", subject=stored, detail=told)
    return stored


@transaction.atomic
def keep_ceiling(worker_id: UUID, most: int | None, *, by: Actor) -> WorkerCeiling | None:
    """Say how many open cases one worker carries at the most, or leave them the agency's number (None).

    Raises: Refused; Invalid for somebody who does not write in cases; AlreadyDone where nothing changes.
    """
    by.require(Verb.SUPERVISE)
    if worker_id not in members_who_may(by.agency_id, Verb.WRITE_CASE):
        raise Invalid("worker", "not_a_worker_of_the_agency")
    if most is not None and not 0 <= most <= MOST_CEILING:
        raise Invalid("most", "ceiling_out_of_bounds", most=MOST_CEILING)
    stored = WorkerCeiling.objects.select_for_update().filter(agency_id=by.agency_id, worker_id=worker_id).first()
    if (stored.most if stored else None) == most:
        raise AlreadyDone("nothing_changed")
    detail = {"to": worker_id, "most": most}
    if stored is None and most is not None:
        stored = WorkerCeiling.objects.create(
            agency_id=by.agency_id, worker_id=worker_id, most=most, decided_by=by.membership_id
        )
        record("transfer.ceiling_kept", subject=stored, detail=detail)
        return stored
    assert stored is not None
    record("transfer.ceiling_kept", subject=stored, detail=detail)
    if most is None:
        stored.delete()
        return None
    save(stored, most=most, decided_by=by.membership_id)
    return stored
