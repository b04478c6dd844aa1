"""Plans and their items in words: opened for those who read notes, closed for others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.codelists.queries import label
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.planning import access
from darna.domains.planning.models import Plan, PlanItem
from darna.domains.planning.sealed import ACTION, COMMITMENT, GOAL, OUTCOME, REMARK, RESULT
from darna.domains.planning.values import ItemLine, PlanBrief, PlanCard, PlanRights
from darna.kernel.clock import today

if TYPE_CHECKING:
    from darna.domains.cases.models import Case


def plan_card(actor: Actor, plan_id: UUID) -> PlanCard:
    """A plan with its items, and the other plans of its case. Six queries. Raises: NotFound, Refused."""
    plan = access.visible_row(actor, Plan, plan_id)
    case = access.own_case(actor, plan.case_id)
    items = list(PlanItem.objects.filter(plan_id=plan_id).order_by("position", "id"))
    others = list(Plan.objects.filter(case_id=case.pk).exclude(pk=plan_id).order_by("-number"))
    cipher = _reader(actor, case)
    names = names_of_members(_members(plan, items))
    return PlanCard(
        id=plan.pk,
        version=plan.version,
        case=brief_of(actor, case),
        number=plan.number,
        state=plan.state,
        state_label=str(Plan.State(plan.state).label),
        goal=opened(cipher, plan.sealed_goal, GOAL),
        commitment=opened(cipher, plan.sealed_commitment, COMMITMENT),
        remark=opened(cipher, plan.sealed_remark, REMARK),
        result=opened(cipher, plan.sealed_result, RESULT),
        reads_words=cipher is not None,
        drafted_by=names.get(plan.drafted_by, ""),
        drafted_at=plan.drafted_at,
        proposed_by=_name(names, plan.proposed_by),
        proposed_at=plan.proposed_at,
        approved_by=_name(names, plan.approved_by),
        approved_at=plan.approved_at,
        agreed_on=plan.agreed_on,
        agreed_how_label=str(Plan.Agreed(plan.agreed_how).label) if plan.agreed_how else "",
        ended_at=plan.ended_at,
        rights=_rights(actor, case, plan, has_items=bool(items), has_next=_has_next(others)),
        items=tuple(item_line(item, names, cipher) for item in items),
        others=tuple(plan_brief(other) for other in others),
    )


def item_card(actor: Actor, item_id: UUID) -> tuple[ItemLine, PlanCard]:
    """An item with its plan. Eight queries. Raises: NotFound, Refused."""
    item = access.visible_row(actor, PlanItem, item_id)
    plan = plan_card(actor, item.plan_id)
    return next(line for line in plan.items if line.id == item_id), plan


def item_line(item: PlanItem, names: Mapping[UUID, str], cipher: PersonCipher | None) -> ItemLine:
    """An item in words; without a cipher its own words stay closed."""
    return ItemLine(
        id=item.pk,
        version=item.version,
        action=opened(cipher, item.sealed_action, ACTION),
        who=item.responsible,
        who_label=_who(item, names),
        worker_id=item.worker_id,
        institution=item.institution,
        due_on=item.due_on,
        state=item.state,
        state_label=str(PlanItem.State(item.state).label),
        outcome=opened(cipher, item.sealed_outcome, OUTCOME),
        ended_on=item.ended_on,
        is_overdue=is_late(item),
    )


def plan_brief(plan: Plan, *, goal: str = "", items: Iterable[PlanItem] = ()) -> PlanBrief:
    """A plan in a line."""
    open_items = [item for item in items if item.state == PlanItem.State.OPEN]
    return PlanBrief(
        id=plan.pk,
        case_id=plan.case_id,
        number=plan.number,
        state=plan.state,
        state_label=str(Plan.State(plan.state).label),
        goal=goal,
        open_items=len(open_items),
        late_items=sum(is_late(item) for item in open_items),
        person_id=plan.person_id,
        proposed_at=plan.proposed_at,
    )


def opened(cipher: PersonCipher | None, sealed: bytes | memoryview, place: str) -> str:
    """The text behind a sealed value, empty for somebody who holds no cipher."""
    return cipher.open(sealed, field=place) if cipher else ""


def is_late(item: PlanItem) -> bool:
    """Its day is over, and it is still to do."""
    return item.state == PlanItem.State.OPEN and item.due_on is not None and item.due_on < today()


def _reader(actor: Actor, case: Case) -> PersonCipher | None:
    return ciphers_of([case.person_id]).get(case.person_id) if access.may_read_words(actor, case) else None


def _members(plan: Plan, items: Iterable[PlanItem]) -> set[UUID]:
    who = {plan.drafted_by, plan.proposed_by, plan.approved_by, *(item.worker_id for item in items)}
    return {one for one in who if one}


def _who(item: PlanItem, names: Mapping[UUID, str]) -> str:
    if item.worker_id:
        return names.get(item.worker_id, "") or str(PlanItem.Responsible.WORKER.label)
    if item.institution:
        return label("partner_institution", item.institution)
    return str(PlanItem.Responsible(item.responsible).label)


def _has_next(others: Iterable[Plan]) -> bool:
    return any(other.state in {"draft", "proposed", "approved"} for other in others)


def _rights(actor: Actor, case: Case, plan: Plan, *, has_items: bool, has_next: bool) -> PlanRights:
    is_open = case.state == "open"
    writes = is_open and access.may_plan(actor, case)
    is_draft, is_active = plan.state == Plan.State.DRAFT, plan.state == Plan.State.ACTIVE
    return PlanRights(
        edits=writes and is_draft,
        proposes=writes and is_draft and has_items,
        takes_back=writes and plan.state in {"proposed", "approved"},
        decides=is_open and plan.state == Plan.State.PROPOSED and access.may_approve(actor, plan),
        begins=writes and plan.state == Plan.State.APPROVED,
        ends_items=writes and is_active,
        completes=writes and is_active,
        revises=writes and is_active and not has_next,
    )


def _name(names: Mapping[UUID, str], member: UUID | None) -> str:
    return names.get(member, "") if member else ""
