"""The holds of an agency: who may not be erased, until when, and for what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from django.utils.timezone import localdate

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.keys.queries import ciphers_of
from darna.base.pages.lines import page_of_rows
from darna.domains.people.queries import lines_for
from darna.domains.retention import access
from darna.domains.retention.models import RetentionHold
from darna.domains.retention.sealed import ASKED_BY, REASON
from darna.domains.retention.values import HoldFilters, HoldLine, HoldPage
from darna.kernel.clock import today

_KEYS: Final = {"placed": "-placed_at", "-placed": "placed_at", "until": "until", "-until": "-until"}
SORTS: Final = tuple(_KEYS)


def hold_lines(actor: Actor, filters: HoldFilters, number: int = 1) -> HoldPage:
    """The holds that stand, or those that are over, fifty at a time. Four queries at most, five with a protected file.

    Raises: Refused.
    """
    rows = access.visible_holds(actor)
    rows = rows.exclude(access.standing()) if filters.over else rows.filter(access.standing())
    rows = rows.order_by(_KEYS.get(filters.sort, "-placed_at"), "id")
    return page_of_rows(rows, number, lambda found: lines_of(actor, found))


def hold_line(actor: Actor, hold_id: UUID) -> HoldLine:
    """One hold with its words. Four queries at most. Raises: Refused, NotFound."""
    (line,) = lines_of(actor, [access.visible_hold(actor, hold_id)], with_words=True)
    return line


def lines_of(actor: Actor, rows: Sequence[RetentionHold], *, with_words: bool = False) -> tuple[HoldLine, ...]:
    """Holds in words. Two queries, one more for their sealed words and one with a protected file; none without rows."""
    return tuple(_lines(actor, rows, with_words=with_words)) if rows else ()


def _lines(actor: Actor, rows: Sequence[RetentionHold], *, with_words: bool) -> Iterator[HoldLine]:
    persons, day = lines_for(actor, (row.person_id for row in rows)), today()
    members = names_of_members({who for row in rows for who in (row.placed_by, row.released_by) if who})
    ciphers = ciphers_of({row.person_id for row in rows}) if with_words else {}
    for row in rows:
        person, cipher = persons.get(row.person_id), ciphers.get(row.person_id)
        yield HoldLine(
            id=row.pk,
            person_id=row.person_id,
            version=row.version,
            reference=person.reference if person else "",
            person_name=(person.name or person.reference) if person else "",
            until=row.until,
            placed_on=localdate(row.placed_at),
            placed_by=members.get(row.placed_by, ""),
            released_on=localdate(row.released_at) if row.released_at else None,
            released_by=members.get(row.released_by, "") if row.released_by else "",
            stands=row.released_at is None and (row.until is None or row.until >= day),
            reason=cipher.open(row.sealed_reason, field=REASON) if cipher else "",
            asked_by=cipher.open(row.sealed_asker, field=ASKED_BY) if cipher else "",
        )
