"""Giving several cases at once, shared out as it was shown, with one note; and taking all of it back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.editing import require_text
from darna.base.keys.queries import ciphers_of
from darna.domains.cases import access as of_cases
from darna.domains.cases.actions import assign_cases
from darna.domains.cases.actions.giving import Given
from darna.domains.transfers import access
from darna.domains.transfers.models import Handover
from darna.domains.transfers.queries.sharing import MOST_AT_ONCE
from darna.domains.transfers.sealed import NOTE
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid

State = Handover.State


@transaction.atomic
def share_out(chosen: Mapping[UUID, tuple[int, UUID]], note: str, *, by: Actor) -> UUID:
    """Give each case, in the version it was seen in, to its worker; all or none. The mark of the batch.

    Each case has its own sentence in the trail; the queries are as many for one case as for two hundred. Raises:
    Refused, NotFound, StaleVersion; Invalid for nothing chosen, too many, or a worker who cannot have one.
    """
    by.require(Verb.ASSIGN_CASE)
    note = require_text("note", note)
    if not chosen:
        raise Invalid("cases", "nothing_chosen")
    if len(chosen) > MOST_AT_ONCE:
        raise Invalid("cases", "too_many_at_once", most=MOST_AT_ONCE)
    given = assign_cases(dict(chosen), by=by)
    if any(one.from_worker == one.to_worker for one in given):
        raise Invalid("worker", "worker_has_it_already")
    batch, ciphers = uuid4(), ciphers_of(one.person_id for one in given)
    Handover.objects.bulk_create(
        _handover(one, ciphers[one.person_id].seal(note, field=NOTE), batch, by) for one in given
    )
    return batch


@transaction.atomic
def undo_batch(batch: UUID, *, by: Actor) -> int:
    """Take back what of a batch nobody took on yet. How many cases came back; nine queries, however many they are.

    Cases whose note was read, that went elsewhere, or whose earlier worker has left stay where they are. Raises:
    Refused, StaleVersion; AlreadyDone when nothing of it is left to take back.
    """
    by.require(Verb.ASSIGN_CASE)
    rows = access.handovers(by).filter(batch=batch, state=State.GIVEN).order_by("case_id")
    given = {row.case_id: row for row in rows.select_for_update(of=("self",))}
    workers = {None, *members_who_may(by.agency_id, Verb.WRITE_CASE)}
    back = {
        case.pk: (case.version, given[case.pk].from_worker_id)
        for case in of_cases.cases_visible_to(by).filter(pk__in=given, agency_id=by.agency_id, closed_on__isnull=True)
        if case.worker_id == given[case.pk].to_worker_id and given[case.pk].from_worker_id in workers
    }
    if not back:
        raise AlreadyDone("nothing_to_take_back")
    assign_cases(back, by=by)
    access.handovers(by).filter(pk__in=[given[case].pk for case in back]).update(
        state=State.UNDONE, version=F("version") + 1
    )
    return len(back)


def _handover(one: Given, sealed_note: bytes, batch: UUID, by: Actor) -> Handover:
    assert one.to_worker is not None
    return Handover(
        agency_id=one.agency_id,
        case_id=one.case_id,
        person_id=one.person_id,
        from_worker_id=one.from_worker,
        to_worker_id=one.to_worker,
        state=State.GIVEN,
        sealed_note=sealed_note,
        asked_by=by.membership_id,
        decided_by=by.membership_id,
        decided_at=now(),
        batch=batch,
    )
