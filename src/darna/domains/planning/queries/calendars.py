"""The calendar: days in a row with what is planned on them, for oneself or, for supervisors, for the team."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_who_may, names_of_members
from darna.base.agencies.roles import Verb
from darna.domains.people.queries import names_of
from darna.domains.planning import access
from darna.domains.planning.deadlines import deadlines_between
from darna.domains.planning.models import Appointment
from darna.domains.planning.queries.appointments import appointment_line
from darna.domains.planning.values import AppointmentLine, Calendar, CalendarDay
from darna.kernel.clock import today

DAY: Final = "day"
WEEK: Final = "week"
MONTH: Final = "month"
SPANS: Final = (DAY, WEEK, MONTH)
MINE: Final = "me"
TEAM: Final = "team"
#: A page shows so many; a busier month is read week by week.
MOST: Final = 400


def calendar_of(
    actor: Actor, *, span: str = WEEK, day: date | None = None, who: str = MINE, interpreted: bool = False
) -> Calendar:
    """The days around a day with their appointments, and with the days of claims for whoever reads notes.

    Shape: `who` is me, team, or the membership of a colleague; only supervisors look beyond their own days.
    Four queries, six with a protected file among them; two when nothing is planned; what other subjects tell is
    asked once for all days. With `interpreted`, only meetings for which an interpreter is needed. Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    span, day = span if span in SPANS else WEEK, day or today()
    members = members_who_may(actor.agency_id, Verb.WRITE_CASE) if actor.may(Verb.SUPERVISE) else {}
    who = _allowed(who, members)
    first, last = bounds(span, day)
    rows = list(_planned(actor, first, last, who, interpreted)[: MOST + 1])
    lines = _lines(actor, rows[:MOST], members)
    told = [] if interpreted else deadlines_between(actor, first, last, _member(actor, who))
    days = tuple(
        CalendarDay(
            one,
            one == today(),
            span != MONTH or one.month == day.month,
            tuple(line for line in lines if timezone.localtime(line.starts_at).date() == one),
            tuple(line for line in told if line.day == one),
        )
        for one in _days(first, last)
    )
    previous, following = _neighbours(span, day)
    return Calendar(
        span, day, who, days, previous, following, members, is_cut=len(rows) > MOST, interpreted=interpreted
    )


def bounds(span: str, day: date) -> tuple[date, date]:
    """The first and the last day a span shows; weeks begin on Monday, a month shows whole weeks.

    >>> bounds("month", date(2026, 11, 22))
    (datetime.date(2026, 10, 26), datetime.date(2026, 12, 6))
    """
    if span == DAY:
        return day, day
    first = day.replace(day=1) if span == MONTH else day
    last = _next_month(day) - timedelta(days=1) if span == MONTH else day
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def _planned(actor: Actor, first: date, last: date, who: str, interpreted: bool) -> QuerySet[Appointment]:
    rows = access.visible(actor, Appointment).filter(
        starts_at__gte=_midnight(first), starts_at__lt=_midnight(last + timedelta(days=1))
    )
    if who != TEAM:
        rows = rows.filter(worker_id=actor.membership_id if who == MINE else UUID(who))
    if interpreted:
        rows = rows.exclude(interpreter="")
    return rows.exclude(state=Appointment.State.CANCELLED).order_by("starts_at", "id")


def _member(actor: Actor, who: str) -> UUID | None:
    """Whose days are asked for; None for the whole team."""
    return None if who == TEAM else actor.membership_id if who == MINE else UUID(who)


def _lines(actor: Actor, rows: list[Appointment], members: dict[UUID, str]) -> list[AppointmentLine]:
    persons = names_of(row.person_id for row in rows) if rows else {}
    workers = {row.worker_id for row in rows} - members.keys() - {actor.membership_id}
    names = {**members, **names_of_members(workers), actor.membership_id: actor.name}
    return [appointment_line(row, actor, names, person_name=persons.get(row.person_id, "")) for row in rows]


def _allowed(who: str, members: dict[UUID, str]) -> str:
    return who if members and (who == TEAM or who in {str(member) for member in members}) else MINE


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _neighbours(span: str, day: date) -> tuple[date, date]:
    if span == MONTH:
        return (day.replace(day=1) - timedelta(days=1)).replace(day=1), _next_month(day)
    step = timedelta(days=7 if span == WEEK else 1)
    return day - step, day + step


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
