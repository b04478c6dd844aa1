"""The law of this version: every value has its source, every situation its answer, every sentence four languages."""

from __future__ import annotations

import pytest

from darna.rules.book import ROOT, book, troubles
from darna.rules.engine.situations import Situation, situations_in
from darna.rules.engine.situations import troubles as answered_otherwise

SITUATIONS = list(situations_in(ROOT))


def test_nothing_is_written_wrong() -> None:
    assert troubles(book()) == []


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: f"{one.place}: {one.name}")
def test_a_situation_is_answered_as_a_jurist_expects(situation: Situation) -> None:
    known = book()
    assert answered_otherwise(situation, known.questions, known.facts, known.law) == []


def test_every_situation_has_a_name_of_its_own() -> None:
    names = [(one.place, one.name) for one in SITUATIONS]
    assert len(names) == len(set(names))


def test_every_sentence_of_an_answer_is_written() -> None:
    known = book()
    for situation in SITUATIONS:
        question = known.questions.of(situation.question)
        assert question.title in known.words, question.id
