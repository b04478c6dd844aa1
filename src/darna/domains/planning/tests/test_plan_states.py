"""Whatever is tried in whatever order, a plan takes only the steps that exist; PostgreSQL refuses the others itself."""

from __future__ import annotations

from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.planning import actions
from darna.domains.planning.models import Appointment, CaseProgress, Plan, PlanItem
from darna.domains.planning.models.plans import PREPARING
from darna.domains.planning.tests.makers import done, make_active, make_meeting, make_plan, make_proposed
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Refused

STATES = ("draft", "proposed", "approved", "active", "completed", "revised")
STEPS = {
    ("draft", "proposed"),
    ("proposed", "draft"),
    ("proposed", "approved"),
    ("approved", "draft"),
    ("approved", "active"),
    ("active", "completed"),
    ("active", "revised"),
}
#: What is tried, by whom: the action, who does it and what it is told beside the plan.
TRIES: dict[str, tuple[Any, str, dict[str, Any]]] = {
    "propose": (actions.propose_plan, "worker", {}),
    "take back": (actions.take_back_plan, "worker", {}),
    "send back": (actions.send_back_plan, "supervisor", {"remark": "Again."}),
    "approve": (actions.approve_plan, "supervisor", {}),
    "approve one's own": (actions.approve_plan, "worker", {}),
    "begin": (actions.begin_plan, "worker", {"agreed_on": today()}),
    "complete": (actions.complete_plan, "worker", {"result": "Reached."}),
    "revise": (actions.revise_plan, "worker", {}),
}
LEADS_TO = {
    "propose": ("draft", "proposed"),
    "take back": (("proposed", "approved"), "draft"),
    "send back": ("proposed", "draft"),
    "approve": ("proposed", "approved"),
    "begin": ("approved", "active"),
    "complete": ("active", "completed"),
}


@given(tries=st.lists(st.sampled_from(sorted(TRIES)), min_size=1, max_size=14))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_plan_takes_only_known_steps_and_is_never_lost(house: House, tries: list[str]) -> None:
    with transaction.atomic():
        case = make_case(house.worker, worker_id=house.worker.membership_id)
        plan_id, expected = make_plan(house.worker, case.pk).pk, "draft"
        for name in tries:
            before = _plans(house, case.pk)
            newest = before[-1]
            plan_id, expected = newest.pk, newest.state
            action, who, told = TRIES[name]
            try:
                done(getattr(house, who), action, plan_id, seen_version=newest.version, **told)
            except (Refused, AlreadyDone):
                assert [(row.pk, row.state) for row in _plans(house, case.pk)] == [(r.pk, r.state) for r in before]
                assert not _leads(name, expected)
            else:
                assert name == "revise" or _leads(name, expected)
            _hold(before, _plans(house, case.pk))
        transaction.set_rollback(True)


def _leads(name: str, state: str) -> bool:
    origin = LEADS_TO.get(name, ((), ""))[0]
    return state in ((origin,) if isinstance(origin, str) else origin)


def _plans(house: House, case_id: Any) -> list[Plan]:
    with acting(house.worker.context):
        return list(Plan.objects.filter(case_id=case_id).order_by("number"))


def _hold(before: list[Plan], after: list[Plan]) -> None:
    """Every step is one that exists; one plan is prepared and one under way at most; somebody else approved."""
    was = {row.pk: row.state for row in before}
    assert {row.pk for row in before} <= {row.pk for row in after}
    assert all(was[row.pk] == row.state or (was[row.pk], row.state) in STEPS for row in after if row.pk in was)
    assert sum(row.state in PREPARING for row in after) <= 1
    assert sum(row.state == "active" for row in after) <= 1
    assert all(row.approved_by != row.proposed_by for row in after if row.approved_by)
    assert [row.number for row in after] == list(range(1, len(after) + 1))


