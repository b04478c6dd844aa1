"""Questions the law can be asked, and asking them again with something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, islice
from typing import Any

from darna.kernel.errors import NotFound
from darna.rules.engine.answers import Answer
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.decisions import Decision, plain
from darna.rules.engine.inquiry import TRIED_ALONE, TRIED_IN_PAIRS, Inquiry, Lever
from darna.rules.engine.parameters import Law

Rule = Callable[[Inquiry], Decision]


@dataclass(frozen=True)
class Question:
    """Something that can be asked, by its address: `portability.old_age.FR`.

    `title` is the key of its sentence, `values` fill it (a country, a branch). `fixed` are the facts that nobody
    can make otherwise: once they are known, no change of them is proposed.
    """

    id: str
    rule: Rule = field(compare=False, repr=False)
    title: str = ""
    values: dict[str, object] = field(default_factory=dict, compare=False)
    fixed: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


class Questions:
    """All questions, each under one address."""

    def __init__(self) -> None:
        self._known: dict[str, Question] = {}

    def add(self, question: Question) -> None:
        """Make it askable.

        Raises: ValueError when the address is taken.
        """
        if question.id in self._known:
            raise ValueError(f"two questions are called {question.id}")
        self._known[question.id] = question

    def of(self, question_id: str) -> Question:
        """The question at that address.

        Raises: NotFound when there is none.
        """
        if question_id not in self._known:
            raise NotFound("question", question_id)
        return self._known[question_id]

    def __iter__(self) -> Iterator[Question]:
        return iter(self._known.values())

    def __contains__(self, question_id: object) -> bool:
        return question_id in self._known


@dataclass(frozen=True)
class Change:
    """What would change the answer: these levers together, and the decision that was then given."""

    levers: tuple[Lever, ...]
    decision: Decision

    def as_data(self) -> dict[str, object]:
        """The change for a machine."""
        told = [{"key": lever.key, "kind": lever.kind, "values": plain(lever.values)} for lever in self.levers]
        return {"if": told, "answer": self.decision.answer.value}


@dataclass(frozen=True)
class Explained:
    """A decision, and what would change it."""

    question: Question
    circumstances: Circumstances
    decision: Decision
    changes: tuple[Change, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The whole explanation for a machine."""
        return {
            "question": self.question.id,
            "on": self.circumstances.on.isoformat(),
            **self.decision.as_data(),
            "changes": [change.as_data() for change in self.changes],
        }


def decide(question: Question, circumstances: Circumstances, law: Law) -> Decision:
    """The law's answer, without looking for what would change it."""
    return _asked(question, circumstances, law)[0]


def explain(question: Question, circumstances: Circumstances, law: Law) -> Explained:
    """The law's answer and what would change it.

    Each change is found by asking again with one thing, or two together, told otherwise; nothing is
    written by hand. When one thing alone suffices, pairs are not looked for.
    """
    decision, levers = _asked(question, circumstances, law)
    alone = list(islice((one for one in levers if _may_be_otherwise(one, question, circumstances)), TRIED_ALONE))
    changes = _changes(question, circumstances, law, decision, [(lever,) for lever in alone])
    if not any(change.decision.answer is Answer.YES for change in changes) and decision.answer is not Answer.YES:
        pairs = islice((pair for pair in combinations(alone, 2) if _are_about_two_things(pair)), TRIED_IN_PAIRS)
        changes += _changes(question, circumstances, law, decision, pairs)
    return Explained(question, circumstances, decision, tuple(_told_once(changes)))


def _asked(question: Question, circumstances: Circumstances, law: Law) -> tuple[Decision, Iterable[Lever]]:
    ask = Inquiry(circumstances, law)
    decision = question.rule(ask)
    full = replace(decision, figures={**decision.figures, **ask.figures}, notes=(*decision.notes, *ask.notes))
    return full, ask.levers.values()


def _changes(
    question: Question,
    circumstances: Circumstances,
    law: Law,
    first: Decision,
    sets: Iterable[Sequence[Lever]],
) -> list[Change]:
    tried = (Change(tuple(levers), _after(question, circumstances, law, levers)) for levers in sets)
    return [change for change in tried if change.decision.answer not in (first.answer, Answer.UNKNOWN)]


def _after(question: Question, circumstances: Circumstances, law: Law, levers: Sequence[Lever]) -> Decision:
    for lever in levers:
        circumstances, law = lever.apply(circumstances, law)
    return decide(question, circumstances, law)


def _may_be_otherwise(lever: Lever, question: Question, circumstances: Circumstances) -> bool:
    name = lever.values.get("fact")
    return name not in question.fixed or circumstances.known(str(name)) is None


def _are_about_two_things(pair: Sequence[Lever]) -> bool:
    one, other = pair
    return (one.key, one.values.get("fact")) != (other.key, other.values.get("fact"))


def _told_once(changes: Iterable[Change]) -> Iterator[Change]:
    """Changes to *yes* first; a pair is left out when one of its levers alone changes to the same."""
    said: list[tuple[frozenset[tuple[str, str]], Answer]] = []
    for change in sorted(changes, key=lambda one: (one.decision.answer is not Answer.YES, len(one.levers))):
        names, answer = frozenset(lever.identity for lever in change.levers), change.decision.answer
        if not any(known <= names and answer is told for known, told in said):
            said.append((names, answer))
            yield change
