"""What the file of a person shows of planning: where each case stands, its plan, and the next meeting."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import get_language

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.keys.sealing import PersonCipher
from darna.base.prepared import ID, IDS, INSTANT, Prepared
from darna.domains.cases.values import CaseBlock, FileCases
from darna.domains.planning import access
from darna.domains.planning.models import Appointment, CaseProgress, CheckMark, Plan, PlanItem
from darna.domains.planning.queries.appointments import appointment_line
from darna.domains.planning.queries.plans import opened, plan_brief
from darna.domains.planning.sealed import GOAL
from darna.domains.planning.values import AppointmentLine, CasePlan, PlanBrief
from darna.domains.programmes.queries import definitions_at, definitions_of
from darna.domains.programmes.values import Definition, Kind
from darna.kernel.clock import now

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

_PROGRESS = Prepared(lambda cases: CaseProgress.objects.filter(case_id__any=cases), cases=IDS)
_MARKS: Prepared[Any] = Prepared(
    lambda cases: CheckMark.objects.filter(case_id__any=cases).values_list("case_id", "item"), cases=IDS
)
_PLANS = Prepared(
    lambda cases: (
        Plan.objects.filter(case_id__any=cases)
        .exclude(state__in=("completed", "revised"))
        .order_by("case_id", "number")
    ),
    cases=IDS,
)
_KEPT = Prepared(
    lambda agency, cases: Plan.objects.filter(agency_id=agency, case_id__any=cases).order_by("case_id", "number"),
    agency=ID,
    cases=IDS,
)
_ITEMS = Prepared(lambda plans: PlanItem.objects.filter(plan_id__any=plans), plans=IDS)
_NEXT = Prepared(
    lambda cases, start: Appointment.objects.filter(case_id__any=cases, state="planned", starts_at__gte=start).order_by(
        "starts_at", "id"
    ),
    cases=IDS,
    start=INSTANT,
)


def case_plans(
    actor: Actor, found: FileCases, *, ciphers: Mapping[UUID, PersonCipher] | None = None
) -> dict[UUID, CasePlan]:
    """Planning of the open cases among these that the agency itself keeps, by case.

    Seven queries at most, none without such a case; the caller hands the keys it found. Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    own = {block.id for block in found.cases if block.is_open and not block.is_shared_in}
    cases = {row.pk: row for row in found.rows if row.pk in own}
    ids = list(cases)
    if not ids:
        return {}
    progress = {row.case_id: row for row in _PROGRESS.rows(cases=ids)}
    followed = _definitions(actor, cases, progress)
    marks = _marks(ids)
    plans = _plans(actor, cases, ciphers or {})
    meetings = _meetings(actor, ids)
    return {
        case_id: _case_plan(
            actor,
            cases[case_id],
            followed[case_id],
            progress.get(case_id),
            marks[case_id],
            plans.get(case_id, {}),
            meetings.get(case_id),
        )
        for case_id in ids
    }


def kept_plans(actor: Actor, blocks: Iterable[CaseBlock]) -> dict[UUID, tuple[PlanBrief, ...]]:
    """The plans of the closed cases among these that the agency itself keeps, the oldest first; a case without any too.

    One query, none without such a case. Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    ids = [block.id for block in blocks if not block.is_open and not block.is_shared_in]
    found: dict[UUID, tuple[PlanBrief, ...]] = dict.fromkeys(ids, ())
    for row in _KEPT.rows(agency=actor.agency_id, cases=ids) if ids else ():
        found[row.case_id] = (*found[row.case_id], plan_brief(row))
    return found


def _definitions(
    actor: Actor, cases: Mapping[UUID, Case], progress: Mapping[UUID, CaseProgress]
) -> dict[UUID, Definition]:
    untouched = [case for case in cases.values() if case.pk not in progress]
    asked = [(case.programme, case.opened_at) for case in untouched]
    begun = definitions_at(asked, agency_id=actor.agency_id) if asked else []
    pinned = definitions_of({row.definition_id for row in progress.values()}, agency_id=actor.agency_id)
    found = {case.pk: one for case, one in zip(untouched, begun, strict=True)}
    return found | {case_id: pinned[row.definition_id] for case_id, row in progress.items() if case_id in cases}


def _marks(cases: list[UUID]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for case_id, item in _MARKS.rows(cases=cases):
        found[case_id].add(item)
    return found


def _plans(
    actor: Actor, cases: Mapping[UUID, Case], ciphers: Mapping[UUID, PersonCipher]
) -> dict[UUID, dict[str, PlanBrief]]:
    rows = _PLANS.rows(cases=list(cases))
    items = _ITEMS.rows(plans=[row.pk for row in rows]) if rows else []
    found: dict[UUID, dict[str, PlanBrief]] = defaultdict(dict)
    for row in rows:
        case = cases.get(row.case_id)
        cipher = ciphers.get(row.person_id) if case and access.may_read_words(actor, case) else None
        mine = [item for item in items if item.plan_id == row.pk]
        brief = plan_brief(row, goal=opened(cipher, row.sealed_goal, GOAL), items=mine)
        found[row.case_id]["active" if row.state == Plan.State.ACTIVE else "prepared"] = brief
    return found


def _meetings(actor: Actor, cases: list[UUID]) -> dict[UUID, AppointmentLine]:
    first: dict[UUID, Appointment] = {}
    for row in _NEXT.rows(cases=cases, start=now()):
        first.setdefault(row.case_id, row)
    names = names_of_members(row.worker_id for row in first.values())
    return {case_id: appointment_line(row, actor, names) for case_id, row in first.items()}


def _case_plan(
    actor: Actor,
    case: Case,
    followed: Definition,
    progress: CaseProgress | None,
    marks: set[str],
    plans: Mapping[str, PlanBrief],
    meeting: AppointmentLine | None,
) -> CasePlan:
    stage = progress.stage if progress else followed.first_stage
    codes = [one.code for one in followed.stages]
    asked = Counter(item.code in marks for item in followed.content.current_items)
    return CasePlan(
        case_id=case.pk,
        stage_label=followed.content.label(Kind.STAGE, stage, (get_language() or "fr")),
        stage_number=codes.index(stage) + 1 if stage in codes else 0,
        stage_count=len(codes),
        done=asked[True],
        asked=asked.total(),
        may_plan=access.may_plan(actor, case),
        may_arrange=access.may_arrange(actor, case),
        plan=plans.get("active"),
        in_preparation=plans.get("prepared"),
        next_appointment=meeting,
    )
