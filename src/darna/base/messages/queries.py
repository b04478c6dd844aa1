"""Reading the outbox."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role, Verb
from darna.base.messages.models import Message


def messages_visible_to(actor: Actor) -> QuerySet[Message]:
    """What the actor's agency sent, newest first; the platform's administrator also sees what no agency sent.

    In a demo every member sees everything: all people are invented.
    """
    if settings.DARNA_DEMO:
        return Message.objects.order_by("-created_at")
    actor.require(Verb.KEEP_MEMBERS)
    mine = Q(agency_id=actor.agency_id)
    if actor.role == Role.PLATFORM_ADMINISTRATOR:
        mine |= Q(agency_id__isnull=True)
    return Message.objects.filter(mine).order_by("-created_at")


def may_read_text(message: Message) -> bool:
    """Tell whether the text may be shown: only in a demo, because a text may hold a link that opens an account."""
    return bool(settings.DARNA_DEMO) and message.is_demo
