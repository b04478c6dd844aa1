"""What a day asks about referrals."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.referrals import access
from darna.domains.referrals.models import Referral
from darna.domains.referrals.queries.lists import lines_of
from darna.domains.referrals.values import UNANSWERED, TodayReferrals
from darna.kernel.clock import today

State = Referral.State


def today_lines(actor: Actor, *, limit: int = 8) -> TodayReferrals:
    """Those that wait for the actor, answers to their own, their own that are overdue; so many of each.

    The newest answers come first. At most eleven queries, four when nothing waits, none for a role that has nothing
    to do with referrals.
    """
    waiting = _waiting(actor, limit) if actor.may(Verb.RECEIVE_REFERRAL) else []
    stopped = _stopped(actor, limit) if actor.may(Verb.ANSWER_REFERRAL) else []
    news, late = (_news(actor, limit), _late(actor, limit)) if actor.may(Verb.REFER) else ([], [])
    own = {row.pk: row for row in (*news, *late)}
    sent = {line.id: line for line in lines_of(actor, list(own.values()), is_sent=True)}
    came = lines_of(actor, [*waiting, *stopped], is_sent=False)
    return TodayReferrals(
        waiting=came[: len(waiting)],
        stopped=came[len(waiting) :],
        answers=tuple(sent[row.pk] for row in news),
        overdue=tuple(sent[row.pk] for row in late),
    )


def _waiting(actor: Actor, limit: int) -> list[Referral]:
    """Unanswered ones that are the actor's or nobody's, the nearest day first. One query."""
    mine = Q(reception__assigned_id=actor.membership_id) | Q(reception__assigned_id__isnull=True)
    rows = access.received_by(actor).filter(mine, state__in=UNANSWERED).select_related("reception")
    return list(rows.order_by("due_on", "id")[:limit])


def _stopped(actor: Actor, limit: int) -> list[Referral]:
    """Those given to the actor that the sender, the person or the time ended, until they were looked at. One query."""
    ended = (State.CANCELLED, State.EXPIRED, State.REVOKED)
    unseen = Q(reception__seen_at__isnull=True) | Q(reception__seen_at__lt=F("ended_at"))
    rows = access.received_by(actor).filter(unseen, state__in=ended, reception__assigned_id=actor.membership_id)
    return list(rows.select_related("reception").order_by("-ended_at", "id")[:limit])


def _news(actor: Actor, limit: int) -> list[Referral]:
    """The actor's own ones that were answered or ended since they looked, the newest first. One query."""
    came = Coalesce("ended_at", "answered_at")
    unseen = Q(source__seen_at__isnull=True) | Q(source__seen_at__lt=came)
    rows = _own(actor).filter(unseen, Q(answered_at__isnull=False) | Q(ended_at__isnull=False))
    # What the sender ended is no news to them.
    return list(rows.exclude(state=State.CANCELLED).order_by(came.desc(), "id")[:limit])


def _late(actor: Actor, limit: int) -> list[Referral]:
    """The actor's own ones without an answer after their day, the longest first. One query."""
    rows = _own(actor).filter(state__in=UNANSWERED, due_on__lt=today())
    return list(rows.order_by("due_on", "id")[:limit])


def _own(actor: Actor) -> QuerySet[Referral]:
    return access.sent_by(actor).filter(source__worker_id=actor.membership_id).select_related("source")
