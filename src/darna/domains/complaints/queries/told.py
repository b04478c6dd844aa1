"""What complainants agreed to tell the desk."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.pages.lines import Lines, page_of_rows
from darna.domains.complaints import access
from darna.domains.complaints.models import Handover
from darna.domains.complaints.sealing import open_handover
from darna.domains.complaints.values import Told


def told_lines(actor: Actor, *, number: int = 1) -> Lines[Told]:
    """What may be known, what nobody took over first. Three queries at most. Raises: Refused."""
    rows = access.handovers_of(actor).order_by("state", "-decided_at", "id")
    return page_of_rows(rows, number, lambda found: tuple(_told(row, _names(*found)) for row in found))


def told_card(actor: Actor, handover_id: UUID) -> Told:
    """One of them with its words. Two queries. Raises: Refused, NotFound."""
    row = access.handover_to_read(actor, handover_id)
    return _told(row, _names(row), open_handover(row.pk, row.ciphertext))


def _names(*rows: Handover) -> dict[UUID, str]:
    return names_of_members(row.taken_by for row in rows if row.taken_by)


def _told(row: Handover, names: dict[UUID, str], text: str = "") -> Told:
    by = names.get(row.taken_by, "") if row.taken_by else ""
    return Told(row.pk, row.state, row.decided_at, by, row.version, text)
