"""The answers to everything the law can be asked about a working life, country by country."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from darna.faces.portal.rights.agreements import HOME, agreement_with, agreements_with, is_in_force, value_of
from darna.faces.portal.rights.answering import ShownAnswer, shown_answer
from darna.faces.portal.rights.naming import country_in_words
from darna.faces.portal.rights.timeline import Lengths
from darna.kernel.text import LocalText
from darna.rules.book import Book
from darna.rules.engine.bounds import Between
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.questions import Explained, explain
from darna.rules.engine.words import Teller
from darna.rules.portability.careers import Career
from darna.rules.portability.questions import Surveyed
from darna.rules.portability.questions import survey as surveyed
from darna.rules.portability.questions.life import Life

#: What is answered for several States of the European Union together.
UNION: Final = "EU"
#: What would change the answers is tried at once for a life in so many countries; for a longer one, where it is asked.
TRIED: Final = 5
#: Countries whose pension is a part of a full one that the institution tells.
OF_THE_FULL: Final = frozenset({"CA", "NL"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A form that an agreement names, and what it is for."""

    number: str
    purpose: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Place:
    """What is answered for one country, the papers its agreement names and the body one writes to."""

    code: str
    name: str
    answers: tuple[ShownAnswer, ...]
    papers: tuple[Paper, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Survey:
    """Every country of a working life, and the facts that would tell more.

    `untried` are the questions of which nobody tried yet what would change their answers.
    """

    places: tuple[Place, ...]
    missing: tuple[str, ...]
    untried: frozenset[str] = frozenset()


def survey(
    facts: Mapping[str, object], career: Career, tell: Teller, known: Book, *, on: date, opened: str = ""
) -> Survey:
    """The law's answers about this life, each with its reasons. No query once warm.

    `opened` is the question of which is tried what would change its answer, however long the life is.
    """
    circumstances = Circumstances({**facts, "career": career}, on)
    by_country: dict[str, list[Explained]] = {code: [] for code in career.countries}
    is_short, untried = len(career.countries) <= TRIED, set[str]()
    for asked in surveyed(circumstances, known.law):
        is_tried = is_short or asked.question.id == opened
        untried |= set() if is_tried else {asked.question.id}
        told = _told(asked, circumstances, known, is_tried=is_tried)
        by_country.setdefault(asked.country or UNION, []).append(told)
    places = tuple(_place(code, answers, tell, known, on) for code, answers in by_country.items())
    every = [one for answers in by_country.values() for one in answers]
    missing = dict.fromkeys(name for one in every for name in one.decision.missing)
    return Survey(places, tuple(missing), frozenset(untried))


def lengths(facts: Mapping[str, object], career: Career, known: Book, *, on: date) -> Lengths:
    """How long the life is in some countries together, measured as the answers measure it."""
    life = Life(Inquiry(Circumstances({**facts, "career": career}, on), known.law))

    def months(countries: Collection[str]) -> Between:
        return life.months(countries) or Between.exactly(0)

    return months


def _told(asked: Surveyed, circumstances: Circumstances, known: Book, *, is_tried: bool) -> Explained:
    # The book's own question knows which facts nobody can make otherwise.
    question = known.questions.of(asked.question.id)
    return (
        explain(question, circumstances, known.law) if is_tried else Explained(question, circumstances, asked.decision)
    )


def _place(code: str, answers: Iterable[Explained], tell: Teller, known: Book, on: date) -> Place:
    return Place(
        code,
        country_in_words(code, tell),
        tuple(shown_answer(one, tell.language, known) for one in answers),
        papers_of(code, tell, known, on),
        body_of(code, tell, known, on),
    )


def details_for(countries: Iterable[str], known: Book, on: date) -> Iterator[str]:
    """The facts that only an institution's own letter tells, for these countries."""
    for country in countries:
        if country == HOME:
            yield from ("average_salary", "underground_months")
        elif country in OF_THE_FULL:
            yield f"full_amount.{country}"
        else:
            yield from (f"national_amount.{country}", f"theoretical_amount.{country}")
            if _is_capped(country, known, on):
                yield f"full_months.{country}"


def _is_capped(country: str, known: Book, on: date) -> bool:
    found = agreement_with(known, country, on)
    dated = value_of(known, f"{found.id}.denominator_capped", on) if found else None
    return dated is not None and dated.is_sure and dated.value is True


def papers_of(country: str, tell: Teller, known: Book, on: date) -> tuple[Paper, ...]:
    """The forms that the agreement in force names; only those whose number was verified are known."""
    found = []
    for agreement in agreements_with(known, country):
        dated = value_of(known, f"{agreement.id}.forms", on)
        if dated is None or not dated.is_sure or not isinstance(dated.value, Mapping):
            continue
        if is_in_force(known, agreement, on):
            certainty = tell.sentence(f"engine.certainty.{dated.citation.certainty}")
            found += [Paper(number, _in(text, tell), certainty) for number, text in dated.value.items()]
    return tuple(found)


def body_of(country: str, tell: Teller, known: Book, on: date) -> str:
    """The liaison body of that country, empty where none is known for certain."""
    for agreement in agreements_with(known, country):
        dated = value_of(known, f"{agreement.id}.liaison", on)
        if dated and dated.is_sure and isinstance(dated.value, Mapping) and country in dated.value:
            return _in(dated.value[country], tell)
    return ""


def _in(text: Mapping[str, str], tell: Teller) -> str:
    return LocalText.of(text).in_(tell.language)
