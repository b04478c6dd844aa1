"""The end of a transfer at its sender: the case is closed by the ordinary verb, so that everything above it follows."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import member_actor
from darna.domains.cases.actions import close_case
from darna.domains.cases.queries import case_brief
from darna.domains.transfers.queries.cards import source_of
from darna.domains.transfers.values import MOVED


def who_sent(transfer_id: UUID) -> Actor | None:
    """Whoever sent an accepted transfer, while they are a member. Three queries."""
    source = source_of(transfer_id)
    return member_actor(source.sent_by) if source is not None else None


def close_transferred(transfer_id: UUID, *, by: Actor) -> bool:
    """Close the sender's case as transferred; False where it was closed before. Raises: Refused, NotFound."""
    source = source_of(transfer_id)
    if source is None or not (case := case_brief(by, source.case_id)).is_open:
        return False
    close_case(source.case_id, MOVED, seen_version=case.version, by=by)
    return True
