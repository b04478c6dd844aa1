"""Ending a visit with its note: two verbs in one breath, each with its own sentence."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.domains.cases.access import AT_RECEPTION
from darna.domains.cases.actions import write_encounter
from darna.domains.reception.actions.queue import finish_arrival
from darna.domains.reception.actions.visits import note_encounter


@transaction.atomic
def finish_with_note(arrival_id: UUID, note: tuple[UUID, str] | None, *, by: Actor) -> None:
    """Write what happened in a case, if there is something to write, and end the visit; both or neither.

    Raises: Refused, NotFound, Invalid, AlreadyDone.
    """
    if note is not None:
        case_id, text = note
        write_encounter(case_id, kind=AT_RECEPTION, note=text, by=by)
        note_encounter(arrival_id)
    finish_arrival(arrival_id, by=by)
