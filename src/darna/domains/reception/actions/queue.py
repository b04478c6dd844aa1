"""Giving a ticket, calling it, sitting down with the visitor, ending it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Case, IntegerField, Value, When

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import require_code, save
from darna.domains.reception.access import arrival_to_change, arrivals_of
from darna.domains.reception.models import Arrival
from darna.domains.reception.values import LAST_NUMBER, ArrivalDraft, ticket
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, Refused

#: Who goes before whom: a child alone before everybody, then whoever goes first, then in turn.
RANK: Final = Case(
    When(priority=Arrival.Priority.CHILD_ALONE, then=Value(0)),
    When(priority=Arrival.Priority.FIRST, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)
# The row of the counter is held until the ticket is there: two receptionists at once wait for one another, and a
# ticket that is undone gives its number back.
_COUNT: Final = """
insert into reception_ticketcounter (id, agency_id, day, last) values (%s, %s, %s, 1)
on conflict (agency_id, day) do update set last = reception_ticketcounter.last + 1 returning last
"""
_OPEN: Final = (Arrival.State.WAITING, Arrival.State.CALLED, Arrival.State.WITH_WORKER)


@transaction.atomic
def add_arrival(draft: ArrivalDraft, *, by: Actor) -> Arrival:
    """Give somebody who came in the next ticket of the day.

    Raises: Refused, Invalid; AlreadyDone when all numbers of the day are given.
    """
    by.require(Verb.RECEIVE)
    require_code("reason", draft.reason, "arrival_reason")
    if draft.language:
        require_code("language", draft.language, "language")
    if draft.priority not in Arrival.Priority.values:
        raise Invalid("priority", "not_in_the_list", value=draft.priority)
    day = today()
    arrival = Arrival.objects.create(
        agency_id=by.agency_id,
        day=day,
        number=_next_number(by.agency_id, day),
        reason=draft.reason,
        language=draft.language,
        needs_interpreter=draft.needs_interpreter,
        priority=draft.priority,
        arrived_at=now(),
        added_by=by.membership_id,
    )
    _record("arrival.added", arrival, reason=arrival.reason)
    return arrival


@transaction.atomic
def call_next(*, by: Actor) -> Arrival:
    """Call whoever is next; a ticket that a colleague is calling at this moment is passed over.

    Raises: Refused; AlreadyDone when nobody waits.
    """
    by.require(Verb.RECEIVE)
    waiting = arrivals_of(by.agency_id, today()).filter(state=Arrival.State.WAITING)
    arrival = waiting.select_for_update(skip_locked=True, of=("self",)).order_by(RANK, "number").first()
    if arrival is None:
        raise AlreadyDone("nobody_waits")
    return _called(arrival, by)


@transaction.atomic
def call_arrival(arrival_id: UUID, *, by: Actor) -> Arrival:
    """Call one ticket out of turn, or call it again. Raises: Refused, NotFound, AlreadyDone."""
    return _called(_found(arrival_id, by, Arrival.State.WAITING, Arrival.State.CALLED), by)


@transaction.atomic
def meet_visitor(arrival_id: UUID, *, by: Actor) -> Arrival:
    """The visitor sits with the actor now. Raises: Refused, NotFound, AlreadyDone."""
    arrival = _found(arrival_id, by, Arrival.State.CALLED, Arrival.State.WAITING)
    instant = now()
    called_at = arrival.called_at or instant
    save(arrival, state=Arrival.State.WITH_WORKER, worker_id=by.membership_id, called_at=called_at, met_at=instant)
    _record("arrival.met", arrival)
    return arrival


@transaction.atomic
def put_back(arrival_id: UUID, *, by: Actor) -> Arrival:
    """The visitor waits again, at the place of their number: did not hear, or waits for a colleague.

    Raises: Refused, NotFound, AlreadyDone.
    """
    arrival = _found(arrival_id, by, Arrival.State.CALLED, Arrival.State.WITH_WORKER)
    save(arrival, state=Arrival.State.WAITING, called_at=None, worker_id=None, met_at=None)
    _record("arrival.put_back", arrival)
    return arrival


@transaction.atomic
def mark_left(arrival_id: UUID, *, by: Actor) -> Arrival:
    """The visitor went away before anybody met them. Raises: Refused, NotFound, AlreadyDone."""
    arrival = _found(arrival_id, by, Arrival.State.WAITING, Arrival.State.CALLED)
    save(arrival, state=Arrival.State.LEFT, ended_at=now())
    _record("arrival.left", arrival)
    return arrival


@transaction.atomic
def finish_arrival(arrival_id: UUID, *, by: Actor) -> Arrival:
    """The visit is over. Raises: Refused, NotFound, AlreadyDone."""
    arrival = _found(arrival_id, by, Arrival.State.WITH_WORKER)
    save(arrival, state=Arrival.State.DONE, ended_at=now())
    _record("arrival.finished", arrival)
    return arrival


def require_with(arrival: Arrival, by: Actor) -> None:
    """Raises: Refused unless the visitor is with the actor, or was called by them."""
    if arrival.worker_id != by.membership_id or arrival.state not in _OPEN:
        raise Refused("ticket_is_not_with_you")


def _called(arrival: Arrival, by: Actor) -> Arrival:
    save(
        arrival,
        state=Arrival.State.CALLED,
        called_at=now(),
        worker_id=by.membership_id,
        times_called=arrival.times_called + 1,
    )
    _record("arrival.called", arrival)
    return arrival


def _found(arrival_id: UUID, by: Actor, *states: str) -> Arrival:
    arrival = arrival_to_change(by, arrival_id)
    if arrival.state not in states:
        raise AlreadyDone("ticket_is_elsewhere", state=arrival.state)
    return arrival


def _next_number(agency_id: UUID, day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [uuid4(), agency_id, day])
        number: int = cursor.fetchone()[0]
    if number > LAST_NUMBER:
        raise AlreadyDone("tickets_are_used_up")
    return number


def _record(verb: str, arrival: Arrival, **more: Any) -> None:
    record(verb, subject=arrival, detail={"ticket": ticket(arrival.number), **more})
