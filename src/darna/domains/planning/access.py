"""Who plans, approves, makes appointments and watches the workload; PostgreSQL says the same again.

What a case is, and who writes in it, is decided by cases; here stands only what planning adds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.cases import access as of_cases
from darna.domains.planning.models import Appointment, CaseProgress, Plan, PlanItem
from darna.kernel.errors import NotFound

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

Row = TypeVar("Row", Appointment, CaseProgress, Plan, PlanItem)


def own_case(actor: Actor, case_id: UUID) -> Case:
    """A case of the actor's own agency. One query.

    Raises: NotFound for one that is not the actor's to see; Refused for one that another agency shows.
    """
    case = of_cases.visible_case(actor, case_id)
    of_cases.require(of_cases.is_own(actor, case), case, code="case_is_of_another_agency")
    return case


def case_to_plan(actor: Actor, case_id: UUID) -> Case:
    """An open case of the own agency that the actor writes in. One query. Raises: NotFound, Refused."""
    actor.require(Verb.WRITE_CASE)
    case = own_case(actor, case_id)
    of_cases.require(may_plan(actor, case), case)
    of_cases.require_open(case)
    return case


def case_to_meet_in(actor: Actor, case_id: UUID) -> Case:
    """An open case of the own agency in which the actor makes appointments. One query. Raises: NotFound, Refused."""
    actor.require(Verb.OPEN_CASE)
    case = own_case(actor, case_id)
    of_cases.require(may_arrange(actor, case), case)
    of_cases.require_open(case)
    return case


def may_plan(actor: Actor, case: Case) -> bool:
    """Whoever writes in the case."""
    return of_cases.may_write(actor, case)


def may_arrange(actor: Actor, case: Case) -> bool:
    """Whoever writes in the case, and the reception of the agency that keeps it."""
    return of_cases.may_note_needs(actor, case)


def may_approve(actor: Actor, plan: Plan) -> bool:
    """A supervisor of the agency who did not propose the plan: two people look at it."""
    is_ours = plan.agency_id == actor.agency_id
    return is_ours and actor.may(Verb.SUPERVISE) and plan.proposed_by != actor.membership_id


def may_read_words(actor: Actor, case: Case) -> bool:
    """The words of a plan are read by those who read notes."""
    return of_cases.may_read_narrative(actor, case)


def visible(actor: Actor, model: type[Row]) -> QuerySet[Row]:
    """The rows of a table that are the actor's agency's; row security leaves out the cases they do not see."""
    actor.require(Verb.OPEN_FILE)
    return model._default_manager.filter(agency_id=actor.agency_id)


def visible_row(actor: Actor, model: type[Row], row_id: UUID) -> Row:
    """One row. One query. Raises: Refused; NotFound where it does not exist or is not the actor's to see."""
    row = visible(actor, model).filter(pk=row_id).first()
    if row is None:
        raise NotFound(model.__name__.lower(), row_id)
    return row
