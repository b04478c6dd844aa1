"""Everything the law is said to say, a line each: values through time, conditions, papers, steps, with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final

from darna.kernel.text import LocalText
from darna.rules.book import AREAS, ROOT, Book
from darna.rules.engine.citations import Certainty, Citation
from darna.rules.engine.parameters import Instrument, Parameter, Value
from darna.rules.engine.predicates import Leaf, leaves
from darna.rules.engine.rights import Right
from darna.rules.engine.words import Teller

#: A statement that nobody held against its source for longer than this is to be read again.
STALE_AFTER: Final = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said of the law, and where it stands written.

    `kind` is value, condition, document, step or warning; `key` names the sentence where one is filled with values.
    """

    holder: str
    title: LocalText
    area: str
    kind: str
    says: LocalText
    citation: Citation
    key: str = ""
    name: str = ""
    filled: Mapping[str, object] = field(default_factory=dict)
    value: object = None
    unit: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def certainty(self) -> Certainty:
        """How sure it is."""
        return self.citation.certainty

    def is_stale(self, today: date) -> bool:
        """Whether it was last held against its source too long ago."""
        return today - self.citation.read_on > STALE_AFTER


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which a value of the law became another; `after` None where it ended and nothing took its place."""

    on: date
    holder: str
    title: LocalText
    area: str
    parameter: Parameter
    before: Value
    after: Value | None

    @property
    def citation(self) -> Citation:
        """Where the change stands written."""
        return (self.after or self.before).citation


def area_of(known: Book, holder: str) -> str:
    """The part of the law a holder belongs to."""
    return known.rights[holder].area if holder in known.rights else _folders().get(holder, AREAS[0])


@lru_cache(maxsize=1)
def _folders() -> dict[str, str]:
    """Each legal text by the folder it stands in."""
    return {path.parent.name: path.parents[1].name for path in ROOT.glob("*/*/parameters.yaml")}


def statements(known: Book) -> tuple[Statement, ...]:
    """Every statement, by area, then by holder, in the order in which it is written."""
    found = [one for holder in known.instruments.values() for one in of_values(holder, area_of(known, holder.id))]
    found += [one for right in known.rights.values() for one in of_right(right)]
    return tuple(sorted(found, key=lambda one: (AREAS.index(one.area), one.holder)))


def of_values(instrument: Instrument, area: str) -> Iterator[Statement]:
    """Every value of an instrument through time."""
    for parameter in instrument.parameters.values():
        for value in parameter.values:
            yield Statement(
                holder=instrument.id,
                title=instrument.title,
                area=area,
                kind="value",
                says=parameter.says,
                citation=value.citation,
                name=parameter.name,
                value=value.value,
                unit=parameter.unit,
                valid_from=value.valid_from,
                valid_to=value.valid_to,
            )


def of_right(right: Right) -> Iterator[Statement]:
    """The conditions, warnings, papers and steps of a right that name their source."""
    told: list[tuple[str, str, LocalText, Citation | None, Mapping[str, object]]] = []
    told += [("condition", leaf.key, leaf.says, leaf.citation, _filled(right, leaf)) for leaf in leaves(right.when)]
    told += [("warning", f"{right.id}.{one.id}", one.says, one.citation, {}) for one in right.warnings]
    told += [("document", "", one.name, one.citation, {}) for one in right.documents]
    told += [("step", "", one.do, one.citation, {}) for one in right.steps]
    for kind, key, says, citation, filled in told:
        if citation is not None:
            yield Statement(right.id, right.title, right.area, kind, says, citation, key, filled=filled)


def _filled(right: Right, leaf: Leaf) -> dict[str, object]:
    """What a condition's sentence may name: what is needed, as the last value of the right says it."""
    own = right.parameters.get(leaf.operand.parameter.removeprefix(f"{right.id}."))
    return {"needed": own.values[-1].value if own else leaf.operand.value, "has": "…"}


def changes(known: Book) -> tuple[Change, ...]:
    """Every day on which a value became another, the newest first."""
    found = [one for holder in known.instruments.values() for one in _changes_of(known, holder)]
    return tuple(sorted(found, key=lambda one: (one.on, one.parameter.name), reverse=True))


def _changes_of(known: Book, holder: Instrument) -> Iterator[Change]:
    area = area_of(known, holder.id)
    for parameter in holder.parameters.values():
        for before, after in pairwise(parameter.values):
            yield Change(after.valid_from, holder.id, holder.title, area, parameter, before, after)
        last = parameter.values[-1]
        if last.valid_to is not None:
            ended_on = last.valid_to + timedelta(days=1)
            yield Change(ended_on, holder.id, holder.title, area, parameter, last, None)


def value_in_words(tell: Teller, value: object, unit: str) -> tuple[str, ...]:
    """A value as it is read, a line for each entry of a table."""
    if isinstance(value, Mapping):
        return tuple(f"{code_in_words(tell, str(code))}: {_entry(tell, one, unit)}" for code, one in value.items())
    return (_entry(tell, value, unit),)


def _entry(tell: Teller, value: object, unit: str = "") -> str:
    match value:
        case bool() | None:
            return tell.value(value)
        case str():
            return code_in_words(tell, value)
        case LocalText():
            return value.in_(tell.language)
        case Mapping():
            return _inside(tell, value)
        case list() | tuple():
            return tell.sentence("engine.listed").join(_entry(tell, one) for one in value) or tell.sentence("law.none")
    key = f"engine.unit.{unit}"
    return tell.sentence(key, {"value": value}) if key in tell.words else tell.value(value)


def _inside(tell: Teller, value: Mapping[str, object]) -> str:
    # A text in four languages stands in the files as a table of languages.
    if set(value) <= {"ar", "fr", "it", "en"}:
        return LocalText.of({code: str(text) for code, text in value.items()}).in_(tell.language)
    told = (f"{code_in_words(tell, str(code))}: {_entry(tell, one)}" for code, one in value.items())
    return tell.sentence("engine.listed").join(told)


def code_in_words(tell: Teller, code: str) -> str:
    """A code of the law by its name: a branch, a country, what a question offers; itself where it has none."""
    if f"law.code.{code}" in tell.words:
        return tell.sentence(f"law.code.{code}")
    if len(code) == 2 and code.isupper():
        return tell.country(code)
    offered = (fact.choices[code] for fact in tell.facts.values() if code in fact.choices)
    return next((text.in_(tell.language) for text in offered), code)


def statement_in_words(tell: Teller, one: Statement) -> str:
    """What is said, as a sentence."""
    return tell.sentence(one.key, one.filled) if one.key in tell.words else one.says.in_(tell.language)


def counted(found: Iterable[Statement]) -> dict[Certainty, int]:
    """How many statements are how sure."""
    numbers = dict.fromkeys(Certainty, 0)
    for one in found:
        numbers[one.certainty] += 1
    return numbers


def known_codes(known: Book) -> set[str]:
    """The codes that stand in values and have to be said in words."""
    return {
        code
        for holder in known.instruments.values()
        for parameter in holder.parameters.values()
        for value in parameter.values
        for code in _codes(value.value)
    }


def _codes(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping() if not set(value) <= {"ar", "fr", "it", "en"}:
            for code, one in value.items():
                yield str(code)
                yield from _codes(one)
        case list() | tuple():
            for one in value:
                yield from _codes(one)
