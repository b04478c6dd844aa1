"""Which worked situations would be answered otherwise if the law were another: read before a value is approved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from darna.kernel.errors import Problem
from darna.rules.engine.decisions import Decision
from darna.rules.engine.facts import Vocabulary
from darna.rules.engine.parameters import Law
from darna.rules.engine.questions import Questions, decide
from darna.rules.engine.situations import Situation, troubles


@dataclass(frozen=True, slots=True)
class Difference:
    """A situation that two laws answer otherwise; no decision where the law could not be asked at all.

    `unmet`: what its expected answer says that would no longer hold.
    """

    situation: Situation
    before: Decision | None
    after: Decision | None
    unmet: tuple[str, ...] = ()


def differences(
    situations: Iterable[Situation], questions: Questions, facts: Vocabulary, before: Law, after: Law
) -> tuple[Difference, ...]:
    """The situations whose answer or figures are not the same under both laws, in their order."""
    found = []
    for situation in situations:
        old, new = (_decided(situation, questions, facts, law) for law in (before, after))
        if _told(old) != _told(new):
            found.append(Difference(situation, old, new, _unmet(situation, questions, facts, after)))
    return tuple(found)


def _decided(situation: Situation, questions: Questions, facts: Vocabulary, law: Law) -> Decision | None:
    try:
        return decide(questions.of(situation.question), situation.circumstances(facts), law)
    except (Problem, ValueError, TypeError, ArithmeticError, KeyError):
        # A law that cannot be asked is a finding of its own: the second person is to see it.
        return None


def _told(decision: Decision | None) -> object:
    return None if decision is None else (decision.answer, dict(decision.figures))


def _unmet(situation: Situation, questions: Questions, facts: Vocabulary, law: Law) -> tuple[str, ...]:
    try:
        return tuple(troubles(situation, questions, facts, law))
    except (Problem, ValueError, TypeError, ArithmeticError, KeyError) as refused:
        return (str(refused),)
