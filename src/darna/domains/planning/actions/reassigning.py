"""Giving several cases to a colleague at once: each is one decision of its own in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.cases.actions import assign_case
from darna.kernel.errors import Invalid

MOST_AT_ONCE = 50


@transaction.atomic
def reassign_cases(chosen: Mapping[UUID, int], worker_id: UUID | None, *, by: Actor) -> int:
    """Give these cases, each as it was seen, to one worker or to nobody; all of them or none. How many went.

    Raises: Refused, NotFound, StaleVersion; Invalid for nothing chosen, too many, or a worker who cannot have one.
    """
    by.require(Verb.ASSIGN_CASE)
    if not chosen:
        raise Invalid("cases", "nothing_chosen")
    if len(chosen) > MOST_AT_ONCE:
        raise Invalid("cases", "too_many_at_once", most=MOST_AT_ONCE)
    # In one order, so that two supervisors at once wait for each other instead of both stopping.
    for case_id in sorted(chosen):
        assign_case(case_id, worker_id, seen_version=chosen[case_id], by=by)
    return len(chosen)
