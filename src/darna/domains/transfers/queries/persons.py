"""Whose case is on its way to another agency."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from darna.domains.transfers.models import TransferSource


def moving_now(persons: Collection[UUID]) -> set[UUID]:
    """Those among these whose case is prepared for another agency or waits for its answer. One query."""
    rows = TransferSource.objects.filter(person_id__in=persons, transfer__state__in=("requested", "proposed", "sent"))
    return set(rows.values_list("person_id", flat=True))
