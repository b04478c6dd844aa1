"""Whatever is tried in whatever order, a procedure takes only the steps that exist; PostgreSQL refuses the others."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House
from darna.domains.safeguarding import actions
from darna.domains.safeguarding.models import Option, Procedure, Step
from darna.domains.safeguarding.tests.makers import (
    done,
    finish_steps,
    make_childs_case,
    make_decided,
    make_decision,
    make_procedure,
    make_proposed,
    steps_of,
    weigh,
)
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Refused

STATES = ("open", "proposed", "decided", "closed")
STEPS = {
    ("open", "proposed"),
    ("open", "closed"),
    ("proposed", "open"),
    ("proposed", "decided"),
    ("decided", "open"),
    ("decided", "closed"),
}
TRIES = ("steps", "weigh", "propose", "approve", "approve one's own", "send back", "holds", "anew", "close")


def _try(name: str, house: House, row: Procedure) -> None:
    who, told = house.worker, {"seen_version": row.version}
    if name == "steps":
        finish_steps(who, row.pk)
    elif name == "weigh":
        weigh(who, row.pk)
    elif name == "propose":
        with acting(who.context):
            option = Option.objects.filter(procedure_id=row.pk).values_list("pk", flat=True).first() or uuid4()
        done(who, actions.propose_decision, row.pk, make_decision(who, option), **told)
    elif name.startswith("approve"):
        done(who if name.endswith("own") else house.supervisor, actions.approve_decision, row.pk, **told)
    elif name == "send back":
        done(house.supervisor, actions.send_back_decision, row.pk, "Ask her aunt.", **told)
    elif name in {"holds", "anew"}:
        until = today() + timedelta(days=30) if name == "holds" else None
        done(who, actions.review_decision, row.pk, "She is well.", holds_until=until, **told)
    else:
        done(who, actions.close_procedure, row.pk, "safe_with_family", "At her aunt's.", **told)


@given(tries=st.lists(st.sampled_from(TRIES), min_size=1, max_size=14))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_procedure_takes_only_known_steps(house: House, tries: list[str]) -> None:
    with transaction.atomic():
        procedure = make_procedure(house.worker, make_childs_case(house.worker).pk)
        for name in tries:
            before = _row(house, procedure.pk)
            try:
                _try(name, house, before)
            except (Refused, AlreadyDone):
                assert _row(house, procedure.pk).state == before.state
            _hold(house, before, _row(house, procedure.pk))
        transaction.set_rollback(True)


def _row(house: House, key: Any) -> Procedure:
    with acting(house.worker.context):
        return Procedure.objects.get(pk=key)


def _hold(house: House, before: Procedure, after: Procedure) -> None:
    """Every step exists; a decision came after every step, from two options, and by two people."""
    assert before.state == after.state or (before.state, after.state) in STEPS
    assert after.approved_by is None or after.approved_by != after.proposed_by
    if after.state in {"proposed", "decided"}:
        assert all(step.state != "open" for step in steps_of(house.worker, after.pk).values())
        with acting(house.worker.context):
            assert Option.objects.filter(procedure_id=after.pk).count() >= 2
            assert Option.objects.filter(procedure_id=after.pk, is_chosen=True).count() == 1
        assert after.review_on is not None


SAYS: dict[str, dict[str, Any]] = {
    "open": dict.fromkeys(
        (
            "proposed_by",
            "proposed_at",
            "approved_by",
            "approved_at",
            "review_on",
            "follower_id",
            "closed_at",
            "closed_by",
        )
    )
    | {"closing": ""},
    "proposed": {
        "proposed_by": uuid4(),
        "proposed_at": now(),
        "review_on": today(),
        "follower_id": uuid4(),
        "sealed_decision": b"x",
        "approved_by": None,
        "approved_at": None,
        "closed_at": None,
        "closed_by": None,
        "closing": "",
    },
}
SAYS["decided"] = {**SAYS["proposed"], "approved_by": uuid4(), "approved_at": now()}
SAYS["closed"] = {"closing": "no_news", "closed_at": now(), "closed_by": uuid4()}


def _raw_at(house: House, state: str) -> Procedure:
    """A procedure led to a state by raw updates alone, its steps and options ready."""
    procedure = make_procedure(house.worker, make_childs_case(house.worker).pk)
    finish_steps(house.worker, procedure.pk)
    option = weigh(house.worker, procedure.pk)[0]
    with acting(house.worker.context):
        Option.objects.filter(pk=option.pk).update(is_chosen=True)
        for step in ("proposed", "decided", "closed")[: STATES.index(state)]:
            assert Procedure.objects.filter(pk=procedure.pk).update(state=step, **SAYS[step]) == 1
    return procedure


@pytest.mark.parametrize(("before", "after"), [pair for pair in product(STATES, STATES) if pair[0] != pair[1]])
def test_the_database_knows_the_steps_too(house: House, before: str, after: str) -> None:
    procedure = _raw_at(house, before)
    with acting(house.worker.context):
        rows = Procedure.objects.filter(pk=procedure.pk)
        kept = rows.values().get()
        told = {
            name: value
            for name, value in SAYS[after].items()
            if not kept[name] or not value or (before, after) not in STEPS
        }
        if (before, after) in STEPS:
            assert rows.update(state=after, **told) == 1
        else:
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(state=after, **told)


def test_a_decision_without_its_steps_options_or_reasons_is_refused_by_the_tables(house: House) -> None:
    procedure = make_procedure(house.worker, make_childs_case(house.worker).pk)
    rows = Procedure.objects.filter(pk=procedure.pk)
    with acting(house.worker.context), pytest.raises(IntegrityError, match="after every step"), transaction.atomic():
        rows.update(state="proposed", **SAYS["proposed"])
    finish_steps(house.worker, procedure.pk)
    with acting(house.worker.context), pytest.raises(IntegrityError, match="two options"), transaction.atomic():
        rows.update(state="proposed", **SAYS["proposed"])
    weigh(house.worker, procedure.pk)
    with acting(house.worker.context):
        Option.objects.filter(procedure_id=procedure.pk, kind="care_home").update(is_chosen=True)
        with pytest.raises(IntegrityError, match="gives its reasons"), transaction.atomic():
            rows.update(state="proposed", **{**SAYS["proposed"], "sealed_decision": b""})
        assert rows.update(state="proposed", **SAYS["proposed"]) == 1


def test_safety_comes_first_the_meeting_last_and_the_child_is_always_heard(house: House) -> None:
    procedure = make_procedure(house.worker, make_childs_case(house.worker).pk)
    steps = steps_of(house.worker, procedure.pk)
    told = {"state": "done", "ended_on": today(), "ended_by": uuid4(), "sealed_words": b"x", "present": ["child"]}
    for kind, sentence in (("assessment", "safety comes first"), ("panel", "safety comes first")):
        with acting(house.worker.context), pytest.raises(IntegrityError, match=sentence), transaction.atomic():
            Step.objects.filter(pk=steps[kind].pk).update(**told)
        with pytest.raises(Refused, match="safety_comes_first"):
            done(house.worker, actions.finish_step, steps[kind].pk, "x", present=["child"], seen_version=1)
    done(house.worker, actions.finish_step, steps["safety"].pk, "Safe at her aunt's.", seen_version=1)
    with acting(house.worker.context), pytest.raises(IntegrityError, match="after every other"), transaction.atomic():
        Step.objects.filter(pk=steps["panel"].pk).update(**told)
    with pytest.raises(Refused, match="meeting_comes_last"):
        done(house.worker, actions.finish_step, steps["panel"].pk, "x", present=["child"], seen_version=1)
    with pytest.raises(Refused, match="always_heard"):
        done(house.worker, actions.leave_out_step, steps["heard"].pk, "Too young.", seen_version=1)
    with acting(house.worker.context), pytest.raises(IntegrityError, match="always_heard"), transaction.atomic():
        Step.objects.filter(pk=steps["heard"].pk).update(**{**told, "state": "not_needed"})
    left = done(house.worker, actions.leave_out_step, steps["tracing"].pk, "Her parents died.", seen_version=1)
    assert left.state == "not_needed"


def test_what_was_proposed_and_weighed_stays_as_it_was(house: House) -> None:
    procedure = make_decided(house.worker, house.supervisor, make_childs_case(house.worker).pk)
    with acting(house.worker.context):
        rows, options = Procedure.objects.filter(pk=procedure.pk), Option.objects.filter(procedure_id=procedure.pk)
        steps = Step.objects.filter(procedure_id=procedure.pk)
        for attempt in (
            lambda: rows.update(sealed_decision=b"other"),
            lambda: rows.update(approved_by=uuid4()),
            lambda: rows.update(reason="exploitation"),
            lambda: options.update(sealed_for=b"other"),
            lambda: options.delete(),
            lambda: steps.update(sealed_words=b"other"),
            lambda: steps.update(state="open", ended_on=None),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                attempt()
        # Words are emptied when somebody is erased.
        assert rows.update(sealed_decision=b"", sealed_concern=b"") == 1
        assert options.update(sealed_for=b"", sealed_against=b"") == 2
        assert steps.update(sealed_words=b"") == 6


def test_a_decision_approved_by_its_proposer_is_refused_by_action_and_table(house: House) -> None:
    procedure = make_proposed(house.supervisor, make_childs_case(house.supervisor).pk)
    with pytest.raises(Refused, match="your_own_proposal"):
        done(house.supervisor, actions.approve_decision, procedure.pk, seen_version=2)
    with acting(house.supervisor.context), pytest.raises(IntegrityError), transaction.atomic():
        Procedure.objects.filter(pk=procedure.pk).update(
            state="decided", approved_by=house.supervisor.membership_id, approved_at=now()
        )
