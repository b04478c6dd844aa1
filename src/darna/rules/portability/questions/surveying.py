"""Every question that concerns a working life, in the order in which a person would ask them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.decisions import Decision
from darna.rules.engine.parameters import Law
from darna.rules.engine.questions import Question, decide
from darna.rules.portability.careers import Career
from darna.rules.portability.questions.branches import BRANCHES
from darna.rules.portability.questions.listing import questions
from darna.rules.portability.questions.world import COUNTRIES, MOROCCO


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One question about a country and a branch, and the answer."""

    question: Question
    country: str
    branch: str
    decision: Decision


def survey(circumstances: Circumstances, law: Law) -> list[Surveyed]:
    """The answers that concern this working life: countries in the order told, Morocco last, old age first."""
    return [
        Surveyed(question, code, name, decide(question, circumstances, law))
        for question, code, name in _relevant(circumstances)
    ]


def _relevant(circumstances: Circumstances) -> Iterator[tuple[Question, str, str]]:
    career = circumstances.known("career")
    told = career.countries if isinstance(career, Career) else ()
    codes = [*(code for code in told if code in COUNTRIES), MOROCCO]
    asked = ["old_age", *BRANCHES, "refund"]
    for name in asked:
        for code in codes:
            if (found := _all().get(f"portability.{name}.{code}")) is not None:
                yield found, code, name
    if sum(code != MOROCCO for code in codes) > 1:
        yield _all()["portability.eu_aggregation"], "", "eu_aggregation"


@lru_cache(maxsize=1)
def _all() -> dict[str, Question]:
    return {question.id: question for question in questions()}
