"""What of hand-overs and transfers waits for somebody today."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.prepared import ID, Prepared
from darna.domains.transfers.models import Handover, Transfer
from darna.domains.transfers.queries.cards import lines_of as transfers_in_words
from darna.domains.transfers.queries.handovers import lines_of as handovers_in_words
from darna.domains.transfers.values import DayLines, TransferLine

SHOWN: Final = 8
_MINE = Prepared(
    lambda agency, member: (
        Handover.objects.filter(agency_id=agency, to_worker_id=member, state="given")
        .select_related("case")
        .order_by("asked_at", "id")[:SHOWN]
    ),
    agency=ID,
    member=ID,
)
_ALL = Prepared(
    lambda agency, member: (
        Handover.objects.filter(
            Q(to_worker_id=member, state="given") | Q(state="asked") & ~Q(asked_by=member), agency_id=agency
        )
        .select_related("case")
        .order_by("asked_at", "id")[:SHOWN]
    ),
    agency=ID,
    member=ID,
)
_TO_ANSWER = Prepared(
    lambda agency: Transfer.objects.filter(to_agency_id=agency, state="sent").order_by("sent_at", "id")[:SHOWN],
    agency=ID,
)
_TO_DECIDE = Prepared(
    lambda agency: Transfer.objects.filter(agency_id=agency, state__in=("requested", "proposed")).order_by(
        "begun_at", "id"
    )[:SHOWN],
    agency=ID,
)


def day_lines(actor: Actor) -> DayLines:
    """Notes I am to read, and for supervisors what waits for them; transfers to answer or to decide.

    None for a role that accompanies nobody; one query for a worker, three for a supervisor; more when there is
    something.
    """
    if not actor.may(Verb.READ_NARRATIVE):
        return DayLines()
    agency, member, supervises = actor.agency_id, actor.membership_id, actor.may(Verb.SUPERVISE)
    handed = (_ALL if supervises else _MINE).rows(agency=agency, member=member)
    moving: tuple[TransferLine, ...] = ()
    if supervises:
        came, ours = _TO_ANSWER.rows(agency=agency), _TO_DECIDE.rows(agency=agency)
        told = transfers_in_words(actor, ours, is_sender=True)
        # Of a file its reader may not see there is nothing to tell; a request names nobody yet.
        told = tuple(line for line in told if line.person_id or line.state == "requested")
        moving = (*transfers_in_words(actor, came, is_sender=False), *told)
    return DayLines(handovers_in_words(handed), moving)
