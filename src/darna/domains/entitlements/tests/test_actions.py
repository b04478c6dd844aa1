"""Periods are kept as they were told, answers are the law's own, changed answers are found, claims go on."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from darna.base.keys.queries import cipher_of
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, verbs_of
from darna.domains.entitlements import actions
from darna.domains.entitlements.models import Claim, ClaimPart, Decision, InsurancePeriod, LaterAnswer
from darna.domains.entitlements.sealed import EXPLANATION, FACTS, PERIOD_NOTE
from darna.domains.entitlements.tests.makers import (
    CHILD,
    QUESTION,
    done,
    make_amount,
    make_changed,
    make_claim,
    make_decision,
    make_period,
    make_period_draft,
    small_law,
)
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion


def opened(house: House, row: Any, column: str, place: str) -> str:
    """What a sealed column says to whoever accompanies."""
    with acting(house.worker.context):
        return cipher_of(row.person_id).open(getattr(row, column), field=place)


def read(house: House, model: Any, **where: Any) -> Any:
    with acting(house.worker.context):
        return model.objects.get(**where)


def test_a_period_is_kept_as_far_as_its_days_are_known(house: House) -> None:
    case = make_case(house.worker)
    made = make_period(house.worker, case.pk, scheme="CNAV", note="He worked at the mill.")
    row = read(house, InsurancePeriod, pk=made.pk)
    assert (row.from_on, row.from_precision, row.to_on, row.to_precision) == (
        date(1970, 1, 1),
        "day",
        date(1987, 12, 1),
        "month",
    )
    assert opened(house, row, "sealed_note", PERIOD_NOTE) == "He worked at the mill."
    assert b"mill" not in bytes(row.sealed_note)
    assert "insurance.noted" in verbs_of(house.worker, case.person_id)


@pytest.mark.parametrize(
    ("told", "field", "code"),
    [
        ({"first": "", "last": ""}, "first", "neither_days_nor_amount"),
        ({"first": "1990", "last": "1989"}, "last", "ends_before_it_begins"),
        ({"first": "2090", "last": ""}, "first", "in_the_future"),
        ({"amount": 12}, "unit", "amount_without_unit"),
        ({"amount": 101, "unit": "years"}, "amount", "amount_out_of_bounds"),
        ({"amount": 0, "unit": "years"}, "amount", "amount_out_of_bounds"),
        ({"evidence": "rumour"}, "evidence", "not_in_the_list"),
    ],
)
def test_a_period_that_cannot_be_right_is_refused_beside_its_field(
    house: House, told: dict[str, Any], field: str, code: str
) -> None:
    case = make_case(house.worker)
    with pytest.raises(Invalid) as problem:
        make_period(house.worker, case.pk, **told)
    assert (problem.value.field, problem.value.code) == (field, code)


def test_a_year_alone_may_begin_and_end_a_period(house: House) -> None:
    case = make_case(house.worker)
    assert make_period(house.worker, case.pk, first="1990", last="1990").to_precision == "year"


def test_a_period_is_put_right_and_taken_out(house: House) -> None:
    case = make_case(house.worker)
    period = make_amount(house.worker, case.pk)
    done(house.worker, actions.change_period, period.pk, make_period_draft(country="IT"), seen_version=1)
    assert read(house, InsurancePeriod).country == "IT"
    with pytest.raises(StaleVersion):
        done(house.colleague, actions.remove_period, period.pk, seen_version=1)
    done(house.worker, actions.remove_period, period.pk, seen_version=2)
    with acting(house.worker.context):
        assert not InsurancePeriod.objects.exists()


def test_who_does_not_write_in_the_case_notes_nothing(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    for who, problem in ((house.reception, Refused), (house.colleague, Refused), (house.partner, NotFound)):
        with pytest.raises(problem):
            make_amount(who, case.pk)


def test_the_answer_that_is_saved_is_the_laws_own(house: House) -> None:
    case = make_case(house.worker)
    row = read(house, Decision, pk=make_decision(house.worker, case.pk).pk)
    assert (row.answer, row.certainty, row.law, row.question) == ("yes", "V", "law-of-18", QUESTION)
    assert json.loads(opened(house, row, "sealed_facts", FACTS)) == CHILD
    kept = json.loads(opened(house, row, "sealed_explanation", EXPLANATION))
    assert set(kept["words"]) == {"ar", "fr", "it", "en"}
    assert kept["words"]["en"]["title"] == "The school bus"
    assert [one["answer"] for one in kept["data"]["reasons"]] == ["yes", "yes"]
    assert kept["words"]["fr"]["sources"][0].startswith("Règlement du transport scolaire")


def test_what_is_not_told_is_said_to_be_missing(house: House) -> None:
    case = make_case(house.worker)
    row = make_decision(house.worker, case.pk, {"birth_date": "2012"})
    kept = json.loads(opened(house, row, "sealed_explanation", EXPLANATION))
    assert (row.answer, kept["data"]["facts_missing"]) == ("unknown", ["lives_in"])
    assert kept["words"]["en"]["changes"]


def test_nobody_asks_what_the_law_does_not_know(house: House) -> None:
    case = make_case(house.worker)
    with small_law(), pytest.raises(Invalid):
        done(house.worker, actions.save_decision, case.pk, "rights.nothing", {}, today())


def test_a_law_that_changed_finds_the_person_whose_answer_changed(house: House) -> None:
    case = make_case(house.worker)
    decision = make_decision(house.worker, case.pk)
    with small_law(10):
        run = done(house.supervisor, actions.ask_again)
        assert (run.asked, run.changed) == (1, 1)
        assert done(house.supervisor, actions.ask_again).asked == 0
    later = read(house, LaterAnswer)
    assert (later.decision_id, later.was, later.answer, later.law) == (decision.pk, "yes", "no", "law-of-10")
    assert later.changed_on == today()
    assert read(house, Decision).answer == "yes"


def test_the_same_law_is_not_asked_twice_and_time_alone_after_a_month(house: House) -> None:
    case = make_case(house.worker)
    make_decision(house.worker, case.pk)
    with small_law():
        assert done(house.supervisor, actions.ask_again).asked == 0
        with time_machine.travel(today() + timedelta(days=366 * 12)):
            run = done(house.supervisor, actions.ask_again)
            assert (run.asked, run.changed) == (1, 1)
    assert read(house, LaterAnswer).answer == "no"


def test_only_the_newest_answer_to_a_question_is_asked_again(house: House) -> None:
    case = make_case(house.worker)
    make_decision(house.worker, case.pk)
    newest = make_decision(house.worker, case.pk)
    with small_law(10):
        assert done(house.supervisor, actions.ask_again).asked == 1
    assert read(house, LaterAnswer).decision_id == newest.pk


def test_an_answer_that_turns_back_leaves_the_list_and_a_new_turn_is_new_again(house: House) -> None:
    case = make_case(house.worker)
    later = make_changed(house.worker, house.supervisor, case.pk)
    done(house.worker, actions.note_seen, later.pk, seen_version=1)
    with pytest.raises(AlreadyDone):
        done(house.colleague, actions.note_seen, later.pk, seen_version=2)
    with time_machine.travel(today() + timedelta(days=40)):
        with small_law(10):
            done(house.supervisor, actions.ask_again)
        assert read(house, LaterAnswer).seen_by == house.worker.membership_id
        with small_law(19):
            done(house.supervisor, actions.ask_again)
    row = read(house, LaterAnswer)
    assert (row.answer, row.changed_on, row.seen_by, bytes(row.sealed_explanation)) == ("yes", None, None, b"")


def test_many_are_asked_in_a_number_of_statements_that_does_not_grow(
    house: House, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        make_decision(house.worker, make_case(house.worker).pk)
    with small_law(10), acting(house.supervisor.context), django_assert_max_num_queries(9):
        assert actions.ask_again(by=house.supervisor).asked == 5


def test_only_a_supervisor_asks_everybody_again(house: House) -> None:
    with small_law(), pytest.raises(Refused):
        done(house.worker, actions.ask_again)


def test_a_claim_is_opened_in_one_step_with_its_papers_and_days(house: House) -> None:
    case = make_case(house.worker)
    claim = make_claim(house.worker, case.pk)
    with acting(house.worker.context):
        parts = list(ClaimPart.objects.order_by("position").values_list("kind", "code", "is_certain", "due_on"))
    assert parts == [
        ("document", "birth_proof", True, None),
        ("document", "protection", False, None),
        ("step", "ask", True, date(2026, 12, 1)),
        ("step", "collect", True, None),
    ]
    assert (claim.state, claim.due_on, claim.right) == ("open", date(2026, 12, 1), QUESTION)
    with small_law(), pytest.raises(AlreadyDone):
        done(house.worker, actions.open_claim, claim.decision_id)


def test_a_step_that_was_taken_is_no_longer_due(house: House) -> None:
    case = make_case(house.worker)
    claim = make_claim(house.worker, case.pk)
    step = read(house, ClaimPart, code="ask")
    done(house.worker, actions.mark_claim, claim.pk, {step.pk}, seen_version=1)
    assert read(house, Claim).due_on is None
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.mark_claim, claim.pk, {step.pk}, seen_version=2)
    done(house.worker, actions.mark_claim, claim.pk, set(), seen_version=2)
    assert read(house, Claim).due_on == date(2026, 12, 1)


def test_a_refusal_says_why_and_may_be_appealed(house: House) -> None:
    case = make_case(house.worker)
    claim = make_claim(house.worker, case.pk)
    with pytest.raises(Invalid):
        done(house.worker, actions.move_claim, claim.pk, "refused", today(), seen_version=1)
    done(house.worker, actions.move_claim, claim.pk, "refused", today(), "No seat.", seen_version=1)
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.move_claim, claim.pk, "obtained", today(), seen_version=2)
    done(house.worker, actions.move_claim, claim.pk, "appealed", today(), seen_version=2)
    done(house.worker, actions.move_claim, claim.pk, "obtained", today(), seen_version=3)
    assert read(house, Claim).state == "obtained"


def test_whoever_closes_a_case_is_told_of_its_claims(house: House) -> None:
    from darna.domains.entitlements.listening import asked_in, claims_left_open

    case = make_case(house.worker)
    make_claim(house.worker, case.pk)
    with small_law(), acting(house.worker.context):
        assert claims_left_open(house.worker, case.pk) == [
            "A claim is still pursued: The school bus. Say what came of it."
        ]
        assert asked_in([case.pk]) == {case.pk}
