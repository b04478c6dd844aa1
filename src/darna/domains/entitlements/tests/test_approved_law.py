"""What two keepers of the law approve is what a case is answered by, from that moment on."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from darna.base.agencies.actor import job_actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements import actions, queries
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.models import LaterAnswer
from darna.domains.entitlements.tests.makers import done, make_period
from darna.domains.law.tests.makers import approve, propose
from darna.kernel.clock import today

QUESTION = "portability.old_age.MA"
#: Old enough, and insured in Morocco for less than it asks: only the years in France open the pension.
TOLD: dict[str, object] = {
    "birth_date": "1950-01-01",
    "lives_in": "MA",
    "stopped_work": True,
    "stopped_work_on": "2024-01-01",
    "career": [
        {"country": "FR", "from": "1970-01-01", "to": "1989-12-31"},
        {"country": "MA", "from": "1990-01-01", "to": "1991-12-31"},
    ],
}


def waiting_end_of_the_agreement() -> Any:
    """The agreement with France, proposed to end today; invented for this test."""
    return propose(make_member(Role.LAW_KEEPER), "ma_fr_2007.in_force", "no", valid_from=today())


def test_an_approved_value_answers_the_same_question_otherwise_and_the_saved_answer_is_found(house: House) -> None:
    case = make_case(house.worker)
    before = law_in_force().mark
    saved = done(house.worker, actions.save_decision, case.pk, QUESTION, TOLD, today())
    approve(make_member(Role.LAW_KEEPER), waiting_end_of_the_agreement())
    assert (saved.answer, saved.law) == ("yes", before)
    assert queries.answered(QUESTION, TOLD, today()).answer == "no"
    run = done(job_actor(house.worker.agency_id), actions.ask_again)
    assert (run.asked, run.changed) == (1, 1)
    with acting(house.worker.context):
        later = LaterAnswer.objects.get(decision_id=saved.pk)
        assert (later.was, later.answer, later.law) == ("yes", "no", law_in_force().mark)
        assert not queries.decision_card(house.worker, saved.pk).line.is_of_this_law
    with acting(house.partner.context):
        assert not LaterAnswer.objects.exists()
    assert law_in_force().mark != before


def test_what_waits_for_a_second_person_changes_neither_an_answer_nor_the_mark(house: House) -> None:
    before = law_in_force().mark
    waits = waiting_end_of_the_agreement()
    with acting(house.worker.context):
        assert law_in_force().mark == before
        assert queries.answered(QUESTION, TOLD, today()).answer == "yes"
        # A caseworker asks by the law and does not make it, whatever the application says.
        with pytest.raises(DatabaseError), transaction.atomic():
            type(waits).objects.create(
                **{one.attname: getattr(waits, one.attname) for one in waits._meta.fields if one.name != "id"}
            )


def test_a_pension_is_noted_under_the_law_that_answered_it(house: House) -> None:
    case = make_case(house.worker)
    make_period(house.worker, case.pk)
    approve(make_member(Role.LAW_KEEPER), waiting_end_of_the_agreement())
    saved = done(house.worker, actions.save_decision, case.pk, QUESTION, TOLD, today())
    assert (saved.answer, saved.law) == ("no", law_in_force().mark)
