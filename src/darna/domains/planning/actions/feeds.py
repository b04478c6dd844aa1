"""Making and ending the address of a calendar; a member's own, never a colleague's."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked_in, require_text, save
from darna.domains.planning.feeds import fresh_token, hash_of
from darna.domains.planning.models import CalendarFeed
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid

#: A member has a telephone, a computer and a few more.
MOST = 5


@transaction.atomic
def make_feed(scope: str, label: str, *, by: Actor) -> str:
    """A new address of a calendar: its secret, told this once.

    Raises: Refused for the team's calendar without supervising; Invalid; AlreadyDone beyond five.
    """
    by.require(Verb.SUPERVISE if scope == CalendarFeed.Scope.TEAM else Verb.OPEN_FILE)
    if scope not in CalendarFeed.Scope.values:
        raise Invalid("scope", "not_in_the_list", value=scope)
    label = require_text("label", label, most=60)
    if live_feeds(by).count() >= MOST:
        raise AlreadyDone("calendars_are_enough")
    token = fresh_token()
    row = CalendarFeed.objects.create(
        agency_id=by.agency_id, membership_id=by.membership_id, scope=scope, label=label, token_hash=hash_of(token)
    )
    record("calendar.subscribed", subject=row, detail={"scope": scope})
    return token


@transaction.atomic
def end_feed(feed_id: UUID, *, seen_version: int, by: Actor) -> CalendarFeed:
    """The address answers nobody any more, at once. Raises: Refused, NotFound for a colleague's, StaleVersion."""
    by.require(Verb.OPEN_FILE)
    row = locked_in(live_feeds(by), feed_id, seen_version)
    save(row, revoked_at=now())
    record("calendar.unsubscribed", subject=row, detail={"scope": row.scope})
    return row


def live_feeds(by: Actor) -> QuerySet[CalendarFeed]:
    """The actor's own addresses that answer."""
    return CalendarFeed.objects.filter(agency_id=by.agency_id, membership_id=by.membership_id, revoked_at__isnull=True)
