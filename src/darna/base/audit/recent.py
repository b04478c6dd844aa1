"""Which files somebody opened lately, read from the trail."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Max

from darna.base.agencies.actor import Actor
from darna.base.audit.models import Entry
from darna.base.prepared import ID, INSTANT, Prepared
from darna.kernel.clock import now

OPENED: Final = "person.opened"
#: How far back it looks, so that the index on an agency's newest entries is enough.
DAYS: Final = 7

#: Files that a page shows at the most.
MOST: Final = 20
_OPENED = Prepared(
    lambda agency, member, since: (
        Entry.objects.filter(
            agency_id=agency, membership_id=member, verb=OPENED, at__gte=since, person_id__isnull=False
        )
        .values_list("person_id")
        .annotate(last=Max("at"))
        .order_by("-last")[:MOST]
    ),
    agency=ID,
    member=ID,
    since=INSTANT,
)


def recently_opened(actor: Actor, *, limit: int = 8) -> list[UUID]:
    """The persons whose files this member opened in the last days, the latest first. One query."""
    since = now() - timedelta(days=DAYS)
    rows = _OPENED.rows(agency=actor.agency_id, member=actor.membership_id, since=since)
    return [person_id for person_id, _last in rows if person_id][:limit]
