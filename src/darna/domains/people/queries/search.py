"""Finding a person by what somebody typed: a name in either script, a reference, a phone, a document's number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import Final
from uuid import UUID

from django.db import connection

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.people import tokens
from darna.domains.people.access import own_persons_of
from darna.domains.people.models import Person
from darna.domains.people.queries.exact import persons_by_values
from darna.domains.people.queries.merged import further_names, goes_on_in
from darna.domains.people.reading import line_of, names_in_all
from darna.domains.people.references import read_reference
from darna.domains.people.values import Names, PersonLine
from darna.methods.names import Reason, normalise, similarity, why_matched
from darna.methods.names.score import LIKELY

#: Candidates that are fetched and compared; the database orders them by shared keys.
MOST_CANDIDATES: Final = 120
#: A name less alike than this is not shown.
SHOWN: Final = 0.68
#: What typed beginnings are worth against a whole name, and what they gain towards its last letter.
_BEGUN: Final = 0.75
_LETTERS: Final = 0.2
SHORTEST_BEGINNING: Final = 3
LONGEST_TEXT: Final = 200

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
#: Reasons by which an answer is certain, and the arm of the exact query that gives it.
_EXACT: Final = frozenset({"reference", "phone", "identifier"})

#: What the same birth year or commune adds.
_AGREES: Final = 0.02

#: Columns of a file that a search looks at: a hundred files are read for twenty that are shown.
_LOOKED_AT: Final = (
    *("agency_id", "reference", "given_name", "family_name", "given_name_ar", "family_name_ar", "sealed_names"),
    *("sex", "born_on", "born_precision", "commune", "is_protected", "united_at"),
)

_FOUND: Final = """select person_id from sec.search_persons(
  %s::int[], %s::int[], %s::int[], %s::int[], %s::smallint[], %s, %s, %s)"""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What else is known of the person: files of another birth year (one off counts as the same), sex or commune fall away.

    A file in which it is not known stays.
    """

    birth_year: int | None = None
    sex: str = ""
    commune: str = ""


def search(actor: Actor, text: str, *, narrowed: Narrowing | None = None, limit: int = 20) -> list[PersonLine]:
    """Persons of the own agency who may be meant, the likeliest first, each with the reasons.

    A year typed among the words counts as the birth year. At most eight queries: exact values and whether
    their files were united, then name keys, persons and the keys of protected ones, once for pairs of names and,
    when nobody likely was found, once for single words.
    Raises: Refused.
    """
    actor.require(Verb.SEARCH_PERSONS)
    text = text[:LONGEST_TEXT].strip()
    if not text:
        return []
    name, known = _year_apart(text, narrowed or Narrowing())
    answers = _Answers(actor, name, known, _where_they_go_on(actor, _exact_answers(actor, text)))
    for step in tokens.typed_steps(name, actor.agency_id):
        answers.add(found_by(step, _years(known), known, MOST_CANDIDATES))
        if answers.best_score >= LIKELY:
            break
    return answers.lines(limit)


def _year_apart(text: str, known: Narrowing) -> tuple[str, Narrowing]:
    found = _YEAR.search(text)
    if known.birth_year is not None or found is None or not any(sign.isalpha() for sign in text):
        return text, known
    return text[: found.start()] + text[found.end() :], replace(known, birth_year=int(found[0]))


def _exact_answers(actor: Actor, text: str) -> dict[UUID, set[str]]:
    """Persons by a value that is theirs alone, or by a token of a protected name, with the reasons. One query."""
    agency = actor.agency_id
    return persons_by_values(
        agency,
        reference=read_reference(text, actor.reference_prefix),
        contacts=tokens.typed_contact_tokens(agency, text),
        numbers=tokens.typed_identifier_tokens(agency, text),
        names=tokens.protected_name_tokens(agency, text),
    )


def found_by(step: tokens.Step, years: list[int] | None, known: Narrowing, most: int) -> list[UUID]:
    """Persons of the own agency whom a step leads to, from the only function that reads their keys. One query."""
    words = [list(group) for group in step.words]
    asked = [list(step.pairs), *words, *[None] * (tokens.MOST_WORDS - len(words))]
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [*asked, years, known.sex, known.commune, most])
        return [row[0] for row in cursor.fetchall()]


