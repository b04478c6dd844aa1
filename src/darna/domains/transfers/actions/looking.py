"""Every look at a note or at what goes with a case is a sentence of the trail."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.domains.transfers import access


@transaction.atomic
def open_handover(handover_id: UUID, *, by: Actor) -> None:
    """Look at a hand-over and its note. Raises: Refused, NotFound."""
    record("handover.opened", subject=access.visible_handover(by, handover_id))


@transaction.atomic
def open_transfer(transfer_id: UUID, *, by: Actor) -> None:
    """Look at a transfer and what goes with it, on either side. Raises: Refused, NotFound."""
    row, source = access.visible_transfer(by, transfer_id)
    record("transfer.opened", subject=("transfers.transfer", row.pk), person_id=source.person_id if source else None)
