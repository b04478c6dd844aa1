"""Finding a person by what somebody typed: a name in either script, a reference, a phone, a document's number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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

#: What the same birth year adds.
_SAME_YEAR: Final = 0.02


def search(actor: Actor, text: str, *, birth_year: int | None = None, limit: int = 20) -> list[PersonLine]:
    """Persons of the own agency who may be meant, the likeliest first, each with the reasons.

    A year typed among the words counts as the birth year. At most eleven queries: exact values and whether
    their files were united, then name keys, persons and the keys of protected ones, in up to three steps until
    somebody likely is found.
    Raises: Refused.
    """
    actor.require(Verb.SEARCH_PERSONS)
    text = text[:LONGEST_TEXT].strip()
    if not text:
        return []
    name, year = _year_apart(text, birth_year)
    exact = _where_they_go_on(actor, _exact_answers(actor, text))
    lines: list[PersonLine] = []
    for keys in tokens.typed_keys(name, actor.agency_id):
        lines = _ranked(actor, name, year, exact, _found_by_keys(keys, year), limit)
        if lines and lines[0].score >= LIKELY:
            break
    return lines


def _year_apart(text: str, birth_year: int | None) -> tuple[str, int | None]:
    found = _YEAR.search(text)
    if birth_year is not None or found is None or not any(sign.isalpha() for sign in text):
        return text, birth_year
    return text[: found.start()] + text[found.end() :], int(found[0])


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


def _found_by_keys(keys: list[int], year: int | None) -> list[UUID]:
    """Persons of the own agency who share the most keys, from the only function that reads them. One query."""
    if not keys:
        return []
    years = None if year is None else [year - 1, year, year + 1]
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id from sec.search_persons(%s::int[], %s::smallint[], %s)", [keys, years, MOST_CANDIDATES]
        )
        return [row[0] for row in cursor.fetchall()]


def _ranked(
    actor: Actor, text: str, year: int | None, exact: dict[UUID, set[str]], by_keys: Iterable[UUID], limit: int
) -> list[PersonLine]:
    """The likeliest candidates with their scores and why they are here. One query, two with protected files."""
    wanted = {*exact, *by_keys}
    if not wanted:
        return []
    rows = list(own_persons_of(actor).filter(pk__in=wanted))
    names = names_in_all(rows)
    # A file that stands for two is compared by whatever either was called.
    called = {row.pk: (names[row.pk], *further_names(row)) for row in rows}
    compared = Comparison(text)
    judged = [(_score(row, called[row.pk], exact.get(row.pk, set()), compared, year), row) for row in rows]
    # Reasons cost as much as scores, and are wanted of those alone who are shown.
    best = nsmallest(
        limit,
        ((score, row) for score, row in judged if score >= SHOWN),
        key=lambda one: (-one[0], names[one[1].pk].shown, one[1].reference),
    )
    return [
        line_of(row, names[row.pk], score=score, reasons=_reasons(row, called[row.pk], exact, compared, year))
        for score, row in best
    ]


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


def _score(row: Person, called: Sequence[Names], certain: set[str], compared: Comparison, year: int | None) -> float:
    score = 1.0 if certain & _EXACT else max(map(compared.score, called))
    return min(1.0, score + _SAME_YEAR) if _is_born_in(row, year) else score


def _reasons(
    row: Person, called: Sequence[Names], exact: dict[UUID, set[str]], compared: Comparison, year: int | None
) -> set[str]:
    born = {"birth_year"} if _is_born_in(row, year) else set()
    nearest = max(called, key=compared.score)
    return {*compared.reasons(nearest), *exact.get(row.pk, ()), *born}


def _is_born_in(row: Person, year: int | None) -> bool:
    return year is not None and row.born_on is not None and row.born_on.year == year


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
