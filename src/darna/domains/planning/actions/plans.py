"""The life of a plan: written, proposed, approved by somebody else, begun with the person's yes, completed or revised."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, require_past, require_text, save
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases import access as of_cases
from darna.domains.planning import access
from darna.domains.planning.actions.saving import sealed
from darna.domains.planning.models import Plan, PlanItem
from darna.domains.planning.models.plans import PREPARING
from darna.domains.planning.sealed import ACTION, COMMITMENT, GOAL, REMARK, RESULT
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, Refused

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

_BACK: dict[str, Any] = {
    "state": Plan.State.DRAFT,
    "proposed_by": None,
    "proposed_at": None,
    "approved_by": None,
    "approved_at": None,
}


@transaction.atomic
def write_plan(case_id: UUID, goal: str, commitment: str = "", *, by: Actor) -> Plan:
    """Begin the plan of a case with what is to be reached, and what the person says they will do.

    Raises: Refused, NotFound, Invalid; AlreadyDone while another plan of the case is prepared.
    """
    case = access.case_to_plan(by, case_id)
    goal, cipher = require_text("goal", goal), cipher_of(case.person_id)
    plan = _begun(case, {"sealed_goal": (goal, GOAL), "sealed_commitment": (commitment, COMMITMENT)}, cipher, by)
    record("plan.written", subject=plan, detail=_told(case, plan, goal=goal, commitment=commitment), cipher=cipher)
    return plan


@transaction.atomic
def change_plan(plan_id: UUID, goal: str, commitment: str = "", *, seen_version: int, by: Actor) -> Plan:
    """Put other words in the place of a draft's. Raises: Refused, NotFound, Invalid, StaleVersion."""
    plan, case = plan_to_write(by, plan_id, Plan.State.DRAFT)
    goal = require_text("goal", goal)
    plan, cipher = locked(plan, seen_version, goal=goal, commitment=commitment), cipher_of(case.person_id)
    save(plan, **sealed(cipher, {"sealed_goal": (goal, GOAL), "sealed_commitment": (commitment, COMMITMENT)}))
    record("plan.changed", subject=plan, detail=_told(case, plan, goal=goal, commitment=commitment), cipher=cipher)
    return plan


@transaction.atomic
def propose_plan(plan_id: UUID, *, seen_version: int, by: Actor) -> Plan:
    """Hand a draft to the supervisors for approval.

    Raises: Refused, also for a plan without a single item; NotFound, StaleVersion.
    """
    plan, case = plan_to_write(by, plan_id, Plan.State.DRAFT)
    if not PlanItem.objects.filter(plan_id=plan_id).exists():
        raise Refused("plan_has_no_item")
    plan = locked(plan, seen_version)
    save(plan, state=Plan.State.PROPOSED, proposed_by=by.membership_id, proposed_at=now())
    record("plan.proposed", subject=plan, detail=_told(case, plan))
    return plan


@transaction.atomic
def take_back_plan(plan_id: UUID, *, seen_version: int, by: Actor) -> Plan:
    """Make a plan that is not yet under way a draft again, to write in it. Raises: Refused, NotFound, StaleVersion."""
    plan, case = plan_to_write(by, plan_id, Plan.State.PROPOSED, Plan.State.APPROVED)
    plan = locked(plan, seen_version)
    save(plan, **_BACK)
    record("plan.taken_back", subject=plan, detail=_told(case, plan))
    return plan


@transaction.atomic
def send_back_plan(plan_id: UUID, remark: str, *, seen_version: int, by: Actor) -> Plan:
    """Ask for changes before approving: the plan is a draft again, and says what was asked.

    Raises: Refused, also for one's own proposal; NotFound, Invalid, StaleVersion.
    """
    plan, case = _plan_to_decide(by, plan_id)
    remark = require_text("remark", remark)
    plan, cipher = locked(plan, seen_version, note=remark), cipher_of(case.person_id)
    save(plan, **_BACK, **sealed(cipher, {"sealed_remark": (remark, REMARK)}))
    record("plan.sent_back", subject=plan, detail=_told(case, plan, reason=remark), cipher=cipher)
    return plan


@transaction.atomic
def approve_plan(plan_id: UUID, *, seen_version: int, by: Actor) -> Plan:
    """Say as a supervisor that the plan is good; never one's own proposal. Raises: Refused, NotFound, StaleVersion."""
    plan, case = _plan_to_decide(by, plan_id)
    plan = locked(plan, seen_version)
    save(plan, state=Plan.State.APPROVED, approved_by=by.membership_id, approved_at=now(), sealed_remark=b"")
    record("plan.approved", subject=plan, detail=_told(case, plan))
    return plan


