"""Plans and appointments of fictional persons; a maker says what its test does not care about."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.planning.values import AppointmentDraft, ItemDraft
from darna.kernel.clock import now, today


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def make_plan(by: Actor, case_id: UUID, goal: str = "A pension from Turin.", *, items: int = 1) -> Any:
    """A draft with something to do in it."""
    from darna.domains.planning import actions

    plan = done(by, actions.write_plan, case_id, goal, "I bring the papers.")
    for number in range(items):
        done(by, actions.add_item, plan.pk, ItemDraft(f"Write to the fund, {number}", "worker", due_on=today()))
    return plan


def make_proposed(by: Actor, case_id: UUID) -> Any:
    """A plan that waits for a supervisor."""
    from darna.domains.planning import actions

    plan = make_plan(by, case_id)
    return done(by, actions.propose_plan, plan.pk, seen_version=1)


def make_active(by: Actor, supervisor: Actor, case_id: UUID) -> Any:
    """A plan under way."""
    from darna.domains.planning import actions

    plan = make_proposed(by, case_id)
    done(supervisor, actions.approve_plan, plan.pk, seen_version=2)
    return done(by, actions.begin_plan, plan.pk, today(), seen_version=3)


def make_meeting_draft(worker: Actor, starts_at: datetime | None = None, **values: Any) -> AppointmentDraft:
    """A meeting in three days."""
    return AppointmentDraft(
        starts_at or now() + timedelta(days=3), worker.membership_id, values.pop("purpose", "follow_up"), **values
    )


def make_meeting(by: Actor, case_id: UUID, starts_at: datetime | None = None, **values: Any) -> Any:
    """A meeting of a case with whoever makes it, unless somebody else is named."""
    from darna.domains.planning import actions

    worker = values.pop("worker", by)
    return done(by, actions.make_appointment, case_id, make_meeting_draft(worker, starts_at, **values))
