"""The steps of a complaint under any order of deeds: no forbidden step, no complaint that belongs to nobody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from darna.base.rowsecurity.context import acting
from darna.domains.complaints import actions
from darna.domains.complaints.models import Complaint, State
from darna.domains.complaints.tests.makers import Desk, card, done, make_complaint, read, say
from darna.domains.complaints.values import Said
from darna.kernel.errors import AlreadyDone, NotFound

#: Where each deed may begin, and where it leads.
OFFICER = {
    "acknowledge": ({"received"}, "acknowledged"),
    "look_into": ({"acknowledged", "review_asked", "reopened"}, "looked_into"),
    "answer": ({"looked_into"}, "answered"),
}
FORBIDDEN = {
    "received": {"looked_into", "answered", "review_asked", "closed", "reopened"},
    "acknowledged": {"received", "answered", "review_asked", "closed", "reopened"},
    "looked_into": {"received", "acknowledged", "review_asked", "closed", "reopened"},
    "answered": {"received", "acknowledged", "looked_into", "review_asked", "closed", "reopened"},
    "review_asked": {"received", "acknowledged", "answered", "closed", "reopened"},
    "closed": {"received", "acknowledged", "looked_into", "answered", "review_asked", "reopened"},
    "reopened": {"received", "acknowledged", "answered", "review_asked", "closed"},
}
_TOLD: dict[str, Any] = {
    "acknowledge": (["We read it."], {}),
    "look_into": ([], {}),
    "answer": (["We looked."], {"outcome": "partly", "remedy": "explained"}),
}


class Machine(RuleBasedStateMachine):
    """One complaint, three officers of two agencies, and whoever complained; its model is a word."""

    desk: Desk

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.savepoint()
        self.complaint, self.code = make_complaint(self.desk.worker.agency_id)
        self.state, self.words = "received", 0

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.point)

    def readers(self) -> list[Any]:
        return [one for one in (self.desk.officer, self.desk.second, self.desk.overseer) if self.sees(one)]

    def sees(self, by: Any) -> bool:
        try:
            card(by, self.complaint)
        except NotFound:
            return False
        return True

    @rule(name=st.sampled_from(sorted(OFFICER)), who=st.integers(0, 2))
    def an_officer_takes_a_step(self, name: str, who: int) -> None:
        readers = self.readers()
        by = readers[who % len(readers)]
        seen = card(by, self.complaint)
        told, named = _TOLD[name]
        may = self.state in OFFICER[name][0] and (name != "answer" or seen.is_mine)
        try:
            done(by, getattr(actions, name), self.complaint, *told, **named, seen_version=seen.version)
        except AlreadyDone:
            assert not may
        else:
            assert may
            self.state = OFFICER[name][1]

    @rule(satisfied=st.sampled_from([True, False, None]))
    def it_is_ended(self, satisfied: bool | None) -> None:
        said = say(self.code, "close", satisfied=satisfied)
        assert said is (Said.KNOWN if self.state == "closed" else Said.CLOSED_NOW)
        self.state = "closed"

    @rule()
    def another_look_is_asked_for(self) -> None:
        self.words += 1
        said = say(self.code, "ask_review", f"Look {self.words}.", seed=b"r")
        may = self.state in {"answered", "closed"}
        if said is Said.TOO_MANY_HERE:
            return
        assert said is (Said.REVIEW_ASKED if may else Said.WAIT)
        if may:
            self.state = "reopened" if self.state == "closed" else "review_asked"

    @rule(who=st.integers(0, 2))
    def an_officer_steps_back(self, who: int) -> None:
        readers = self.readers()
        by = readers[who % len(readers)]
        # The last one of all stays: there is nobody else to whom it could go.
        if self.state == "closed" or (len(readers) == 1 and by is self.desk.overseer):
            return
        had = card(by, self.complaint).is_mine
        done(by, actions.step_back, self.complaint)
        assert not self.sees(by)
        if had and self.state == "looked_into":
            self.state = "acknowledged"

    @rule(wanted=st.sampled_from(State.values))
    def the_database_is_asked_for_a_step_by_itself(self, wanted: str) -> None:
        if wanted not in FORBIDDEN[self.state]:
            return
        by = self.readers()[0]
        with acting(by.context), pytest.raises(IntegrityError), transaction.atomic():
            Complaint.objects.filter(pk=self.complaint).update(state=wanted, officer=by.membership_id)

    @invariant()
    def it_is_what_the_model_says_and_somebody_reads_it(self) -> None:
        found = read(self.code)
        assert found is not None
        assert found.state == self.state
        readers = self.readers()
        assert readers
        assert len({one.agency_id for one in readers}) == 1
        assert all(isinstance(card(one, self.complaint).line.id, UUID) for one in readers)


def test_no_order_of_deeds_takes_a_forbidden_step_or_leaves_an_orphan(desk: Desk) -> None:
    machine = type("MachineHere", (Machine,), {"desk": desk})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
