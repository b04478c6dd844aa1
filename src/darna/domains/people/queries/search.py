"""Finding a person by what somebody typed: a name in either script, a reference, a phone, a document's number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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

Compared = Callable[[Names], tuple[float, set[str]]]


def search(actor: Actor, text: str, *, birth_year: int | None = None, limit: int = 20) -> list[PersonLine]:
    """Persons of the own agency who may be meant, the likeliest first, each with the reasons.

    A year typed among the words counts as the birth year. At most seven queries: exact values, name keys, persons
    and the keys of protected ones; all but the first once more when nobody likely was found.
    Raises: Refused.
    """
    actor.require(Verb.SEARCH_PERSONS)
    text = text[:LONGEST_TEXT].strip()
    if not text:
        return []
    name, year = _year_apart(text, birth_year)
    exact = _exact_answers(actor, text)
    first, more = tokens.typed_keys(name, actor.agency_id)
    lines = _ranked(actor, name, year, exact, _found_by_keys(first, year))
    if more and not (lines and lines[0].score >= LIKELY):
        lines = _ranked(actor, name, year, exact, _found_by_keys(more, year))
    return lines[:limit]


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
    actor: Actor, text: str, year: int | None, exact: dict[UUID, set[str]], by_keys: Iterable[UUID]
) -> list[PersonLine]:
    """The candidates with their scores, the likeliest first. One query, two with protected files."""
    wanted = {*exact, *by_keys}
    if not wanted:
        return []
    rows = list(own_persons_of(actor).filter(pk__in=wanted))
    rows += _gone_on(actor, exact, {row.pk for row in rows})
    names = names_in_all(rows)
    compared = _of_all_names(rows, comparer(text))
    lines = [_judged(row, names[row.pk], exact.get(row.pk, set()), compared[row.pk], year) for row in rows]
    return sorted((line for line in lines if line), key=lambda line: (-line.score, line.name, line.reference))


def _gone_on(actor: Actor, exact: dict[UUID, set[str]], found: set[UUID]) -> list[Person]:
    """The files in which those go on that are no longer files of their own, with the reasons. No query for the rest."""
    heirs = {one: goes_on_in(actor.agency_id, one) for one in exact.keys() - found}
    for one, heir in heirs.items():
        if heir is not None:
            exact[heir] = exact.get(heir, set()) | exact[one]
    wanted = {heir for heir in heirs.values() if heir} - found
    return list(own_persons_of(actor).filter(pk__in=wanted)) if wanted else []


def _of_all_names(rows: Iterable[Person], compared: Compared) -> dict[UUID, Compared]:
    """How a name is compared to each person's: of a file that stands for two, to whatever either was called."""

    def of(row: Person) -> Compared:
        further = further_names(row)
        return lambda names: max((compared(one) for one in (names, *further)), key=lambda found: found[0])

    return {row.pk: of(row) for row in rows}


def _judged(row: Person, names: Names, certain: set[str], compared: Compared, year: int | None) -> PersonLine | None:
    score, reasons = compared(names)
    reasons |= certain
    if certain & _EXACT:
        score = 1.0
    if year is not None and row.born_on is not None and row.born_on.year == year:
        reasons.add("birth_year")
        score = min(1.0, score + 0.02)
    return line_of(row, names, score=score, reasons=reasons) if score >= SHOWN else None


def comparer(text: str) -> Compared:
    """How alike a typed name is to a person's, and why; a word that is only begun counts as begun."""
    typed = normalise(text).split()

    def compared(names: Names) -> tuple[float, set[str]]:
        alike, begun = similarity(text, names.spellings), _begun(typed, names)
        reasons = {str(reason) for reason in why_matched(text, names.spellings)} if alike >= SHOWN else set()
        if alike < LIKELY:
            # One name of two that is the same to the letter does not make the whole so.
            reasons.discard(Reason.EXACT)
        return max(alike, begun), {*reasons, "beginning"} if begun else reasons

    return compared


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
