"""What the desk is told of a complaint: proposed word for word, agreed with the code, taken over by the desk."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, require_text, save
from darna.domains.complaints import access
from darna.domains.complaints.models import Handover, State
from darna.domains.complaints.sealing import seal_handover
from darna.domains.complaints.values import LONGEST
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone


@transaction.atomic
def propose_handover(complaint_id: UUID, text: str, *, by: Actor) -> Handover:
    """Propose exactly these words for the desk; nobody there sees them before a yes.

    Raises: Refused, NotFound, Invalid, AlreadyDone.
    """
    text = require_text("text", text, most=LONGEST)
    complaint = access.complaint_to_read(by, complaint_id)
    if complaint.state == State.CLOSED:
        raise AlreadyDone("complaint_step_is_closed")
    if complaint.handovers.filter(state="proposed").exists():
        raise AlreadyDone("handover_waits_already")
    one = uuid4()
    handover = Handover.objects.create(
        id=one,
        agency_id=complaint.agency_id,
        complaint=complaint,
        proposed_by=by.membership_id,
        proposed_at=now(),
        ciphertext=seal_handover(one, text),
    )
    record("complaint.handover_proposed", subject=complaint)
    return handover


@transaction.atomic
def take_handover(handover_id: UUID, *, seen_version: int, by: Actor) -> Handover:
    """Take over at the desk what may be known. Raises: Refused, NotFound, StaleVersion, AlreadyDone."""
    handover = locked(access.handover_to_read(by, handover_id), seen_version)
    if handover.state != "given":
        raise AlreadyDone("handover_was_taken")
    save(handover, state="taken", taken_by=by.membership_id, taken_at=now())
    record("complaint.handover_taken", subject=handover)
    return handover