#: What a row of each state says beside it.
SAYS: dict[str, dict[str, Any]] = {
    "draft": {"proposed_by": None, "proposed_at": None, "approved_by": None, "approved_at": None},
    "proposed": {"proposed_by": uuid4(), "proposed_at": now(), "approved_by": None, "approved_at": None},
}
SAYS["approved"] = {**SAYS["proposed"], "approved_by": uuid4(), "approved_at": now()}
for _state in STATES[:3]:
    SAYS[_state] |= {"agreed_on": None, "begun_by": None, "ended_at": None, "ended_by": None}
SAYS["active"] = {**SAYS["approved"], "agreed_on": today(), "begun_by": uuid4()}
SAYS["completed"] = SAYS["revised"] = {**SAYS["active"], "ended_at": now(), "ended_by": uuid4()}


def _raw_at(house: House, state: str) -> Plan:
    """A plan led to a state by raw updates alone."""
    plan = make_plan(house.worker, make_case(house.worker).pk)
    for step in STATES[1 : STATES.index("active" if state in {"completed", "revised"} else state) + 1]:
        assert Plan.objects.filter(pk=plan.pk).update(state=step, **SAYS[step]) == 1
    if state in {"completed", "revised"}:
        Plan.objects.filter(pk=plan.pk).update(state=state, **SAYS[state])
    return plan


@pytest.mark.parametrize(("before", "after"), [pair for pair in product(STATES, STATES) if pair[0] != pair[1]])
def test_the_database_knows_the_steps_too(house: House, before: str, after: str) -> None:
    with acting(house.worker.context):
        rows = Plan.objects.filter(pk=_raw_at(house, before).pk)
        # What is said of the people who decided stays, so that only the step itself is judged.
        told = {name: value for name, value in SAYS[after].items() if SAYS[before][name] is None or value is None}
        if (before, after) in STEPS:
            assert rows.update(state=after, **told) == 1
        else:
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(state=after, **told)


def test_a_plan_approved_by_its_proposer_is_refused_by_the_table(house: House) -> None:
    plan = make_proposed(house.worker, make_case(house.worker).pk)
    with acting(house.worker.context), pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(
            state="approved", approved_by=house.worker.membership_id, approved_at=now()
        )


def test_words_and_items_of_a_plan_under_way_are_kept_by_the_tables(house: House) -> None:
    plan = make_active(house.worker, house.supervisor, make_case(house.worker).pk)
    with acting(house.worker.context):
        plans, items = Plan.objects.filter(pk=plan.pk), PlanItem.objects.filter(plan_id=plan.pk)
        for attempt in (
            lambda: plans.update(sealed_goal=b"other"),
            lambda: plans.update(approved_by=uuid4()),
            lambda: items.update(sealed_action=b"other"),
            lambda: items.update(due_on=None),
            lambda: items.delete(),
            lambda: PlanItem.objects.create(
                agency_id=plan.agency_id,
                case_id=plan.case_id,
                person_id=plan.person_id,
                plan_id=plan.pk,
                position=9,
                sealed_action=b"x",
                responsible="person",
            ),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                attempt()
        # Words are emptied when somebody is erased.
        assert plans.update(sealed_goal=b"", sealed_commitment=b"") == 1
        assert items.update(sealed_action=b"") == 1


def test_an_appointment_that_has_ended_stays_as_it_was(house: House) -> None:
    meeting = make_meeting(house.worker, make_case(house.worker).pk)
    done(house.worker, actions.cancel_appointment, meeting.pk, "She travels.", seen_version=1)
    with acting(house.worker.context):
        rows = Appointment.objects.filter(pk=meeting.pk)
        for change in ({"state": "planned", "ended_at": None}, {"state": "kept"}, {"minutes": 60}):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**change)


def test_a_case_follows_only_a_published_definition_of_its_programme(house: House) -> None:
    case = make_case(house.worker)
    done(house.worker, actions.move_stage, case.pk, "assessment", seen_version=0)
    other = _version_of("mobility_candidate", house)
    with acting(house.worker.context), pytest.raises(IntegrityError), transaction.atomic():
        CaseProgress.objects.filter(case_id=case.pk).update(definition_id=other)


def _version_of(programme: str, house: House) -> Any:
    from darna.domains.programmes.queries import definition

    with acting(house.worker.context):
        return definition(programme, agency_id=house.worker.agency_id).version_id
