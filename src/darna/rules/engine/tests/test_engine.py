"""The engine answers in three values, explains itself, and finds by asking again what would change the answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from darna.kernel.errors import Invalid, NotFound
from darna.rules.engine.answers import Answer, both, either, opposite
from darna.rules.engine.bounds import Between
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.decisions import all_of
from darna.rules.engine.facts import Vocabulary, fact_from
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.linter import troubles_of_instrument, troubles_of_right
from darna.rules.engine.parameters import Instrument, Law
from darna.rules.engine.questions import Explained, Question, explain
from darna.rules.engine.reading import instrument_from, right_from
from darna.rules.engine.situations import situations_in

ANSWERS = st.sampled_from(list(Answer))
FOUR = {"ar": "نص", "fr": "texte", "it": "testo", "en": "text"}

INSTRUMENT = """
instrument: {id: example, title: {ar: مثال, fr: Exemple, it: Esempio, en: Example}, parties: [MA]}
sources:
  read: {title: {fr: Loi}, kind: law, reference: somewhere, certainty: V, checked_on: 2026-11-21}
  heard: {title: {fr: On dit}, kind: note, certainty: "?", checked_on: 2026-11-21}
parameters:
  age:
    unit: years
    says: {ar: سن, fr: âge, it: età, en: age}
    values:
      - {valid_from: 2000-01-01, valid_to: 2024-12-31, value: 60, source: read, article: art. 1}
      - {valid_from: 2025-01-01, value: 62, source: read}
  days:
    unit: days
    says: {ar: أيام, fr: jours, it: giorni, en: days}
    values: [{valid_from: 2000-01-01, value: null, source: heard}]
"""

RIGHT = """
right: help
title: &four {ar: نص, fr: texte, it: testo, en: text}
summary: *four
for: [child]
authority: *four
sources:
  read: {title: {fr: Loi}, kind: law, reference: somewhere, certainty: V, checked_on: 2026-11-21}
when:
  all:
    - {id: old, fact: age, at_least: {parameter: example.age}, says: *four}
    - any:
        - {id: lives_here, fact: lives_in, is: MA, says: *four, source: read}
        - {id: has_paper, fact: has_paper, is: true, says: *four, source: read}
warnings:
  - {id: danger, says: *four, source: read, when: {id: fears, fact: fears_return, is: true}}
documents:
  - {id: paper, name: *four, needed: {id: p, fact: has_paper, is: true}, source: read}
steps:
  - {id: go, do: *four, documents: [paper], source: read}
