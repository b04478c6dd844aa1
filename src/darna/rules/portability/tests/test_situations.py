"""The situations of the agreements reach every agreement, every branch and both sides of every entry into force."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from darna.rules.book import ROOT, book
from darna.rules.engine.answers import Answer
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.decisions import Decision
from darna.rules.engine.questions import decide
from darna.rules.engine.situations import Situation, situations_in
from darna.rules.portability.questions.branches import BRANCHES


def situations() -> list[Situation]:
    return list(situations_in(ROOT / "portability"))


def answers() -> Counter[str]:
    """How many situations expect which answer; YAML reads a bare yes as true."""
    told = {True: "yes", False: "no"}
    return Counter(told.get(one.expect["answer"], one.expect["answer"]) for one in situations())


def test_there_are_enough_of_them_and_most_answer_yes_or_no() -> None:
    assert len({one.name for one in situations()}) == len(situations()) >= 120
    found = answers()
    assert min(found["yes"], found["no"]) >= 40
    assert found["unknown"] >= 25


def test_every_agreement_has_situations_of_its_own() -> None:
    told = {one.place.split("/")[0] for one in situations()}
    agreements = {name for name in book().instruments if name.startswith(("ma_", "uma_", "eu_"))}
    assert agreements <= told


def test_every_branch_is_asked_of_some_country() -> None:
    asked = {one.question.split(".")[1] for one in situations()}
    assert {"old_age", "refund", "eu_aggregation", *BRANCHES} <= asked


def old_age(code: str, on: date, **facts: object) -> Decision:
    told = {"stopped_work": True, "birth_date": "1930-01-01", **facts}
    known = book()
    return decide(
        known.questions.of(f"portability.old_age.{code}"), Circumstances(known.facts.read(told), on), known.law
    )


@pytest.mark.parametrize("year", range(1994, 2041, 2))
def test_twelve_years_of_italy_and_four_of_morocco_are_added_in_neither_country_in_any_year(year: int) -> None:
    career = [
        {"country": "IT", "from": "1970-01-01", "to": "1981-12-31"},
        {"country": "MA", "from": "1982", "to": "1985"},
    ]
    for code in ("IT", "MA"):
        decision = old_age(code, date(year, 6, 1), career=career, lives_in="IT")
        assert not {"total_months", "total_days"} & set(decision.figures), code
        assert all(
            citation.holder != "ma_it_1994" or citation.certainty.value == "V" for citation in decision.citations
        )
    assert old_age("IT", date(min(year, 2026), 6, 1), career=career, lives_in="IT").answer is not Answer.YES


def test_the_same_life_with_france_in_the_place_of_italy_is_a_moroccan_pension() -> None:
    career = [
        {"country": "FR", "from": "1970-01-01", "to": "1981-12-31"},
        {"country": "MA", "from": "1982", "to": "1985"},
    ]
    decision = old_age("MA", date(2020, 6, 1), career=career)
    assert decision.answer is Answer.YES
    assert "total_days" in decision.figures
