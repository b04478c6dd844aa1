"""What planning does when a case is closed or taken back with its import."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext

from darna.base.agencies.actor import Actor
from darna.domains.cases.actions.closing import on_case_closed
from darna.domains.cases.queries.elsewhere import open_elsewhere
from darna.domains.cases.registers.holding import held_elsewhere
from darna.domains.planning.actions import cancel_of_closed_case
from darna.domains.planning.models import Appointment, CaseProgress, Plan
from darna.domains.planning.models.plans import ENDED


def end_appointments(case_id: UUID, by: Actor) -> dict[str, int]:
    """Meetings still to come are called off with the case."""
    return {"appointments_ended": cancel_of_closed_case(case_id, by)}


def planned_in(cases: Collection[UUID]) -> set[UUID]:
    """The cases among these in which somebody planned. Three queries."""
    return {
        case_id
        for model in (CaseProgress, Plan, Appointment)
        for case_id in model._default_manager.filter(case_id__in=cases).values_list("case_id", flat=True)
    }


def plans_left_open(actor: Actor, case_id: UUID) -> list[str]:
    """The plan under way or in preparation, in a sentence each, for whoever is about to close the case. One query."""
    plans = Plan.objects.filter(agency_id=actor.agency_id, case_id=case_id).exclude(state__in=ENDED)
    return [_left_open(plan) for plan in plans.order_by("number")]


def _left_open(plan: Plan) -> str:
    if plan.state == Plan.State.ACTIVE:
        return gettext("Plan %(number)s is still under way. Say what it reached.") % {"number": plan.number}
    return gettext("Plan %(number)s was not begun: %(state)s.") % {
        "number": plan.number,
        "state": plan.get_state_display(),
    }


def listen() -> None:
    """Ask cases to tell."""
    on_case_closed(end_appointments)
    held_elsewhere(planned_in)
    open_elsewhere(plans_left_open)
