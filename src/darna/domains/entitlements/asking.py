"""Putting a question to the law about what is told of a person, and writing the answer down in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from darna.base.pages.facts import ASKED_KINDS as ASKED
from darna.domains.entitlements.law import LawInForce
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid
from darna.kernel.locales import LOCALES
from darna.rules.book import Book
from darna.rules.engine.answers import Answer
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.citations import Citation
from darna.rules.engine.decisions import Decision, Figure, Reason
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.predicates import Node, leaves
from darna.rules.engine.questions import Explained, decide, explain
from darna.rules.engine.rights import Right, Within, documents_for
from darna.rules.engine.words import Teller
from darna.rules.telling import change_in_words, citation_in_words, figure_in_words, teller

#: Facts by name, as they are typed or kept: plain text, numbers, yes or no, and the career as a list of periods.
Told = Mapping[str, object]
PREFIX: Final = "rights."


@dataclass(frozen=True, slots=True)
class Part:
    """A paper or a step of a right for this person; `due_on` where the law gives a day that can be told."""

    kind: str
    code: str
    is_certain: bool = True
    due_on: date | None = None


def situation(told: Told, on: date, known: Book) -> Circumstances:
    """What is told as rules read it; a fact the law does not know any more, or no longer reads so, is left out."""
    return Circumstances(facts_of(told, known), on)


def facts_of(told: Told, known: Book) -> dict[str, object]:
    """The facts among what is told that the law knows, read as it reads them."""
    facts: dict[str, object] = {}
    for name, value in told.items():
        if name in known.facts:
            facts |= _read(name, value, known)
    return facts


def _read(name: str, value: object, known: Book) -> dict[str, object]:
    try:
        return known.facts.read({name: value})
    except Invalid:
        return {}


def typed_facts(texts: Mapping[str, str], known: Book) -> dict[str, object]:
    """What a person typed, as it is kept: those facts that a form can ask for and the law can read; the others go."""
    asked = {name: text for name, text in texts.items() if name in known.facts and known.facts[name].kind in ASKED}
    read = {name: _typed(name, text, known) for name, text in asked.items()}
    return {name: plain(value) for name, value in read.items() if value is not None}


def _typed(name: str, text: str, known: Book) -> object:
    try:
        read = known.facts[name].typed(text)
    except Invalid:
        return None
    # Nobody was born tomorrow; forms refuse it too.
    is_to_come = name == "birth_date" and isinstance(read, PartialDate) and read.earliest > today()
    return None if is_to_come else read


def plain(value: object) -> object:
    """A fact as text, number, yes or no: so that it can be kept, and read again."""
    return str(value) if isinstance(value, PartialDate | Decimal) else value


def answer(question: str, told: Told, on: date, law: LawInForce) -> Decision:
    """What the law answers, without what would change it. Raises: NotFound for a question nobody can ask."""
    return decide(law.book.questions.of(question), situation(told, on, law.book), law.law)


def explained(question: str, told: Told, on: date, law: LawInForce) -> Explained:
    """What the law answers, why, and what would change it. Raises: NotFound for a question nobody can ask."""
    return explain(law.book.questions.of(question), situation(told, on, law.book), law.law)


def right_of(question: str, known: Book) -> Right | None:
    """The right of the catalogue behind a question; None for one that is answered by a calculation."""
    return known.rights.get(question.removeprefix(PREFIX)) if question.startswith(PREFIX) else None


def facts_asked(question: str, told: Told, on: date, law: LawInForce) -> list[str]:
    """The facts that the answer may rest on, those that decide first; what follows from another is not asked."""
    decision = answer(question, told, on, law)
    names = [name for reason in (*decision.reasons, *decision.notes) for name in (*reason.lacks, *reason.uses)]
    right = right_of(question, law.book)
    conditions = _facts_of(right) if right else ()
    circumstances = situation(told, on, law.book)
    rests = (circumstances.rests_on(name) for name in (*names, *conditions))
    return [name for name in dict.fromkeys(rests) if name in law.book.facts]


def _facts_of(right: Right) -> Iterator[str]:
    trees: Iterable[Node | None] = (
        right.when,
        *(warning.when for warning in right.warnings),
        *(document.needed for document in right.documents),
    )
    for tree in trees:
        yield from (leaf.fact for leaf in leaves(tree) if leaf.fact) if tree is not None else ()
    yield from (step.within.since for step in right.steps if step.within)


def parts_of(question: str, told: Told, on: date, law: LawInForce) -> tuple[Part, ...]:
    """The papers and the steps of a right for this person, in their order; none where no catalogue tells of it."""
    right = right_of(question, law.book)
    if right is None:
        return ()
    circumstances = situation(told, on, law.book)
    papers = documents_for(right, Inquiry(circumstances, law.law))
    documents = (Part("document", paper.id, needed is Answer.YES) for paper, needed in papers)
    steps = (Part("step", step.id, due_on=_due(step.within, circumstances)) for step in right.steps)
    return (*documents, *steps)


def _due(within: Within | None, circumstances: Circumstances) -> date | None:
    """The last day for a step; where a date is known in part, the earliest it can be, so that nobody is late."""
    since = circumstances.known(within.since) if within else None
    first = getattr(since, "earliest", None)
    return first + timedelta(days=within.days) if within and first else None


def kept(found: Explained, known: Book) -> dict[str, Any]:
    """An explanation as it is kept: for machines, and in the words of today in every language.

    The words are kept too, for the law may be told in others later, and what was told must stay readable.
    """
    return {"data": found.as_data(), "words": {code: in_words(found, teller(known, code)) for code in LOCALES}}


def in_words(found: Explained, tell: Teller) -> dict[str, Any]:
    """An explanation in one language: title, answer, reasons, figures, what is missing, to know, changes, sources."""
    decision = found.decision
    return {
        "title": tell.sentence(found.question.title, found.question.values),
        "reasons": [_reason(tell, one) for one in decision.reasons],
        "figures": [_figure(tell, name, one) for name, one in decision.figures.items()],
        "missing": [tell.question(name) for name in decision.missing],
        "notes": [tell.sentence(note.key, note.values) for note in decision.notes],
        "changes": [change_in_words(tell, one) for one in found.changes],
        "sources": [citation_in_words(tell, one) for one in decision.citations],
    }


def _reason(tell: Teller, reason: Reason) -> dict[str, str]:
    because = tell.sentence(f"engine.because.{reason.because}") if reason.because else ""
    return {"answer": reason.answer.value, "text": tell.sentence(reason.key, reason.values), "because": because}


def _figure(tell: Teller, name: str, figure: Figure) -> list[str]:
    return [tell.sentence(f"figure.{name}"), figure_in_words(tell, figure)]


def cited(right: Right) -> Iterator[Citation]:
    """Every place of the law that a right rests on: its conditions, papers, steps and warnings."""
    of_papers = (paper.citation for paper in right.documents)
    of_steps = (step.citation for step in right.steps)
    of_warnings = (warning.citation for warning in right.warnings)
    found = (*(leaf.citation for leaf in leaves(right.when)), *of_papers, *of_steps, *of_warnings)
    yield from (one for one in found if one is not None)


def authority_of(question: str, known: Book, language: str) -> str:
    """The office that the catalogue names for a right; empty where it names none."""
    right = right_of(question, known)
    return right.authority.in_(language) if right else ""


def title_of(question: str, known: Book, language: str) -> str:
    """What a question is called; its address where the law does not know it any more."""
    if question not in known.questions:
        return question
    found = known.questions.of(question)
    return teller(known, language).sentence(found.title, found.values)
