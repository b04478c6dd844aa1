"""What the page of the day asks of planning: my meetings today, and plans that wait for a supervisor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.prepared import ID, INSTANT, Prepared
from darna.domains.people.queries import names_of
from darna.domains.planning.models import Appointment, Plan
from darna.domains.planning.queries.appointments import appointment_line
from darna.domains.planning.queries.plans import plan_brief
from darna.domains.planning.values import PlanBrief, TodayLines
from darna.kernel.clock import today

#: Rows of each list.
SHOWN = 8
MOST_MEETINGS = 20


def waiting_plans(agency_id: UUID) -> QuerySet[Plan]:
    """What is proposed in the open cases of an agency, the oldest first; a closed case waits for nobody.

    Whoever asks has looked at the role.
    """
    return Plan.objects.filter(agency_id=agency_id, state="proposed", case__state="open").order_by("proposed_at", "id")


_TODAY = Prepared(
    lambda agency, member, start, end: (
        Appointment.objects.filter(agency_id=agency, worker_id=member, starts_at__gte=start, starts_at__lt=end)
        .exclude(state="cancelled")
        .order_by("starts_at", "id")[:MOST_MEETINGS]
    ),
    agency=ID,
    member=ID,
    start=INSTANT,
    end=INSTANT,
)
_WAITING = Prepared(
    lambda agency, member: waiting_plans(agency).exclude(proposed_by=member)[: SHOWN + 1],
    agency=ID,
    member=ID,
)


def today_lines(actor: Actor) -> TodayLines:
    """My meetings of today, and for supervisors the plans that wait for approval, the oldest first.

    One query, two for a supervisor; two more when there is anything, four with a protected file. Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    start = timezone.make_aware(datetime.combine(today(), time.min))
    agency, member = actor.agency_id, actor.membership_id
    rows = _TODAY.rows(agency=agency, member=member, start=start, end=start + timedelta(days=1))
    plans = _WAITING.rows(agency=agency, member=member) if actor.may(Verb.SUPERVISE) else []
    persons = names_of({row.person_id for row in (*rows, *plans)}) if rows or plans else {}
    names = {actor.membership_id: actor.name}
    return TodayLines(
        tuple(appointment_line(row, actor, names, person_name=persons.get(row.person_id, "")) for row in rows),
        waiting_briefs(plans[:SHOWN], persons),
        has_more_waiting=len(plans) > SHOWN,
    )


def waiting_briefs(plans: Iterable[Plan], persons: dict[UUID, str]) -> tuple[PlanBrief, ...]:
    """Plans that wait, each with the person and who proposed it. One query, none without plans."""
    plans = list(plans)
    names = names_of_members(plan.proposed_by for plan in plans if plan.proposed_by)
    return tuple(
        replace(
            plan_brief(plan),
            person_name=persons.get(plan.person_id, ""),
            proposed_by=names.get(plan.proposed_by, "") if plan.proposed_by else "",
        )
        for plan in plans
    )
