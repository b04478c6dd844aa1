"""Which files somebody opened lately, read from the trail."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Max

from darna.base.agencies.actor import Actor
from darna.base.audit.models import Entry
from darna.kernel.clock import now

OPENED: Final = "person.opened"
#: How far back it looks, so that the index on an agency's newest entries is enough.
DAYS: Final = 7


def recently_opened(actor: Actor, *, limit: int = 8) -> list[UUID]:
    """The persons whose files this member opened in the last days, the latest first. One query."""
    mine = Entry.objects.filter(
        agency_id=actor.agency_id,
        membership_id=actor.membership_id,
        verb=OPENED,
        at__gte=now() - timedelta(days=DAYS),
        person_id__isnull=False,
    )
    opened = mine.values("person_id").annotate(last=Max("at")).order_by("-last")[:limit]
    return [row["person_id"] for row in opened if row["person_id"]]
