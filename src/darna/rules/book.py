"""The whole law Darna knows, read once: instruments, rights, facts, words and the questions they answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from darna.kernel.errors import NotFound
from darna.kernel.text import LocalText
from darna.rules.engine.facts import Fact, Vocabulary, fact_from
from darna.rules.engine.linter import (
    troubles_of_facts,
    troubles_of_instrument,
    troubles_of_right,
    troubles_of_words,
)
from darna.rules.engine.parameters import Instrument, Law
from darna.rules.engine.predicates import leaves
from darna.rules.engine.questions import Question, Questions
from darna.rules.engine.reading import instrument_from, load, right_from, words_from
from darna.rules.engine.rights import Formula, Right
from darna.rules.enterprise import reckoning as of_enterprise
from darna.rules.entitlements import reckoning as of_entitlements
from darna.rules.investment import reckoning as of_investment
from darna.rules.portability import answers

ROOT: Final = Path(__file__).parent
#: Where the folders of instruments and rights stand.
AREAS: Final = ("portability", "entitlements", "enterprise", "investment")
#: Amounts by name, `investment.mdm_invest_grant`: what the files of rights may ask to be worked out.
FORMULAS: Final[Mapping[str, Formula]] = {
    f"{area}.{name}": formula
    for area, formulas in (
        ("entitlements", of_entitlements.FORMULAS),
        ("enterprise", of_enterprise.FORMULAS),
        ("investment", of_investment.FORMULAS),
    )
    for name, formula in formulas.items()
}


# A book is told from another by which it is, so that what is drawn from it can be kept by it.
@dataclass(frozen=True, eq=False)
class Book:
    """All that is known, each under its name."""

    instruments: Mapping[str, Instrument]
    rights: Mapping[str, Right]
    facts: Vocabulary
    words: Mapping[str, LocalText]
    questions: Questions

    @property
    def law(self) -> Law:
        """The instruments and the rights' own values, as rules read them."""
        return Law(self.instruments)

    def revised(self, instruments: Mapping[str, Instrument]) -> Book:
        """The same book with other values, those that rights hold themselves among them."""
        rights = {
            name: replace(right, parameters=instruments[name].parameters) if right.parameters else right
            for name, right in self.rights.items()
        }
        return replace(self, instruments=instruments, rights=rights)

    def right(self, right_id: str) -> Right:
        """The right of that name.

        Raises: NotFound when there is none.
        """
        if right_id not in self.rights:
            raise NotFound("right", right_id)
        return self.rights[right_id]


@lru_cache(maxsize=1)
def book() -> Book:
    """The law as it is written in this version of Darna; read at the first question, then kept."""
    instruments = {one.id: one for one in map(instrument_from, map(load, sorted(ROOT.glob("*/*/parameters.yaml"))))}
    rights = {one.id: one for one in _rights()}
    # A right may hold values of its own: they are asked like an instrument's.
    holders = {name: _as_instrument(right) for name, right in rights.items() if right.parameters}
    facts = _facts()
    return Book({**instruments, **holders}, rights, facts, _words(instruments, rights), _questions(rights, facts))


def _rights() -> Iterator[Right]:
    for path in sorted(ROOT.glob("*/*/right.yaml")):
        yield right_from(load(path), area=path.parent.parent.name)


def _as_instrument(right: Right) -> Instrument:
    return Instrument(right.id, right.title, ("MA",), right.sources, right.parameters)


def _facts() -> Vocabulary:
    facts: dict[str, Fact] = {}
    for path in sorted(ROOT.glob("facts/*.yaml")):
        for name, data in (load(path) or {}).items():
            if name in facts:
                raise ValueError(f"{path.name}: the fact {name} is told of twice")
            facts[name] = fact_from(name, data)
    return Vocabulary(facts)


def _words(instruments: Mapping[str, Instrument], rights: Mapping[str, Right]) -> dict[str, LocalText]:
    words = words_from(load(ROOT / "words.yaml"))
    for path in sorted(ROOT.glob("*/words.yaml")):
        words |= words_from(load(path))
    for instrument in instruments.values():
        words |= {f"{instrument.id}.{key}": text for key, text in instrument.words.items()}
    for right in rights.values():
        words |= _words_of(right)
    return words


def _words_of(right: Right) -> dict[str, LocalText]:
    said = {leaf.key: leaf.says for leaf in leaves(right.when)}
    warned = {f"{right.id}.{warning.id}": warning.says for warning in right.warnings}
    return {f"{right.question}.title": right.title, **said, **warned}


def _questions(rights: Mapping[str, Right], facts: Vocabulary) -> Questions:
    questions = Questions()
    fixed = frozenset(name for name in facts if facts[name].changes == "never")
    for question in answers.questions():
        questions.add(replace(question, fixed=fixed))
    for right in rights.values():
        questions.add(Question(right.question, right.rule(FORMULAS), f"{right.question}.title", fixed=fixed))
    return questions


def troubles(known: Book) -> list[str]:
    """Everything a keeper of the law has to mend before it counts; nothing when all is well."""
    found = [line for one in known.instruments.values() for line in troubles_of_instrument(one)]
    for right in known.rights.values():
        found += troubles_of_right(right, known.facts, known.law)
    return list(dict.fromkeys([*found, *troubles_of_facts(known.facts), *troubles_of_words(known.words)]))
