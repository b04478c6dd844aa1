"""What the catalogue of rights promises to people: no paper that bars a child, no consulate for those who fear it."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from typing import Final

import pytest

from darna.rules.book import ROOT, book
from darna.rules.engine.answers import Answer
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.predicates import leaves
from darna.rules.engine.questions import decide
from darna.rules.engine.rights import Right
from darna.rules.engine.situations import situations_in

TODAY: Final = date(2026, 11, 21)
RIGHTS: Final = list(book().rights.values())
#: Papers that somebody might go and fetch at the consulate of their country.
OF_A_CONSULATE: Final = {"passport", "birth_proof", "parents_identity"}
OF_STATUS: Final = {"residence_paper", "is_moroccan", "nationality", "work_exemption"}


def _name(right: Right) -> str:
    return right.id


def _asked_by(right: Right) -> set[str]:
    return {leaf.fact for leaf in leaves(right.when) if leaf.fact}


def _notes(right: Right, **facts: object) -> set[str]:
    known = book()
    decision = decide(known.questions.of(right.question), Circumstances(facts, TODAY), known.law)
    return {note.key for note in decision.notes}


@pytest.mark.parametrize("right_id", ["school_place", "primary_health_care", "birth_registration"])
def test_school_care_and_birth_depend_on_no_paper_of_the_stay(right_id: str) -> None:
    right = book().right(right_id)
    assert _asked_by(right).isdisjoint(OF_STATUS)
    assert "residence_card" not in {document.id for document in right.documents}


def _asks_for_papers_of_a_consulate(right: Right) -> bool:
    papers = {document.id for document in right.documents}
    return "third_country_national" in right.audiences and bool(papers & OF_A_CONSULATE)


@pytest.mark.parametrize("right", list(filter(_asks_for_papers_of_a_consulate, RIGHTS)), ids=_name)
def test_whoever_fears_return_is_told_to_keep_away_from_the_consulate(right: Right) -> None:
    warning = f"{right.id}.no_contact_with_consulate"
    assert warning in _notes(right, fears_return=True)
    assert warning in _notes(right), "in doubt the warning is given too"
    assert warning not in _notes(right, fears_return=False)


def test_the_address_of_a_page_does_not_tell_that_somebody_seeks_protection() -> None:
    told = {word for right in RIGHTS for word in right.address.split("-")}
    assert told.isdisjoint({"asylum", "refugee", "residence", "irregular", "aid"})


@pytest.mark.parametrize("right", RIGHTS, ids=_name)
def test_a_right_asks_no_more_than_fits_a_phone(right: Right) -> None:
    assert len(_asked_by(right)) <= 8


@pytest.mark.parametrize("right", RIGHTS, ids=_name)
def test_a_right_says_what_to_do_where_and_what_if_refused(right: Right) -> None:
    assert right.steps
    assert right.services
    assert right.if_refused


def test_where_to_go_is_looked_for_by_needs_that_the_directory_knows() -> None:
    with (ROOT.parent / "base/codelists/data/need_type.csv").open(encoding="utf-8", newline="") as lines:
        needs = {row["code"] for row in csv.DictReader(lines)}
    assert {need for right in RIGHTS for need in right.services} <= needs


@pytest.mark.parametrize("right", RIGHTS, ids=_name)
@pytest.mark.parametrize("on", [date(1950, 1, 1), date(2012, 7, 1), TODAY, date(2040, 1, 1)])
def test_who_tells_nothing_is_asked_and_never_refused(right: Right, on: date) -> None:
    known = book()
    decision = decide(known.questions.of(right.question), Circumstances({}, on), known.law)
    no_such_law = any(reason.answer is Answer.NO and not reason.uses for reason in decision.deciding)
    assert decision.answer is not Answer.NO or no_such_law


def test_every_right_is_shown_by_situations_of_its_own() -> None:
    told = Counter(situation.question for situation in situations_in(ROOT))
    assert [right.id for right in RIGHTS if told[right.question] < 2] == []


def test_rights_whose_law_is_not_certain_never_say_yes() -> None:
    known = book()
    for name in ("customs_vehicle_ageing", "indh_forsa", "return_support"):
        question = known.questions.of(f"rights.{name}")
        answers = {
            decide(question, one.circumstances(known.facts), known.law).answer
            for one in situations_in(ROOT)
            if one.question == question.id
        }
        assert answers == {Answer.UNKNOWN, Answer.NO}
