"""The queue of today, the screen in the hall, and who is with the actor now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import choices
from darna.base.prepared import DAY, ID, Prepared
from darna.domains.reception.access import arrival_to_read, arrivals_of
from darna.domains.reception.models import Arrival, Visit
from darna.domains.reception.values import ArrivalLine, CurrentArrival, Queue, Wall, ticket
from darna.kernel.clock import now, today

#: Who goes before whom.
RANKS: Mapping[str, int] = {"child_alone": 0, "first": 1, "ordinary": 2}
#: Numbers that the screen in the hall shows at once.
CALLED_SHOWN, WAITING_SHOWN = 6, 30
#: Before every call: the database gives each who is called a moment, the type does not know.
NEVER: Final = datetime.min.replace(tzinfo=UTC)
_HERE = (Arrival.State.WAITING, Arrival.State.CALLED, Arrival.State.WITH_WORKER)

# All of the day's tickets, ended ones too: a day holds a few hundred, and the page says how many were met.
_TODAY = Prepared(
    lambda agency, day: arrivals_of(agency, day).order_by("number"),
    agency=ID,
    day=DAY,
)
_NUMBERS = Prepared(
    lambda agency, day: (
        arrivals_of(agency, day)
        .filter(state__in=(Arrival.State.WAITING, Arrival.State.CALLED))
        .order_by("number")
        .values_list("number", "state", "called_at")
    ),
    agency=ID,
    day=DAY,
)
_MINE = Prepared(
    lambda agency, day, member: (
        arrivals_of(agency, day)
        .filter(worker_id=member, state=Arrival.State.WITH_WORKER)
        .order_by("-met_at")
        .values_list("id", "version", "number", "language", "needs_interpreter")[:1]
    ),
    agency=ID,
    day=DAY,
    member=ID,
)
_TIED = Prepared(
    lambda arrival: Visit.objects.filter(arrival_id=arrival).values_list("person_id", flat=True), arrival=ID
)


def _called_at(row: Arrival) -> datetime:
    return row.called_at or NEVER


def queue_of_today(actor: Actor) -> Queue:
    """Everybody who came today, those who wait in the order in which they will be called.

    Two queries, one while nobody is called. Raises: Refused.
    """
    actor.require(Verb.RECEIVE)
    rows = _TODAY.rows(agency=actor.agency_id, day=today())
    members = names_of_members({row.worker_id for row in rows if row.worker_id and row.state in _HERE})
    draw = _Drawing(actor, members)
    waiting = sorted((row for row in rows if row.state == "waiting"), key=lambda row: (RANKS[row.priority], row.number))
    called = sorted((row for row in rows if row.state == "called"), key=_called_at, reverse=True)
    states = Counter(row.state for row in rows)
    return Queue(
        waiting=tuple(draw.line(row, place) for place, row in enumerate(waiting, start=1)),
        called=tuple(map(draw.line, called)),
        with_workers=tuple(draw.line(row) for row in rows if row.state == "with_worker"),
        ended=states["done"],
        left=states["left"],
    )


def wall_of_today(actor: Actor) -> Wall:
    """What stands on the screen in the hall: numbers and nothing else. One query. Raises: Refused."""
    actor.require(Verb.RECEIVE)
    rows = _NUMBERS.rows(agency=actor.agency_id, day=today())
    called = sorted((row for row in rows if row[1] == "called"), key=lambda row: row[2] or NEVER, reverse=True)
    # By number: in the order of the calls the hall would see who goes first, and ask why.
    waiting = [row for row in rows if row[1] == "waiting"]
    return Wall(
        tuple(ticket(row[0]) for row in called[:CALLED_SHOWN]), tuple(ticket(row[0]) for row in waiting[:WAITING_SHOWN])
    )


def current_arrival(actor: Actor) -> CurrentArrival | None:
    """The visitor who sits with the actor now, the last one met if several. One query, two when there is one.

    None for whoever does not receive.
    """
    if not actor.may(Verb.RECEIVE):
        return None
    found = _MINE.first(agency=actor.agency_id, day=today(), member=actor.membership_id)
    if found is None:
        return None
    pk, version, number, language, needs_interpreter = found
    labels = dict(choices("language", actor.language))
    return CurrentArrival(pk, version, number, labels.get(language, ""), needs_interpreter, _TIED.first(arrival=pk))


def arrival_card(actor: Actor, arrival_id: UUID) -> ArrivalLine:
    """One ticket of today. Two queries, one while nobody called it. Raises: Refused, NotFound."""
    row = arrival_to_read(actor, arrival_id)
    return _Drawing(actor, names_of_members([row.worker_id] if row.worker_id else [])).line(row)


class _Drawing:
    """Lines of tickets in the actor's language."""

    def __init__(self, actor: Actor, members: Mapping[UUID, str]) -> None:
        self._actor, self._members, self._now = actor, members, now()
        self._reasons, self._languages = (
            dict(choices(name, actor.language)) for name in ("arrival_reason", "language")
        )

    def line(self, row: Any, place: int = 0) -> ArrivalLine:
        return ArrivalLine(
            id=row.pk,
            version=row.version,
            number=row.number,
            reason_label=self._reasons.get(row.reason, row.reason),
            language=row.language,
            language_label=self._languages.get(row.language, ""),
            needs_interpreter=row.needs_interpreter,
            priority=row.priority,
            state=row.state,
            arrived_at=row.arrived_at,
            waited_minutes=_minutes(row.arrived_at, row.met_at or row.ended_at or self._now),
            worker=self._members.get(row.worker_id, "") if row.worker_id else "",
            is_mine=row.worker_id == self._actor.membership_id,
            times_called=row.times_called,
            place=place,
        )


def _minutes(since: datetime, until: datetime) -> int:
    return max(0, int((until - since).total_seconds() // 60))
