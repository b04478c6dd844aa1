"""Reading the outbox."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role, Verb
from darna.base.messages.models import Message


def messages_visible_to(actor: Actor) -> QuerySet[Message]:
    """What the actor's agency sent, newest first; the platform's administrator also sees what no agency sent."""
    actor.require(Verb.KEEP_MEMBERS)
    mine = Q(agency_id=actor.agency_id)
    if actor.role == Role.PLATFORM_ADMINISTRATOR:
        mine |= Q(agency_id__isnull=True)
    return Message.objects.filter(mine, is_private=False).order_by("-created_at")


def messages_of_demo() -> QuerySet[Message]:
    """What a demo would have sent, to be read by everyone, links included; nothing outside a demo."""
    rows = Message.objects.filter(is_demo=True).order_by("-created_at")
    return rows if settings.DARNA_DEMO else rows.none()
