"""The items of a plan: added and changed in a draft, finished or given up while the plan is under way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, require_code, require_past, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.cases import access as of_cases
from darna.domains.cases.actions.workers import require_sees_file, require_worker
from darna.domains.planning import access
from darna.domains.planning.actions.plans import plan_to_write
from darna.domains.planning.actions.saving import sealed
from darna.domains.planning.models import Plan, PlanItem
from darna.domains.planning.sealed import ACTION, OUTCOME
from darna.domains.planning.values import ItemDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, Refused

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

MOST_LETTERS = 500
MOST_ITEMS = 40


@transaction.atomic
def add_item(plan_id: UUID, draft: ItemDraft, *, by: Actor) -> PlanItem:
    """Add what somebody will do, and by when, to a draft. Raises: Refused, NotFound, Invalid."""
    plan, case = plan_to_write(by, plan_id, Plan.State.DRAFT)
    action, who = _checked(draft, case, by)
    items = PlanItem.objects.filter(plan_id=plan_id)
    if items.count() >= MOST_ITEMS:
        raise Refused("plan_is_full")
    cipher = cipher_of(case.person_id)
    item = PlanItem.objects.create(
        agency_id=plan.agency_id,
        case_id=plan.case_id,
        person_id=plan.person_id,
        plan_id=plan_id,
        position=1 + (items.aggregate(last=Max("position"))["last"] or 0),
        **who,
        **sealed(cipher, {"sealed_action": (action, ACTION)}),
    )
    record("plan_item.added", subject=item, detail=_told(case, plan, draft, action), cipher=cipher)
    return item


@transaction.atomic
def change_item(item_id: UUID, draft: ItemDraft, *, seen_version: int, by: Actor) -> PlanItem:
    """Change an item of a draft. Raises: Refused, NotFound, Invalid, StaleVersion."""
    item = access.visible_row(by, PlanItem, item_id)
    plan, case = plan_to_write(by, item.plan_id, Plan.State.DRAFT)
    action, who = _checked(draft, case, by)
    item, cipher = locked(item, seen_version, action=action), cipher_of(case.person_id)
    save(item, **who, **sealed(cipher, {"sealed_action": (action, ACTION)}))
    record("plan_item.changed", subject=item, detail=_told(case, plan, draft, action), cipher=cipher)
    return item


@transaction.atomic
def remove_item(item_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Take an item out of a draft. Raises: Refused, NotFound, StaleVersion."""
    item = access.visible_row(by, PlanItem, item_id)
    plan, case = plan_to_write(by, item.plan_id, Plan.State.DRAFT)
    item = locked(item, seen_version)
    told = ("planning.planitem", item.pk)
    item.delete()
    detail = {"case": case.reference, "number": plan.number}
    record("plan_item.removed", subject=told, person_id=case.person_id, detail=detail)


@transaction.atomic
def finish_item(
    item_id: UUID, outcome: str = "", *, seen_version: int, by: Actor, done_on: date | None = None
) -> PlanItem:
    """Say that an item was done, and what came of it. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    return _end("plan_item.finished", PlanItem.State.DONE, item_id, outcome, done_on, seen_version=seen_version, by=by)


@transaction.atomic
def drop_item(item_id: UUID, reason: str, *, seen_version: int, by: Actor) -> PlanItem:
    """Give an item up, with a reason. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    reason = require_text("note", reason)
    return _end("plan_item.dropped", PlanItem.State.DROPPED, item_id, reason, None, seen_version=seen_version, by=by)


def _end(
    verb: str, state: str, item_id: UUID, note: str, ended_on: date | None, *, seen_version: int, by: Actor
) -> PlanItem:
    by.require(Verb.WRITE_CASE)
    item = access.visible_row(by, PlanItem, item_id)
    plan, case = _plan_under_way(item, by)
    if item.state != PlanItem.State.OPEN:
        raise AlreadyDone("item_is_ended_already", on=item.ended_on)
    day = ended_on or today()
    require_past("done_on", day)
    item, cipher = locked(item, seen_version, note=note), cipher_of(case.person_id)
    words = sealed(cipher, {"sealed_outcome": (note, OUTCOME)})
    save(item, state=state, ended_on=day, ended_by=by.membership_id, **words)
    detail = {"case": case.reference, "number": plan.number, "note": note.strip(), "on": day}
    record(verb, subject=item, detail=detail, cipher=cipher)
    return item


def _plan_under_way(item: PlanItem, by: Actor) -> tuple[Plan, Case]:
    """Whoever an item was given to may end it, even in a colleague's case, as with tasks."""
    if item.worker_id != by.membership_id:
        return plan_to_write(by, item.plan_id, Plan.State.ACTIVE)
    plan, case = access.visible_row(by, Plan, item.plan_id), access.own_case(by, item.case_id)
    of_cases.require_open(case)
    if plan.state != Plan.State.ACTIVE:
        raise AlreadyDone("plan_is_in_another_state", state=plan.state)
    return plan, case


def _checked(draft: ItemDraft, case: Case, by: Actor) -> tuple[str, dict[str, Any]]:
    """The words, and the columns that say who does it and by when. Raises: Invalid."""
    action = require_text("action", draft.action, most=MOST_LETTERS)
    who: dict[str, Any] = {"responsible": draft.who, "worker_id": None, "institution": "", "due_on": draft.due_on}
    if draft.who == PlanItem.Responsible.WORKER:
        worker = draft.worker_id or by.membership_id
        if worker != by.membership_id:
            require_worker(worker, by)
            require_sees_file(worker, case.person_id, by)
        return action, {**who, "worker_id": worker}
    if draft.who == PlanItem.Responsible.INSTITUTION:
        require_code("institution", draft.institution, "partner_institution")
        return action, {**who, "institution": draft.institution}
    if draft.who != PlanItem.Responsible.PERSON:
        raise Invalid("who", "not_in_the_list", value=draft.who)
    return action, who


def _told(case: Case, plan: Plan, draft: ItemDraft, action: str) -> dict[str, object]:
    told = {"case": case.reference, "number": plan.number, "title": action, "who": draft.who, "due_on": draft.due_on}
    return {**told, "institution": draft.institution} if draft.institution else told
