"""A right's answer to one situation as its page shows it: what to know first, the papers and days of this person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from darna.faces.portal.entitlements.catalogue import asked_instead, facts_of
from darna.faces.portal.rights.answering import (
    ShownAnswer,
    ShownFact,
    ShownReason,
    ShownSource,
    page_teller,
    shown_answer,
    shown_source,
)
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.rules.book import Book
from darna.rules.engine.answers import Answer
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.citations import Citation
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.predicates import Branch, Contrary, Node, leaves
from darna.rules.engine.questions import Explained, explain
from darna.rules.engine.rights import Document, Right, Step, documents_for
from darna.rules.engine.words import Teller
from darna.rules.statements import of_right, statement_in_words


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A paper; `maybe` when it cannot be told whether this person needs it, `is_conditional` when not everybody does."""

    name: str
    note: str = ""
    maybe: bool = False
    is_conditional: bool = False


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A thing to do, where, with what, and until when; `since` is the question whose answer the days are counted from."""

    do: str
    where: str
    documents: tuple[str, ...]
    days: int | None = None
    since: str = ""
    last_on: date | None = None
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class ShownCondition:
    """A condition, or several under a word that joins them: `joins` is all, any, none or empty."""

    words: str = ""
    joins: str = ""
    parts: tuple[ShownCondition, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownRight:
    """A right in the reader's language."""

    id: str
    address: str
    title: str
    summary: str
    authority: str
    if_refused: str
    conditions: tuple[ShownCondition, ...]
    warnings: tuple[str, ...]
    documents: tuple[ShownDocument, ...]
    steps: tuple[ShownStep, ...]
    sources: tuple[ShownSource, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a right answers to one person: warnings stand before everything else."""

    shown: ShownAnswer
    warnings: tuple[ShownReason, ...]
    documents: tuple[ShownDocument, ...]
    steps: tuple[ShownStep, ...]
    answer: str


def shown_right(of: Right, language: str, known: Book) -> ShownRight:
    """Everything a right's page says before anything is known of the reader."""
    right, tell = known.right(of.id), page_teller(language, known)
    return ShownRight(
        id=right.id,
        address=right.address,
        title=right.title.in_(language),
        summary=right.summary.in_(language),
        authority=right.authority.in_(language),
        if_refused=right.if_refused.in_(language),
        conditions=_conditions(right, tell),
        warnings=tuple(warning.says.in_(language) for warning in right.warnings),
        documents=tuple(_document(one, language, Answer.YES) for one in right.documents),
        steps=tuple(_step(one, right, language, {}) for one in right.steps),
        sources=tuple(shown_source(tell, citation) for citation in citations_of(right)),
    )


def _conditions(right: Right, tell: Teller) -> tuple[ShownCondition, ...]:
    """What has to be so, as it is written; conditions that are all asked stand side by side."""
    words = {one.key: statement_in_words(tell, one) for one in of_right(right) if one.kind == "condition"}
    found = _condition(right.when, words, tell)
    return found.parts if found.joins == "all" else (found,)


def _condition(node: Node, words: Mapping[str, str], tell: Teller) -> ShownCondition:
    match node:
        case Branch():
            return ShownCondition(joins=node.joins, parts=tuple(_condition(part, words, tell) for part in node.parts))
        case Contrary():
            return ShownCondition(joins="none", parts=(_condition(node.part, words, tell),))
    return ShownCondition(words.get(node.key) or node.says.in_(tell.language))


def ask(right: Right, told: Mapping[str, object], known: Book) -> Explained:
    """The law's answer today, with what would change it."""
    return explain(known.questions.of(right.question), Circumstances(told, today()), known.law)


def answered(right: Right, told: Mapping[str, object], language: str, known: Book) -> Answered:
    """The answer to a situation, with the papers and the days of this person."""
    explained = ask(right, told, known)
    shown = _in_the_words_of_the_form(shown_answer(explained, language, known), explained, right, language, known)
    needed = documents_for(right, Inquiry(explained.circumstances, known.law))
    return Answered(
        shown=replace(shown, notes=()),
        warnings=shown.notes,
        documents=tuple(_document(one, language, answer) for one, answer in needed),
        steps=tuple(_step(one, right, language, told) for one in right.steps),
        answer=explained.decision.answer.value,
    )


def _in_the_words_of_the_form(
    shown: ShownAnswer, explained: Explained, right: Right, language: str, known: Book
) -> ShownAnswer:
    """What is missing is named by the question that the form asks for it."""
    tell, asked = page_teller(language), {fact.id for fact in facts_of(right.id, known)}
    named = {"nationality": "is_moroccan"} if "nationality" not in asked and "is_moroccan" in asked else {}
    missing = dict.fromkeys(named.get(name, name) for name in explained.decision.missing)
    return replace(shown, missing=tuple(ShownFact(name, tell.question(name)) for name in missing))


def citations_of(right: Right) -> tuple[Citation, ...]:
    """The places of the law a right rests on, each once: conditions, papers, steps, warnings, values of today."""
    found = dict.fromkeys(one for one in _citations(right) if one is not None)
    # One source without its article says no more than the same with it.
    with_article = {one.source.id for one in found if one.article}
    kept: dict[tuple[str, str], Citation] = {}
    for one in found:
        if one.article or one.source.id not in with_article:
            kept.setdefault((one.source.id, one.article), one)
    return tuple(kept.values())


def _citations(right: Right) -> Iterator[Citation | None]:
    yield from (leaf.citation for leaf in leaves(right.when))
    yield from (value.citation for one in right.parameters.values() for value in one.values if value.holds_on(today()))
    parts: Iterable[Document | Step] = (*right.documents, *right.steps)
    yield from (one.citation for one in parts)
    yield from (one.citation for one in right.warnings)


def _document(document: Document, language: str, answer: Answer) -> ShownDocument:
    return ShownDocument(
        document.name.in_(language),
        document.note.in_(language),
        maybe=answer is Answer.UNKNOWN,
        is_conditional=document.needed is not None,
    )


def _step(step: Step, right: Right, language: str, told: Mapping[str, object]) -> ShownStep:
    names = {one.id: one.name.in_(language) for one in right.documents}
    shown = ShownStep(
        do=step.do.in_(language),
        where=step.where.in_(language),
        documents=tuple(names[name] for name in step.documents if name in names),
    )
    if step.within is None:
        return shown
    since = page_teller(language).question(asked_instead(step.within.since))
    last_on = _last_day(told.get(step.within.since), step.within.days)
    is_over = last_on is not None and last_on < today()
    return replace(shown, days=step.within.days, since=since, last_on=last_on, is_over=is_over)


def _last_day(since: object, days: int) -> date | None:
    """The last day, counted from the earliest day it can have been: whoever comes then comes in time."""
    return since.earliest + timedelta(days=days) if isinstance(since, PartialDate) else None
