"""What a keeper of the law is told before a value counts: no source, a gap, an overlap, a missing language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from string import Formatter

from darna.kernel.text import FALLBACKS, LocalText
from darna.rules.engine.citations import KINDS, Certainty, Citation, Source
from darna.rules.engine.facts import CHANGES, Fact, Vocabulary
from darna.rules.engine.facts import KINDS as FACT_KINDS
from darna.rules.engine.parameters import Instrument, Law, Parameter, Value
from darna.rules.engine.predicates import Leaf, Node, leaves
from darna.rules.engine.rights import Right
from darna.rules.engine.units import UNITS, misfit, texts_within

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


def troubles_of_parameter(parameter: Parameter) -> Iterator[str]:
    """What is wrong with one value through time."""
    place = parameter.name
    yield from _of_text(f"{place} says", parameter.says)
    if parameter.unit not in UNITS:
        yield f"{place}: the unit {parameter.unit} is not one of {', '.join(UNITS)}"
    if not parameter.values:
        yield f"{place}: no value at all"
    for value in parameter.values:
        yield from _of_value(f"{place} from {value.valid_from}", value, parameter.unit)
    for before, after in pairwise(parameter.values):
        yield from _of_neighbours(place, before, after)


def _of_value(place: str, value: Value, unit: str) -> Iterator[str]:
    cited = value.citation
    if why := misfit(unit, value.value):
        yield f"{place}: {why}"
    for text in texts_within(value.value):
        yield from _of_text(f"{place}: {next(iter(text.values()))}", LocalText.of(text))
    if value.value is None and cited.certainty.decides:
        yield f"{place}: a value that is not known can only be of certainty ?"
    if value.valid_to is not None and value.valid_to < value.valid_from:
        yield f"{place}: it ends before it begins"
    yield from _of_citation(place, cited)


def _of_neighbours(place: str, before: Value, after: Value) -> Iterator[str]:
    if before.valid_to is None:
        yield f"{place}: the value from {before.valid_from} has no end, and another follows from {after.valid_from}"
        return
    between = after.valid_from - before.valid_to
    if between > timedelta(days=1):
        yield f"{place}: a gap between {before.valid_to} and {after.valid_from}"
    if between < timedelta(days=1):
        yield f"{place}: two values on {after.valid_from}"


def _of_citation(place: str, cited: Citation | None) -> Iterator[str]:
    if cited is None:
        yield f"{place}: no source"
    elif cited.certainty.is_stronger_than(cited.source.certainty):
        yield f"{place}: {cited.certainty} is more than its source {cited.source.id} gives ({cited.source.certainty})"


def _of_text(place: str, text: LocalText, *, required: bool = True) -> Iterator[str]:
    missing = [language for language in FALLBACKS if language not in text]
    if missing and (required or len(missing) < len(FALLBACKS)):
        yield f"{place}: not written in {', '.join(missing)}"
        return
    asked = {language: _placeholders(text[language]) for language in text}
    if len(set(map(frozenset, asked.values()))) > 1:
        told = "; ".join(f"{language}: {' '.join(sorted(names))}" for language, names in asked.items())
        yield f"{place}: not the same placeholders in every language ({told})"


def _placeholders(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError:
        # A brace alone: no name of a value, and never the same in another language.
        return {text}


def troubles_of_source(place: str, source: Source) -> Iterator[str]:
    """What is wrong with a text that a value rests on."""
    if source.kind not in KINDS:
        yield f"{place}: the kind {source.kind} is not one of {', '.join(KINDS)}"
    if not source.title:
        yield f"{place}: no title"
    if source.certainty is Certainty.VERIFIED and not source.reference:
        yield f"{place}: it is said to have been read, and nothing says where"


def troubles_of_instrument(instrument: Instrument) -> Iterator[str]:
    """What is wrong with one legal text and its values."""
    place = instrument.id
    yield from _of_text(f"{place} title", instrument.title)
    for source in instrument.sources.values():
        yield from troubles_of_source(f"{place}: source {source.id}", source)
    for parameter in instrument.parameters.values():
        yield from troubles_of_parameter(parameter)
    for key, text in instrument.words.items():
        yield from _of_text(f"{place}: {key}", text)


def troubles_of_right(right: Right, facts: Vocabulary, law: Law) -> Iterator[str]:
    """What is wrong with one right of the catalogue."""
    place = right.id
    texts = {"title": right.title, "summary": right.summary, "authority": right.authority}
    for name, text in texts.items():
        yield from _of_text(f"{place} {name}", text)
    yield from _of_text(f"{place} if_refused", right.if_refused, required=False)
    for source in right.sources.values():
        yield from troubles_of_source(f"{place}: source {source.id}", source)
    for node in _trees(right):
        for leaf in leaves(node):
            yield from _of_leaf(leaf, facts, law)
    yield from _of_parts(right)


def _trees(right: Right) -> Iterator[Node]:
    yield right.when
    yield from (warning.when for warning in right.warnings if warning.when)
    yield from (document.needed for document in right.documents if document.needed)


def _of_leaf(leaf: Leaf, facts: Vocabulary, law: Law) -> Iterator[str]:
    if leaf.fact and leaf.fact not in facts:
        yield f"{leaf.key}: nobody asks for the fact {leaf.fact}"
    fact = facts.find(leaf.fact)
    if fact and fact.kind == "yes_no" and not (leaf.operand.parameter or isinstance(leaf.operand.value, bool)):
        yield f"{leaf.key}: {leaf.fact} is true or false, not {leaf.operand.value!r}"
    for name in filter(None, (leaf.parameter, leaf.operand.parameter)):
        if not law.knows(name):
            yield f"{leaf.key}: there is no value {name}"


def _of_parts(right: Right) -> Iterator[str]:
    place = right.id
    for leaf in leaves(right.when):
        yield from _of_text(f"{leaf.key} says", leaf.says)
        yield from _named(leaf.key.partition(".")[2], f"{place}: a condition")
        if not (leaf.parameter or leaf.operand.parameter):
            yield from _of_citation(leaf.key, leaf.citation)
    for warning in right.warnings:
        yield from _of_text(f"{place}: warning {warning.id}", warning.says)
        yield from _of_citation(f"{place}: warning {warning.id}", warning.citation)
    yield from _of_documents(right)
    yield from _twice(place, (leaf.key for leaf in leaves(right.when)))


def _of_documents(right: Right) -> Iterator[str]:
    known = {document.id for document in right.documents}
    for document in right.documents:
        yield from _of_text(f"{right.id}: document {document.id}", document.name)
        yield from _of_text(f"{right.id}: document {document.id} note", document.note, required=False)
        yield from _of_citation(f"{right.id}: document {document.id}", document.citation)
    for step in right.steps:
        yield from _of_text(f"{right.id}: step {step.id}", step.do)
        yield from _of_text(f"{right.id}: step {step.id} where", step.where, required=False)
        yield from _of_citation(f"{right.id}: step {step.id}", step.citation)
        yield from (
            f"{right.id}: step {step.id} asks for {name}, which is no document"
            for name in step.documents
            if name not in known
        )


def _named(name: str, place: str) -> Iterator[str]:
    if not _NAME.match(name):
        yield f"{place} has no name of its own ({name or 'no id'})"


def _twice(place: str, keys: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield f"{place}: two conditions are called {key}"
        seen.add(key)


def troubles_of_facts(facts: Vocabulary) -> Iterator[str]:
    """What is wrong with the questions a person is asked."""
    for name in facts:
        yield from _of_fact(facts[name])


def _of_fact(fact: Fact) -> Iterator[str]:
    yield from _of_text(f"fact {fact.id}", fact.asks)
    yield from _of_text(f"fact {fact.id} hint", fact.hint, required=False)
    if fact.kind not in FACT_KINDS:
        yield f"fact {fact.id}: the kind {fact.kind} is not one of {', '.join(FACT_KINDS)}"
    if fact.changes not in CHANGES:
        yield f"fact {fact.id}: changes is not one of {', '.join(CHANGES)}"
    if (fact.kind == "choice") != bool(fact.choices):
        yield f"fact {fact.id}: a choice needs its choices, and only a choice has them"
    for code, text in fact.choices.items():
        yield from _of_text(f"fact {fact.id}, choice {code}", text)


def troubles_of_words(words: Mapping[str, LocalText]) -> Iterator[str]:
    """Sentences that are not complete."""
    for key, text in words.items():
        yield from _of_text(key, text)
