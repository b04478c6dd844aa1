"""What waits today to protect a child: running clocks, my steps that are due, decisions to approve, reviews, requests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, F, Q, Value
from django.db.models.functions import Cast

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.domains.people.queries import names_of
from darna.domains.safeguarding.models import Procedure, Step, Urgency
from darna.domains.safeguarding.queries.words import time_left
from darna.domains.safeguarding.values import TodayLine, TodayPart
from darna.kernel.clock import today

#: Rows of the list; the room holds the rest.
SHOWN = 12
#: A step or a review is shown so many days before its day.
AHEAD = 3


def today_part(actor: Actor) -> TodayPart:
    """What waits for the actor, the clocks first. One query; the names of the persons in another where there is any.

    Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    rows = list(_rows(actor))[:SHOWN]
    names = names_of({row[2] for row in rows}) if rows else {}
    return TodayPart(tuple(_line(*row, name=names.get(row[2], "")) for row in rows))


def _rows(actor: Actor) -> Any:
    told, when, soon = (
        ("what", "id", "person_ref", "code", "at", "turn"),
        DateTimeField(),
        today() + timedelta(days=AHEAD),
    )
    clocks = Urgency.objects.filter(agency_id=actor.agency_id, state="running", case__state="open").annotate(
        what=Value("clock"), code=F("concern"), at=F("due_at"), turn=Value(1), person_ref=F("person_id")
    )
    parts = [clocks.values_list(*told)]
    if actor.may(Verb.READ_NARRATIVE):
        steps = Step.objects.filter(responsible_id=actor.membership_id, state="open", due_on__lte=soon)
        steps = steps.filter(agency_id=actor.agency_id, procedure__state="open", case__state="open").annotate(
            what=Value("step"), code=F("kind"), at=Cast("due_on", when), turn=Value(3), person_ref=F("person_id")
        )
        mine = Procedure.objects.filter(agency_id=actor.agency_id, state="decided", case__state="open")
        mine = mine.filter(Q(follower_id=actor.membership_id) | Q(responsible_id=actor.membership_id))
        mine = mine.filter(review_on__lte=soon).annotate(
            what=Value("review"), code=F("reason"), at=Cast("review_on", when), turn=Value(3), person_ref=F("person_id")
        )
        parts += [steps.values_list(*told), mine.values_list(*told)]
    if actor.may(Verb.SUPERVISE):
        waiting = Procedure.objects.filter(agency_id=actor.agency_id, state="proposed", case__state="open")
        waiting = waiting.exclude(proposed_by=actor.membership_id).annotate(
            what=Value("decision"), code=F("reason"), at=F("proposed_at"), turn=Value(2), person_ref=F("person_id")
        )
        asked = Procedure.objects.filter(agency_id=actor.agency_id, asks_restriction=True, person__is_protected=False)
        asked = asked.exclude(state="closed").annotate(
            what=Value("restriction"), code=F("reason"), at=F("opened_at"), turn=Value(2), person_ref=F("person_id")
        )
        parts += [waiting.values_list(*told), asked.values_list(*told)]
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return rows.order_by("turn", "at")[:SHOWN]


def _line(what: str, key: UUID, person_id: UUID, code: str, at: datetime, _turn: int, *, name: str) -> TodayLine:
    left, is_over = time_left(at) if what == "clock" else ("", what in {"step", "review"} and at.date() < today())
    return TodayLine(what, key, person_id, _said(what, code), at, name, left, is_over)


def _said(what: str, code: str) -> str:
    if what == "clock":
        return label("urgent_concern", code)
    return str(Step.Kind(code).label) if what == "step" else label("protection_reason", code)
