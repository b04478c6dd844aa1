"""What waits in the room of data protection, in numbers."""

from __future__ import annotations

from typing import Final

from django.db.models import Count, Q

from darna.base.agencies.actor import Actor
from darna.domains.people.queries.emergency import emergencies_to_review
from darna.domains.people.queries.officer import consents_ending
from darna.domains.privacy import access
from darna.domains.privacy.models import Processing
from darna.domains.privacy.models.requests import OPEN
from darna.domains.privacy.queries.processing import lacking
from darna.domains.privacy.queries.requests import ANSWERED
from darna.domains.privacy.queries.told import recipients_abroad
from darna.domains.privacy.values import Room
from darna.kernel.clock import today

ENDING_DAYS: Final = 30
MOST: Final = 100


def room(actor: Actor) -> Room:
    """The numbers of the first page. Ten queries. Raises: Refused."""
    entries = access.register_of(actor)
    requests = access.requests_visible_to(actor).filter(Q(state__in=OPEN) | Q(state__in=ANSWERED, told_on__isnull=True))
    waiting = requests.aggregate(
        open=Count("id", filter=Q(state__in=OPEN)),
        late=Count("id", filter=Q(state__in=OPEN, due_on__lt=today())),
        untold=Count("id", filter=Q(state__in=ANSWERED)),
    )
    register = entries.exclude(state=Processing.State.ENDED).aggregate(
        drafts=Count("id", filter=Q(state=Processing.State.DRAFT)),
        lacking=Count("id", filter=lacking()),
        to_review=Count("id", filter=Q(review_on__lte=today())),
    )
    return Room(
        **waiting,
        **register,
        emergencies=emergencies_to_review(actor),
        ending=consents_ending(actor, days=ENDING_DAYS, most=MOST),
        abroad_lacking=sum(line.lacks for line in recipients_abroad(actor)),
    )
