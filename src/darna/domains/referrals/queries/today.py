"""What a day asks about referrals."""

from __future__ import annotations

from typing import Final

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.prepared import DAY, ID, Prepared
from darna.domains.referrals import access
from darna.domains.referrals.models import Referral
from darna.domains.referrals.queries.lists import lines_of
from darna.domains.referrals.values import UNANSWERED, TodayReferrals
from darna.kernel.clock import today

State = Referral.State
#: Referrals of each kind that a page shows at the most.
MOST: Final = 50
_ENDED_BY_OTHERS: Final = (State.CANCELLED, State.EXPIRED, State.REVOKED)
_WAITING = Prepared(
    lambda agency, member: (
        access.received_by_agency(agency)
        .filter(Q(reception__assigned_id=member) | Q(reception__assigned_id__isnull=True), state__in=UNANSWERED)
        .select_related("reception")
        .order_by("due_on", "id")[:MOST]
    ),
    agency=ID,
    member=ID,
)
_STOPPED = Prepared(
    lambda agency, member: (
        access.received_by_agency(agency)
        .filter(
            Q(reception__seen_at__isnull=True) | Q(reception__seen_at__lt=F("ended_at")),
            state__in=_ENDED_BY_OTHERS,
            reception__assigned_id=member,
        )
        .select_related("reception")
        .order_by("-ended_at", "id")[:MOST]
    ),
    agency=ID,
    member=ID,
)
_CAME = Coalesce("ended_at", "answered_at")
# What the sender ended is no news to them.
_OWN = Prepared(
    lambda agency, member, day: (
        access.sent_by_agency(agency)
        .filter(
            (Q(answered_at__isnull=False) | Q(ended_at__isnull=False))
            & (Q(source__seen_at__isnull=True) | Q(source__seen_at__lt=_CAME))
            | Q(state__in=UNANSWERED, due_on__lt=day),
            source__worker_id=member,
        )
        .exclude(state=State.CANCELLED)
        .select_related("source")
        .order_by(_CAME.desc(nulls_last=True), "due_on", "id")[: 2 * MOST]
    ),
    agency=ID,
    member=ID,
    day=DAY,
)


def today_lines(actor: Actor, *, limit: int = 8) -> TodayReferrals:
    """Those that wait for the actor, answers to their own, their own that are overdue; so many of each.

    The newest answers come first. At most ten queries, three when nothing waits, none for a role that has nothing to
    do with referrals.
    """
    waiting = _waiting(actor, limit) if actor.may(Verb.RECEIVE_REFERRAL) else []
    stopped = _stopped(actor, limit) if actor.may(Verb.ANSWER_REFERRAL) else []
    own = _own(actor) if actor.may(Verb.REFER) else []
    late = [row for row in own if row.state in UNANSWERED][:limit]
    news = [row for row in own if row.state not in UNANSWERED][:limit]
    sent = {line.id: line for line in lines_of(actor, [*news, *late], is_sent=True)}
    came = lines_of(actor, [*waiting, *stopped], is_sent=False)
    return TodayReferrals(
        waiting=came[: len(waiting)],
        stopped=came[len(waiting) :],
        answers=tuple(sent[row.pk] for row in news),
        overdue=tuple(sent[row.pk] for row in late),
    )


def _waiting(actor: Actor, limit: int) -> list[Referral]:
    """Unanswered ones that are the actor's or nobody's, the nearest day first. One query."""
    return _WAITING.rows(agency=actor.agency_id, member=actor.membership_id)[:limit]


def _stopped(actor: Actor, limit: int) -> list[Referral]:
    """Those given to the actor that the sender, the person or the time ended, until they were looked at. One query."""
    return _STOPPED.rows(agency=actor.agency_id, member=actor.membership_id)[:limit]


def _own(actor: Actor) -> list[Referral]:
    """The actor's own ones with news, the newest first, then those that are overdue, the longest first. One query."""
    return _OWN.rows(agency=actor.agency_id, member=actor.membership_id, day=today())