def _years(known: Narrowing) -> list[int] | None:
    year = known.birth_year
    return None if year is None else [year - 1, year, year + 1]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A file, whatever its person was called, and how likely it is that they are meant."""

    row: Person
    called: tuple[Names, ...]
    score: float


class _Answers:
    """Files that were found so far, each compared once with what was typed."""

    def __init__(self, actor: Actor, text: str, known: Narrowing, exact: dict[UUID, set[str]]) -> None:
        self._actor, self._known, self._exact = actor, known, exact
        self._compared = Comparison(text)
        self._judged: dict[UUID, _Judged] = {}
        self.best_score = 0.0

    def add(self, found: Iterable[UUID]) -> None:
        """Compare files that were not compared yet. One query, two with protected files."""
        wanted = {*self._exact, *found} - self._judged.keys()
        rows = list(own_persons_of(self._actor).filter(pk__in=wanted).only(*_LOOKED_AT)) if wanted else []
        names = names_in_all(rows)
        for row in rows:
            # A file that stands for two is compared by whatever either was called.
            called = (names[row.pk], *further_names(row))
            judged = _Judged(row, called, self._score(row, called))
            self._judged[row.pk] = judged
            self.best_score = max(self.best_score, judged.score)

    def lines(self, limit: int) -> list[PersonLine]:
        """The likeliest with their scores and why they are here."""
        # Reasons cost as much as scores, and are wanted of those alone who are shown.
        best = nsmallest(
            limit,
            (one for one in self._judged.values() if one.score >= SHOWN),
            key=lambda one: (-one.score, one.called[0].shown, one.row.reference),
        )
        return [
            line_of(one.row, one.called[0], score=min(1.0, one.score), reasons=self._reasons(one.row, one.called))
            for one in best
        ]

    def _score(self, row: Person, called: Sequence[Names]) -> float:
        certain = self._exact.get(row.pk, set()) & _EXACT
        score = 1.0 if certain else max(map(self._compared.score, called))
        return score + _AGREES * len(_agreements(row, self._known))

    def _reasons(self, row: Person, called: Sequence[Names]) -> set[str]:
        nearest = max(called, key=self._compared.score)
        return {*self._compared.reasons(nearest), *self._exact.get(row.pk, ()), *_agreements(row, self._known)}


def _where_they_go_on(actor: Actor, exact: dict[UUID, set[str]]) -> dict[UUID, set[str]]:
    """The same answers, with the file in which a united one goes on in its place.

    One query where a value was met, and one for each file between that was united into another.
    """
    if not exact:
        return exact
    united = Person.objects.filter(pk__in=exact, agency_id=actor.agency_id, merged_into__isnull=False)
    for one in united.values_list("pk", flat=True):
        heir = goes_on_in(actor.agency_id, one)
        if heir is not None:
            exact[heir] = exact.get(heir, set()) | exact[one]
    return exact


def _agreements(row: Person, known: Narrowing) -> set[str]:
    """What else of a file is as was said; the sex of half a register says nothing."""
    year = known.birth_year is not None and row.born_on is not None and row.born_on.year == known.birth_year
    place = known.commune != "" and row.commune == known.commune
    return {reason for reason, agrees in (("birth_year", year), ("commune", place)) if agrees}


class Comparison:
    """How alike a typed name is to a person's, and why; a word that is only begun counts as begun."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._typed = normalise(text).split()

    def score(self, names: Names) -> float:
        """From 0 to 1."""
        alike = similarity(self._text, names.spellings)
        # What is begun never counts for more than that.
        return alike if alike >= _BEGUN + _LETTERS else max(alike, _begun(self._typed, names))

    def reasons(self, names: Names) -> set[str]:
        """In what ways it is like the person's name."""
        alike = similarity(self._text, names.spellings)
        reasons = {str(reason) for reason in why_matched(self._text, names.spellings)} if alike >= SHOWN else set()
        if alike < LIKELY:
            # One name of two that is the same to the letter does not make the whole so.
            reasons.discard(Reason.EXACT)
        return {*reasons, "beginning"} if _begun(self._typed, names) else reasons


def _begun(typed: list[str], names: Names) -> float:
    """The score of words that each begin a different word of the name and one of which is still unfinished, or 0."""
    best = 0.0
    for spelling in names.spellings:
        held = normalise(spelling).split()
        matches = [_take(word, held) for word in typed]
        if matches and None not in matches and matches != typed:
            best = max(best, _BEGUN + _LETTERS * len("".join(typed)) / max(1, len(normalise(spelling))))
    return best


def _take(word: str, held: list[str]) -> str | None:
    match = next((other for other in held if len(word) >= SHORTEST_BEGINNING and other.startswith(word)), None)
    if match is not None:
        held.remove(match)
    return match