"""

FACTS = Vocabulary(
    {
        name: fact_from(name, {"kind": kind, "asks": FOUR})
        for name, kind in {
            "birth_date": "date",
            "age": "number",
            "lives_in": "country",
            "has_paper": "yes_no",
            "fears_return": "yes_no",
        }.items()
    }
)


def law() -> Law:
    return Law({"example": instrument_from(yaml.safe_load(INSTRUMENT))})


def asked(on: date = date(2026, 1, 1), **facts: object) -> Explained:
    right = right_from(yaml.safe_load(RIGHT), area="example")
    circumstances = Circumstances(FACTS.read(facts), on)
    return explain(Question(right.question, right.asked), circumstances, law())


@given(st.lists(ANSWERS), st.lists(ANSWERS))
def test_three_values_join_as_kleene_says(some: list[Answer], others: list[Answer]) -> None:
    assert both(*some, *others) is both(both(*some), both(*others))
    assert either(*some) is opposite(both(*map(opposite, some)))
    assert (both(*some) is Answer.NO) is (Answer.NO in some)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_a_number_between_bounds_is_answered_as_every_number_between_them_would_be(a: int, b: int, needed: int) -> None:
    low, high = min(a, b), max(a, b)
    singles = {Between.exactly(number).at_least(needed) for number in (low, high)}
    assert Between(low, high).at_least(needed) is (singles.pop() if len(singles) == 1 else Answer.UNKNOWN)


def test_the_law_of_the_day_is_used() -> None:
    assert asked(date(2024, 6, 1), age=61, lives_in="MA").decision.answer is Answer.YES
    assert asked(date(2025, 6, 1), age=61, lives_in="MA").decision.answer is Answer.NO


def test_a_day_before_the_law_is_not_guessed() -> None:
    with pytest.raises(NotFound):
        law().value("example.age", date(1999, 12, 31))


def test_a_certain_no_decides_and_asks_for_nothing_more() -> None:
    decision = asked(age=30).decision
    assert decision.answer is Answer.NO
    assert decision.missing == ()
    assert [reason.key for reason in decision.deciding] == ["help.old"]


def test_what_is_missing_is_named_and_an_age_is_missing_as_a_date_of_birth() -> None:
    assert asked(lives_in="MA").decision.missing == ("birth_date",)
    assert set(asked(age=70).decision.missing) == {"lives_in", "has_paper"}


def test_a_year_of_birth_alone_may_not_suffice() -> None:
    decision = asked(date(2026, 6, 1), birth_date="1964", lives_in="MA").decision
    assert decision.answer is Answer.UNKNOWN
    assert decision.deciding[0].because == "within_bounds"


def test_law_that_is_not_certain_answers_unknown_whatever_the_facts() -> None:
    ask = Inquiry(Circumstances({"age": 99}, date(2026, 1, 1)), law())
    ask.law("example.days")
    decision = ask.holds("example.enough", Answer.YES)
    assert decision.answer is Answer.UNKNOWN
    assert decision.is_law_unsure


def test_what_was_read_belongs_to_the_condition_it_was_read_for() -> None:
    ask = Inquiry(Circumstances({"age": 70, "has_paper": True}, date(2026, 1, 1)), law())
    first = ask.age_at_least("example.old", int(str(ask.law("example.age").value)))
    second = ask.holds("example.paper", ask.truth("has_paper"))
    assert [one.article for one in first.citations] == [""]
    assert (first.used, second.used, second.citations) == (("age",), ("has_paper",), ())
    assert all_of(first, second).used == ("age", "has_paper")


def test_changes_are_found_by_asking_again() -> None:
    explained = asked(age=70, lives_in="FR", has_paper=False)
    told = {(lever.values["fact"], lever.values["value"]) for one in explained.changes for lever in one.levers}
    assert told == {("lives_in", "MA"), ("has_paper", True)}
    assert {change.decision.answer for change in explained.changes} == {Answer.YES}


def test_what_nobody_can_make_otherwise_is_not_proposed() -> None:
    right = right_from(yaml.safe_load(RIGHT), area="example")
    question = Question(right.question, right.asked, fixed=frozenset({"lives_in"}))
    known = Circumstances(FACTS.read({"age": 70, "lives_in": "FR", "has_paper": False}), date(2026, 1, 1))
    told = [str(lever.values["fact"]) for one in explain(question, known, law()).changes for lever in one.levers]
    assert told == ["has_paper"]


def test_two_things_together_are_looked_for_when_none_alone_suffices() -> None:
    explained = asked(age=61, lives_in="FR", has_paper=False)
    pairs = {frozenset(str(lever.values["fact"]) for lever in one.levers) for one in explained.changes}
    assert pairs == {frozenset({"age", "lives_in"}), frozenset({"age", "has_paper"})}
    born = asked(birth_date="1970-05-05", lives_in="FR", has_paper=True)
    assert [lever.values["day"] for one in born.changes for lever in one.levers] == [date(2032, 5, 5)]


def test_a_warning_that_protects_is_given_in_doubt_too() -> None:
    assert [note.key for note in asked(age=70).decision.notes] == ["help.danger"]
    assert asked(age=70, fears_return=False).decision.notes == ()


def test_facts_that_cannot_be_are_refused_with_a_code() -> None:
    with pytest.raises(Invalid, match="not_a_number"):
        FACTS.read({"age": "old"})
    with pytest.raises(NotFound):
        FACTS.read({"shoe_size": 42})


def test_supposing_a_law_changes_the_days_from_then_on_alone() -> None:
    supposed = law().supposing("example.age", 50, since=date(2026, 1, 1))
    assert supposed.value("example.age", date(2025, 12, 31)).value == 62
    assert supposed.value("example.age", date(2026, 1, 1)).value == 50
    assert law().value("example.age", date(2026, 1, 1)).value == 62


def written(**change: Any) -> Instrument:
    data = yaml.safe_load(INSTRUMENT)
    values = data["parameters"]["age"]["values"]
    for place, value in change.items():
        if value is None:
            values[0].pop(place)
        else:
            values[0][place] = value
    return instrument_from(data)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"valid_to": date(2024, 12, 1)}, "a gap"),
        ({"valid_to": date(2025, 3, 1)}, "two values"),
        ({"valid_to": None}, "has no end"),
        ({"source": "heard", "certainty": "V"}, "is more than its source"),
        ({"value": None}, None),
    ],
)
def test_the_linter_names_what_is_written_wrong(change: dict[str, Any], said: str | None) -> None:
    if said is None:
        with pytest.raises(KeyError):
            written(**change)
        return
    assert any(said in line for line in troubles_of_instrument(written(**change)))


def test_a_value_without_a_source_is_not_read_at_all() -> None:
    with pytest.raises(ValueError, match="without a source"):
        written(source=None)


def test_the_linter_finds_nothing_where_nothing_is_wrong() -> None:
    assert list(troubles_of_instrument(instrument_from(yaml.safe_load(INSTRUMENT)))) == []
    assert list(troubles_of_right(right_from(yaml.safe_load(RIGHT), area="x"), FACTS, law())) == []


def test_the_linter_asks_for_every_language_and_the_same_placeholders() -> None:
    data = yaml.safe_load(INSTRUMENT)
    data["words"] = {"some": {**FOUR, "fr": "texte {months}"}, "other": {"fr": "seul"}}
    found = list(troubles_of_instrument(instrument_from(data)))
    assert any("placeholders" in line for line in found)
    assert any("not written in ar, it, en" in line for line in found)


def test_a_day_is_written_on_and_norway_is_a_country(tmp_path: Path) -> None:
    (tmp_path / "situations.yaml").write_text(
        "- {name: x, question: y, on: 2026-01-01, facts: {lives_in: NO, has_paper: true}, expect: {answer: no}}\n",
        "utf-8",
    )
    (found,) = situations_in(tmp_path)
    assert (found.on, found.facts) == (date(2026, 1, 1), {"lives_in": "NO", "has_paper": True})
    assert found.expect == {"answer": "no"}


def test_a_truth_is_written_true_or_false() -> None:
    data = yaml.safe_load(RIGHT)
    data["when"]["all"][1]["any"][1]["is"] = "yes"
    found = list(troubles_of_right(right_from(data, area="x"), FACTS, law()))
    assert found == ["help.has_paper: has_paper is true or false, not 'yes'"]
