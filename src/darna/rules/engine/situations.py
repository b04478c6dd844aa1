"""Worked situations, each a sentence a jurist can read, and whether the rules still answer them as expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from darna.rules.engine.bounds import Between
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.decisions import Figure
from darna.rules.engine.facts import Vocabulary
from darna.rules.engine.parameters import Law
from darna.rules.engine.questions import Explained, Question, Questions, decide, explain
from darna.rules.engine.reading import load


@dataclass(frozen=True)
class Situation:
    """Somebody's circumstances on a day, the question asked, and the answer that is expected."""

    name: str
    question: str
    on: date
    facts: Mapping[str, object]
    expect: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""

    def circumstances(self, facts: Vocabulary) -> Circumstances:
        """The facts as rules understand them.

        Raises: NotFound for a fact nobody knows, Invalid for a value that cannot be.
        """
        return Circumstances(facts.read(self.facts), self.on)


def situation_from(data: Mapping[str, Any], place: str = "") -> Situation:
    """A situation as it is written in a file.

    Raises: ValueError that names what is missing.
    """
    for needed in ("name", "question", "on"):
        if needed not in data:
            raise ValueError(f"{place}: a situation needs {needed}")
    if not isinstance(data["on"], date):
        raise ValueError(f"{place}: on is not a day: {data['on']!r}")
    facts = data.get("facts") or {}
    return Situation(data["name"], data["question"], data["on"], facts, data.get("expect") or {}, place)


def situations_in(root: Path) -> Iterator[Situation]:
    """Every situation of the files `situations.yaml` beneath a folder, in the order of the files."""
    for path in sorted(root.rglob("situations.yaml")):
        place = str(path.relative_to(root))
        for data in load(path) or ():
            yield situation_from(data, place)


def ask(situation: Situation, questions: Questions, facts: Vocabulary, law: Law) -> Explained:
    """The rules' answer to a situation, with what would change it."""
    return explain(questions.of(situation.question), situation.circumstances(facts), law)


def troubles(situation: Situation, questions: Questions, facts: Vocabulary, law: Law) -> list[str]:
    """How the rules' answer differs from what the situation expects; nothing when it is as expected."""
    question = questions.of(situation.question)
    explained = _explained(situation, question, facts, law)
    found: list[str] = []
    for name, expected in situation.expect.items():
        check = _CHECKS.get(name)
        found += [f"nobody knows how to expect {name}"] if check is None else check(explained, expected)
    return found or ([] if "answer" in situation.expect else ["it expects no answer"])


def _explained(situation: Situation, question: Question, facts: Vocabulary, law: Law) -> Explained:
    circumstances = situation.circumstances(facts)
    if "changes" in situation.expect:
        return explain(question, circumstances, law)
    return Explained(question, circumstances, decide(question, circumstances, law))


def _answer(explained: Explained, expected: Any) -> list[str]:
    given = explained.decision.answer.value
    return [] if given == expected else [f"answer: {given}, not {expected}"]


def _reasons(explained: Explained, expected: list[str]) -> list[str]:
    told = {reason.key for reason in (*explained.decision.reasons, *explained.decision.notes)}
    ends = told | {key.partition(".")[2] for key in told}
    return [f"reason {key} is not given; given: {', '.join(sorted(told))}" for key in expected if key not in ends]


def _missing(explained: Explained, expected: list[str]) -> list[str]:
    given = sorted(explained.decision.missing)
    return [] if given == sorted(expected) else [f"missing: {given}, not {sorted(expected)}"]


def _figures(explained: Explained, expected: Mapping[str, Any]) -> list[str]:
    found = explained.decision.figures
    return [line for name, value in expected.items() for line in _figure(name, found.get(name), value)]


def _figure(name: str, figure: Figure | None, expected: Any) -> list[str]:
    if figure is None:
        return [f"figure {name} is not given"]
    low, high = expected if isinstance(expected, list) else (expected, expected)
    wanted = Between(Decimal(str(low)), Decimal(str(high)))
    return (
        []
        if (figure.value.low, figure.value.high) == (wanted.low, wanted.high)
        else [f"figure {name}: {figure.value}, not {wanted}"]
    )


def _sources(explained: Explained, expected: list[str]) -> list[str]:
    cited = {citation.holder for citation in explained.decision.citations}
    return [f"{holder} is not cited; cited: {', '.join(sorted(cited))}" for holder in expected if holder not in cited]


def _changes(explained: Explained, expected: list[str]) -> list[str]:
    pulled = {lever.values.get("fact", lever.key) for change in explained.changes for lever in change.levers}
    return [
        f"{lever} would not change the answer; {sorted(map(str, pulled))} would"
        for lever in expected
        if lever not in pulled
    ]


_CHECKS = {
    "answer": _answer,
    "reasons": _reasons,
    "missing": _missing,
    "figures": _figures,
    "sources": _sources,
    "changes": _changes,
}
