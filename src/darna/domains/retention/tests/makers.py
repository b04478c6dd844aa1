"""Files of fictional persons whose time to be kept ends, and the night that looks at them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor, job_actor
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import make_case
from darna.kernel.clock import now, today

REASON = "The pension fund may ask for the file until spring."


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def closed_long_ago(by: Actor, person_id: UUID | None = None, days: int = 800) -> UUID:
    """Somebody whose last case was closed so many days ago."""
    from darna.domains.cases.actions import close_case

    day = today() - timedelta(days=days)
    case = make_case(by, person_id, opened_on=day - timedelta(days=30))
    with acting(by.context):
        close_case(case.pk, "goals_achieved", seen_version=case.version, by=by, closed_on=day)
    person: UUID = case.person_id
    return person


def look(of: Actor, most: int = 2000) -> int:
    """One look of the night in somebody's agency."""
    from darna.domains.retention.actions import look_at_times

    by = job_actor(of.agency_id)
    with acting(by.context):
        return look_at_times(now(), by=by, most=most)


def notice_of(officer: Actor, person_id: UUID) -> Any:
    """The notice of a person as the officer sees it; None without one."""
    from darna.domains.retention.models import RetentionNotice

    with acting(officer.context):
        return RetentionNotice.objects.filter(person_id=person_id).first()


def make_due(worker: Actor, person_id: UUID | None = None) -> Any:
    """The notice of somebody whose time was over long ago, warned of tonight."""
    person = closed_long_ago(worker, person_id)
    look(worker)
    with acting(worker.context):
        from darna.domains.retention.models import RetentionNotice

        return RetentionNotice.objects.get(person_id=person)


def make_hold(officer: Actor, person_id: UUID, until: date | None = None) -> Any:
    """A hold that a court asked for."""
    from darna.domains.retention.actions import place_hold

    return done(officer, place_hold, person_id, "The court hears the case.", "Court of Oujda", until)


def lets_the_house_act(officer: Actor, **more: Any) -> Any:
    """The agency's rule, by which the house erases by itself."""
    from darna.domains.retention.actions import keep_rule
    from darna.domains.retention.queries import rule_of
    from darna.domains.retention.values import Rule

    with acting(officer.context):
        seen = rule_of(officer.agency_id).version
        return keep_rule(Rule(**{"acts_alone": True, "warn_days": 14, **more}), seen_version=seen, by=officer)


def erases(of: Actor) -> int:
    """What the house erases by itself tonight."""
    from darna.domains.retention.actions import erase_by_itself

    return erase_by_itself(by=job_actor(of.agency_id))
