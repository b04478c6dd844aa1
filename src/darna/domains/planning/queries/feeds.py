"""The addresses of calendars that a member made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.planning.models import CalendarFeed
from darna.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One address, without its secret."""

    id: UUID
    version: int
    label: str
    scope_label: str
    made_at: datetime
    asked_on: date | None


def my_feeds(actor: Actor) -> tuple[FeedLine, ...]:
    """The addresses of the actor that answer, the newest first; five at most. One query. Raises: Refused."""
    actor.require(Verb.OPEN_FILE)
    rows = CalendarFeed.objects.filter(
        agency_id=actor.agency_id, membership_id=actor.membership_id, revoked_at__isnull=True
    )
    return tuple(_line(row) for row in rows.order_by("-made_at"))


def my_feed(actor: Actor, feed_id: UUID) -> FeedLine:
    """One of them. One query. Raises: Refused; NotFound, also for a colleague's and one that is over."""
    for line in my_feeds(actor):
        if line.id == feed_id:
            return line
    raise NotFound("calendarfeed", feed_id)


def _line(row: CalendarFeed) -> FeedLine:
    scope = str(CalendarFeed.Scope(row.scope).label)
    return FeedLine(row.pk, row.version, row.label, scope, row.made_at, row.asked_on)
