"""What each version of a page is to its readers at an instant; the published views say the same in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from darna.domains.pages.models import PageVersion, State
from darna.domains.pages.values import Standing


def newest_due(rows: Iterable[PageVersion], instant: datetime) -> PageVersion | None:
    """The version that decides what is shown: itself, or nothing where it was retired."""
    due = [
        row
        for row in rows
        if row.state in {State.PUBLISHED, State.RETIRED} and row.publish_at and row.publish_at <= instant
    ]
    return max(due, key=lambda row: (row.publish_at, row.number), default=None)


def standings(rows: Sequence[PageVersion], instant: datetime) -> dict[UUID, Standing]:
    """The standing of every version of one page."""
    newest = newest_due(rows, instant)
    return {row.pk: _standing(row, newest, instant) for row in rows}


def _standing(row: PageVersion, newest: PageVersion | None, instant: datetime) -> Standing:
    if row.state in {State.DRAFT, State.PROPOSED}:
        return Standing(row.state)
    if row.state == State.RETIRED:
        return Standing.RETIRED if row.publish_at else Standing.RECALLED
    if row.publish_at and row.publish_at > instant:
        return Standing.SCHEDULED
    return Standing.SHOWN if newest is not None and row.pk == newest.pk else Standing.REPLACED
