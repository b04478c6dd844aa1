"""An explained decision as a page shows it: the answer, why, what is missing, what would change it, and its sources.

Pages give a `ShownAnswer` to `portal/rights/_reasons.html` as `shown`. Values stand between signs that keep their
own direction, not between tags: everything stays plain text, which the template escapes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from darna.faces.portal.rights.naming import country_in_words
from darna.rules.book import Book, book
from darna.rules.engine.answers import Answer
from darna.rules.engine.citations import Certainty, Citation
from darna.rules.engine.decisions import Figure, Reason
from darna.rules.engine.questions import Change, Explained
from darna.rules.engine.words import Teller
from darna.rules.telling import MARKS, figure_in_words, since_in_words

#: How each answer is dressed: a look of the shell's tags. The mark and the words say it too.
LOOKS: Final = {Answer.YES: "done", Answer.NO: "closed", Answer.UNKNOWN: "waiting"}
#: An address as sources write it: a host and a path, nothing beside it.
_ADDRESS: Final = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s;,]*)?)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ShownReason:
    """One condition as it is read: a mark, the sentence, why it cannot be told, how sure its law is."""

    mark: str
    answer: str
    words: str
    because: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact that is missing, by its name and the question that asks for it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """What would have to be otherwise, and the answer then."""

    words: tuple[str, ...]
    then: str
    mark: str


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source with its article, the day it is law from, how sure it is and when it was last read."""

    title: str
    language: str
    article: str
    since: str
    certainty: str
    is_verified: bool
    read_on: str
    reference: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """Everything a page says of one decision; `labels` are the headings of its parts.

    Shape: `reasons` are the conditions that decided, `others` those that were asked too.
    """

    question: str
    title: str
    answer: str
    mark: str
    look: str
    words: str
    law_of: str
    on: date
    reasons: tuple[ShownReason, ...]
    others: tuple[ShownReason, ...]
    missing: tuple[ShownFact, ...]
    figures: tuple[tuple[str, str], ...]
    notes: tuple[ShownReason, ...]
    changes: tuple[ShownChange, ...]
    sources: tuple[ShownSource, ...]
    only_the_authority: str
    labels: dict[str, str]


def shown_answer(explained: Explained, language: str, known: Book | None = None) -> ShownAnswer:
    """The decision in the reader's language; nothing is asked of the database."""
    tell = page_teller(language, known)
    decision, question = explained.decision, explained.question
    return ShownAnswer(
        question=question.id,
        title=tell.sentence(question.title, question.values),
        answer=decision.answer.value,
        mark=MARKS[decision.answer],
        look=LOOKS[decision.answer],
        words=tell.sentence(f"engine.answer.{decision.answer}"),
        law_of=tell.sentence("engine.law_of", {"day": explained.circumstances.on}),
        on=explained.circumstances.on,
        reasons=tuple(_reason(tell, reason) for reason in decision.deciding),
        others=tuple(_reason(tell, reason) for reason in decision.others),
        missing=tuple(ShownFact(name, question_in_words(name, tell)) for name in decision.missing),
        figures=_figures(tell, decision.figures),
        notes=tuple(_reason(tell, note) for note in decision.notes),
        changes=_changes(tell, explained.changes),
        sources=tuple(shown_source(tell, citation) for citation in decision.citations),
        only_the_authority=tell.sentence("engine.only_the_authority"),
        labels=labels_of(tell),
    )


def page_teller(language: str, known: Book | None = None) -> Teller:
    """Who tells the law on a page, each value keeping its own direction."""
    known = known or book()
    return Teller(known.words, known.facts, language, around=kept_apart)


def question_in_words(name: str, tell: Teller) -> str:
    """The question that asks for a fact, with the country it is about."""
    _base, _point, country = name.partition(".")
    if not country or name not in tell.facts:
        return tell.question(name)
    return f"{tell.facts[name].asks.in_(tell.language)} ({country_in_words(country, tell)})"


def kept_apart(value: str) -> str:
    """A value between the signs that keep its direction to itself.

    >>> kept_apart("2011") == "\\u20682011\\u2069"
    True
    """
    return f"\N{FIRST STRONG ISOLATE}{value}\N{POP DIRECTIONAL ISOLATE}"


def labels_of(tell: Teller) -> dict[str, str]:
    """The headings of the parts of an answer."""
    names = ("why", "also_asked", "to_know", "missing", "changes", "figures", "sources")
    return {name: tell.sentence(f"engine.{name}") for name in names}


def shown_source(tell: Teller, citation: Citation) -> ShownSource:
    """One source; its title stands in its own language where it has no other."""
    title = citation.source.title
    return ShownSource(
        title=title.in_(tell.language),
        language=tell.language if tell.language in title else next(iter(title), ""),
        article=citation.article,
        since=since_in_words(tell, citation),
        certainty=tell.sentence(f"engine.certainty.{citation.certainty}"),
        is_verified=citation.certainty is Certainty.VERIFIED,
        read_on=tell.sentence("engine.read_on", {"day": citation.read_on}),
        reference=citation.source.reference,
        url=address_of(citation.source.reference),
    )


def address_of(reference: str) -> str:
    """The address a reference is, empty when it is none or more than one.

    >>> address_of("cleiss.fr/employeurs/maroc.html"), address_of("World Bank paper 1604"), address_of("a.fr; b.fr")
    ('https://cleiss.fr/employeurs/maroc.html', '', '')
    """
    found = _ADDRESS.match(reference.strip())
    return f"https://{found.group(1)}" if found else ""


def _reason(tell: Teller, reason: Reason) -> ShownReason:
    unsure = reason.certainty if reason.citations else Certainty.VERIFIED
    return ShownReason(
        mark=MARKS[reason.answer],
        answer=reason.answer.value,
        words=tell.sentence(reason.key, reason.values),
        because=tell.sentence(f"engine.because.{reason.because}") if reason.because else "",
        certainty="" if unsure is Certainty.VERIFIED else tell.sentence(f"engine.certainty.{unsure}"),
    )


def _figures(tell: Teller, figures: Mapping[str, Figure]) -> tuple[tuple[str, str], ...]:
    return tuple((tell.sentence(f"figure.{name}"), figure_in_words(tell, one)) for name, one in figures.items())


def _changes(tell: Teller, changes: Sequence[Change]) -> tuple[ShownChange, ...]:
    return tuple(
        ShownChange(
            tuple(tell.sentence(lever.key, lever.values) for lever in change.levers),
            tell.sentence(f"engine.answer.{change.decision.answer}"),
            MARKS[change.decision.answer],
        )
        for change in changes
    )
