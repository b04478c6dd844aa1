"""An explained decision as plain text, in one language: the answer, why, what is missing, what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from darna.rules.book import Book
from darna.rules.engine.answers import Answer
from darna.rules.engine.citations import Citation
from darna.rules.engine.decisions import Figure, Reason
from darna.rules.engine.questions import Change, Explained
from darna.rules.engine.words import Teller

MARKS = {Answer.YES: "✓", Answer.NO: "✗", Answer.UNKNOWN: "?"}


def teller(known: Book, language: str) -> Teller:
    """Who tells that law in that language."""
    return Teller(known.words, known.facts, language)


def as_text(explained: Explained, known: Book, language: str) -> str:
    """The whole explanation, a line each, with its sources."""
    tell = teller(known, language)
    return "\n".join(_lines(explained, tell))


def _lines(explained: Explained, tell: Teller) -> Iterator[str]:
    decision, question = explained.decision, explained.question
    yield tell.sentence(question.title, question.values)
    yield tell.sentence("engine.law_of", {"day": explained.circumstances.on})
    yield f"{MARKS[decision.answer]} {tell.sentence(f'engine.answer.{decision.answer}')}"
    yield from _part(tell, "engine.why", (_reason(tell, reason) for reason in decision.first))
    yield from _part(tell, "engine.also_asked", (_reason(tell, reason) for reason in decision.others))
    yield from _part(tell, "engine.figures", (_figure(tell, *one) for one in decision.figures.items()))
    yield from _part(tell, "engine.missing", (tell.question(name) for name in decision.missing))
    yield from _part(tell, "engine.to_know", (tell.sentence(note.key, note.values) for note in decision.notes))
    yield from _part(tell, "engine.changes", (change_in_words(tell, change) for change in explained.changes))
    yield from _part(tell, "engine.sources", (citation_in_words(tell, one) for one in decision.citations))
    yield tell.sentence("engine.only_the_authority")


def _part(tell: Teller, title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"\n{tell.sentence(title)}"
        yield from (f"  {line}" for line in found)


def _reason(tell: Teller, reason: Reason) -> str:
    said = tell.sentence(reason.key, reason.values)
    because = f" ({tell.sentence(f'engine.because.{reason.because}')})" if reason.because else ""
    return f"{MARKS[reason.answer]} {said}{because}"


def _figure(tell: Teller, name: str, figure: Figure) -> str:
    return f"{tell.sentence(f'figure.{name}')}: {figure_in_words(tell, figure)}"


def figure_in_words(tell: Teller, figure: Figure) -> str:
    """A figure with its unit."""
    return tell.sentence(f"engine.unit.{figure.unit}", {"value": figure.value})


def change_in_words(tell: Teller, change: Change) -> str:
    """What would have to be otherwise, and the answer then."""
    told = tell.sentence("engine.listed").join(tell.sentence(one.key, one.values) for one in change.levers)
    answer = tell.sentence(f"engine.answer.{change.decision.answer}")
    return f"{told} → {tell.sentence('engine.then', {'answer': answer})}"


def since_in_words(tell: Teller, citation: Citation) -> str:
    """Since when it is law, or since when it stands so without being in force; empty where no day is known."""
    if citation.valid_from is None:
        return ""
    return tell.sentence("engine.since" if citation.is_law else "engine.so_since", {"day": citation.valid_from})


def citation_in_words(tell: Teller, citation: Citation) -> str:
    """A source with its article, the day it is law from, how sure it is and when it was last read."""
    parts = [citation.source.title.in_(tell.language), citation.article]
    parts.append(since_in_words(tell, citation))
    parts.append(tell.sentence(f"engine.certainty.{citation.certainty}"))
    parts.append(tell.sentence("engine.read_on", {"day": citation.read_on}))
    return " · ".join(filter(None, [*parts, citation.source.reference]))