@transaction.atomic
def begin_plan(plan_id: UUID, agreed_on: date, *, seen_version: int, by: Actor, how: str = Plan.Agreed.ALOUD) -> Plan:
    """Begin an approved plan once the person said yes to it; it takes the place of the one under way.

    Raises: Refused, NotFound, StaleVersion; Invalid for a day that has not come.
    """
    plan, case = plan_to_write(by, plan_id, Plan.State.APPROVED)
    require_past("agreed_on", agreed_on)
    if how not in Plan.Agreed.values:
        raise Invalid("how", "not_in_the_list", value=how)
    plan = locked(plan, seen_version)
    replaced = _end_the_one_under_way(case, by)
    save(plan, state=Plan.State.ACTIVE, agreed_on=agreed_on, agreed_how=how, begun_by=by.membership_id)
    detail = _told(case, plan, agreed_on=agreed_on, agreed_how=how, replaced=replaced)
    record("plan.begun", subject=plan, detail=detail)
    return plan


@transaction.atomic
def complete_plan(plan_id: UUID, result: str, *, seen_version: int, by: Actor) -> Plan:
    """Say what the plan reached. Raises: Refused, NotFound, Invalid, StaleVersion."""
    plan, case = plan_to_write(by, plan_id, Plan.State.ACTIVE)
    result = require_text("result", result)
    plan, cipher = locked(plan, seen_version, note=result), cipher_of(case.person_id)
    words = sealed(cipher, {"sealed_result": (result, RESULT)})
    save(plan, state=Plan.State.COMPLETED, ended_at=now(), ended_by=by.membership_id, **words)
    record("plan.completed", subject=plan, detail=_told(case, plan, note=result), cipher=cipher)
    return plan


@transaction.atomic
def revise_plan(plan_id: UUID, *, seen_version: int, by: Actor) -> Plan:
    """Begin a newer plan from the one under way, with its words and its open items; the old one goes on until then.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone while a newer one is prepared.
    """
    old, case = plan_to_write(by, plan_id, Plan.State.ACTIVE)
    old, cipher = locked(old, seen_version), cipher_of(case.person_id)
    words = {
        "sealed_goal": (cipher.open(old.sealed_goal, field=GOAL), GOAL),
        "sealed_commitment": (cipher.open(old.sealed_commitment, field=COMMITMENT), COMMITMENT),
    }
    plan = _begun(case, words, cipher, by)
    PlanItem.objects.bulk_create(
        _copied(item, plan, cipher, place)
        for place, item in enumerate(PlanItem.objects.filter(plan_id=plan_id, state="open").order_by("position"), 1)
    )
    record("plan.revised", subject=plan, detail=_told(case, plan, replaced=old.number))
    return plan


def plan_to_write(by: Actor, plan_id: UUID, *states: str) -> tuple[Plan, Case]:
    """A plan in one of these states, in an open case the actor writes in. Two queries.

    Raises: Refused, NotFound; AlreadyDone for a plan that moved on.
    """
    by.require(Verb.WRITE_CASE)
    plan = access.visible_row(by, Plan, plan_id)
    case = access.case_to_plan(by, plan.case_id)
    _require_state(plan, states)
    return plan, case


def _plan_to_decide(by: Actor, plan_id: UUID) -> tuple[Plan, Case]:
    by.require(Verb.SUPERVISE)
    plan = access.visible_row(by, Plan, plan_id)
    case = access.own_case(by, plan.case_id)
    of_cases.require_open(case)
    _require_state(plan, (Plan.State.PROPOSED,))
    if not access.may_approve(by, plan):
        raise Refused("plan_is_your_own_proposal")
    return plan, case


def _require_state(plan: Plan, states: tuple[str, ...]) -> None:
    if plan.state not in states:
        raise AlreadyDone("plan_is_in_another_state", state=plan.state)


def _begun(case: Case, words: dict[str, tuple[str, str]], cipher: PersonCipher, by: Actor) -> Plan:
    before = list(Plan.objects.filter(case_id=case.pk).values_list("number", "state"))
    if any(state in PREPARING for _number, state in before):
        raise AlreadyDone("plan_is_prepared_already")
    plan = Plan(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        number=1 + max((number for number, _state in before), default=0),
        drafted_by=by.membership_id,
        **sealed(cipher, words),
    )
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as taken:
        if "case_prepares_one_plan" not in str(taken) and "plan_is_numbered_once" not in str(taken):
            raise
        raise AlreadyDone("plan_is_prepared_already") from taken
    return plan


def _copied(item: PlanItem, plan: Plan, cipher: PersonCipher, position: int) -> PlanItem:
    words = cipher.open(item.sealed_action, field=ACTION)
    return PlanItem(
        agency_id=plan.agency_id,
        case_id=plan.case_id,
        person_id=plan.person_id,
        plan_id=plan.pk,
        position=position,
        sealed_action=cipher.seal(words, field=ACTION),
        responsible=item.responsible,
        worker_id=item.worker_id,
        institution=item.institution,
        due_on=item.due_on if item.due_on and item.due_on >= today() else None,
    )


def _end_the_one_under_way(case: Case, by: Actor) -> int | None:
    old = Plan.objects.select_for_update(of=("self",)).filter(case_id=case.pk, state=Plan.State.ACTIVE).first()
    if old is None:
        return None
    save(old, state=Plan.State.REVISED, ended_at=now(), ended_by=by.membership_id)
    return old.number


def _told(case: Case, plan: Plan, **more: object) -> dict[str, object]:
    return {"case": case.reference, "number": plan.number, **more}
