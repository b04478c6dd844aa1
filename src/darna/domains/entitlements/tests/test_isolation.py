"""What PostgreSQL itself shows and hides of entitlements, whatever the application asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from darna.base.agencies.actor import job_actor
from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, make_shared_case
from darna.domains.entitlements import actions
from darna.domains.entitlements.models import Claim, ClaimPart, Decision, InsurancePeriod, LaterAnswer, ToldFacts
from darna.domains.entitlements.tests.makers import (
    done,
    make_amount,
    make_changed,
    make_claim,
    make_decision,
    make_told,
    small_law,
)
from darna.domains.people.actions import erase_person, protect_person

TABLES = (InsurancePeriod, Decision, LaterAnswer, Claim, ClaimPart, ToldFacts)


def _everything(house: House, case: Any) -> None:
    """One of everything in a case of the Maison."""
    make_amount(house.worker, case.pk)
    make_told(house.worker, case.pk)
    make_claim(house.worker, case.pk)
    make_changed(house.worker, house.supervisor, case.pk)


@pytest.mark.parametrize("who", ["partner", "planner"])
def test_raw_tables_are_empty_for_another_agency_and_for_roles_that_meet_nobody(house: House, who: str) -> None:
    _everything(house, make_case(house.worker))
    with acting(house.worker.context):
        assert all(table.objects.exists() for table in TABLES)
    with acting(getattr(house, who).context):
        assert not any(table.objects.exists() for table in TABLES)


def test_an_agency_that_is_shown_the_case_sees_nothing_of_what_the_law_said(house: House) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    _everything(house, case)
    with acting(house.partner.context):
        assert not any(table.objects.exists() for table in TABLES)


def test_a_protected_file_is_asked_again_by_nobody_who_is_not_named(house: House) -> None:
    case = make_case(house.worker)
    make_decision(house.worker, case.pk)
    done(house.supervisor, protect_person, case.person_id, [house.supervisor.membership_id])
    with acting(house.worker.context):
        assert not Decision.objects.exists()
    with small_law(10):
        assert done(job_actor(house.worker.agency_id), actions.ask_again).asked == 0
        assert done(house.supervisor, actions.ask_again).asked == 1


def test_a_saved_decision_is_neither_rewritten_nor_removed(house: House) -> None:
    case = make_case(house.worker)
    make_decision(house.worker, case.pk)
    with acting(house.worker.context):
        for attempt in (
            lambda: Decision.objects.update(answer="no"),
            lambda: Decision.objects.update(sealed_explanation=b"x"),
            lambda: Decision.objects.update(law="another"),
            lambda: Decision.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()


def test_a_claim_does_not_jump_to_a_state(house: House) -> None:
    make_claim(house.worker, make_case(house.worker).pk)
    with acting(house.worker.context):
        for state in ("appealed", "nothing"):
            with pytest.raises(DatabaseError), transaction.atomic():
                Claim.objects.update(state=state)


def test_a_later_answer_is_compared_with_the_saved_one(house: House) -> None:
    make_changed(house.worker, house.supervisor, make_case(house.worker).pk)
    with acting(house.worker.context), pytest.raises(DatabaseError), transaction.atomic():
        LaterAnswer.objects.update(was="unknown")


def test_nothing_that_was_told_stays_readable_after_an_erasure(house: House) -> None:
    from darna.base.agencies.tests.makers import make_member

    case = make_case(house.worker)
    _everything(house, case)
    done(make_member(Role.DATA_OFFICER), erase_person, case.person_id, "on_request")
    with acting(house.supervisor.context):
        assert not InsurancePeriod.objects.exists()
        assert not ClaimPart.objects.exists()
        assert not ToldFacts.objects.exists()
        decisions, later, claim = list(Decision.objects.all()), LaterAnswer.objects.get(), Claim.objects.get()
    assert decisions
    assert not any(bytes(row.sealed_facts) or bytes(row.sealed_explanation) for row in decisions)
    assert not any(bytes(text) for text in (later.sealed_explanation, claim.sealed_authority, claim.sealed_note))
    with small_law(9):
        assert done(house.supervisor, actions.ask_again).asked == 0
