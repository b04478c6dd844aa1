"""Files that may be of one person: before somebody is registered, and afterwards for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.prepared import ID, Prepared
from darna.domains.people import tokens
from darna.domains.people.access import own_persons_of
from darna.domains.people.models import DuplicateProposal, Person
from darna.domains.people.queries.exact import persons_by_values
from darna.domains.people.queries.lines import lines_for
from darna.domains.people.reading import line_of, names_in_all, partial
from darna.domains.people.values import Names, PairLine, PersonDraft, PersonLine
from darna.kernel.dates import PartialDate
from darna.methods.names import similarity
from darna.methods.names.score import LIKELY

#: Files compared with somebody who is about to be registered.
MOST_COMPARED: Final = 60
MOST_SHOWN: Final = 10
#: Years by which a birth year told twice may differ.
YEARS_APART: Final = 1
#: Persons who share a phone are often a family: the name must be alike too.
ALIKE_WITH_PHONE: Final = 0.7
ALIKE_WITH_BIRTH: Final = 0.02


def likely_duplicates(actor: Actor, draft: PersonDraft, *, leaving_out: UUID | None = None) -> list[PersonLine]:
    """Files of the own agency that may be of the person about to be registered, the likeliest first.

    By an exact document number, by phone and name, or by name with a birth year that may be the same.
    Three queries, four when a protected file is among the answers. Raises: Refused.
    """
    actor.require(Verb.SEARCH_PERSONS)
    exact = _exact_matches(actor.agency_id, draft)
    wanted = {*exact, *_same_names(actor.agency_id, draft.names, draft.birth)} - {leaving_out}
    if not wanted:
        return []
    rows = list(own_persons_of(actor).filter(pk__in=wanted))
    names = names_in_all(rows)
    lines = [_judged(row, names[row.pk], draft, exact.get(row.pk, set())) for row in rows]
    return sorted((line for line in lines if line), key=lambda line: (-line.score, line.reference))[:MOST_SHOWN]


def alike(one: Names, other: Names) -> float:
    """How alike two persons' names are, in whichever scripts they are written, from 0 to 1."""
    return max((similarity(spelling, other.spellings) for spelling in one.spellings), default=0.0)


def may_be_born_together(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Two birth dates may be of one person; an unknown one may always."""
    if one is None or other is None:
        return True
    return one.earliest.year - YEARS_APART <= other.latest.year and other.earliest.year - YEARS_APART <= one.latest.year


def reasons_to_ask(
    one: Names, other: Names, births: tuple[PartialDate | None, PartialDate | None], certain: set[str]
) -> tuple[float, set[str]]:
    """How likely two files are of one person, and why; no reasons when it is not worth asking."""
    score = alike(one, other)
    reasons = set(certain)
    if score >= LIKELY and may_be_born_together(*births):
        reasons.add("name")
    if births[0] is not None and births[0] == births[1]:
        reasons.add("birth_date")
        score = min(1.0, score + ALIKE_WITH_BIRTH)
    if "identifier" in certain:
        return 1.0, reasons
    worth = "name" in reasons or ("phone" in certain and score >= ALIKE_WITH_PHONE)
    return (score, reasons) if worth else (score, set())


def open_pairs(actor: Actor, *, limit: int = 100, start: int = 0) -> list[tuple[PersonLine, PairLine]]:
    """Pairs of the own agency that wait for a decision, the newest first. Two queries, three with protected files."""
    actor.require(Verb.SEARCH_PERSONS)
    rows = _open(actor.agency_id).order_by("-proposed_at", "id")[start : start + limit]
    found = list(rows)
    lines = lines_for(actor, {key for row in found for key in (row.person_id, row.other_id)})
    return [
        (lines[row.person_id], _pair(row, lines[row.other_id]))
        for row in found
        if row.person_id in lines and row.other_id in lines
    ]


def pair_lines(actor: Actor, person_id: UUID) -> tuple[PairLine, ...]:
    """The pairs of one person that wait for a decision. One query when there are none, else two or three."""
    rows = _PAIRS.rows(agency=actor.agency_id, person=person_id)
    across = {row.pk: row.other_id if row.person_id == person_id else row.person_id for row in rows}
    lines = lines_for(actor, across.values()) if across else {}
    return tuple(_pair(row, lines[across[row.pk]]) for row in rows if across[row.pk] in lines)


def _open(agency_id: UUID) -> QuerySet[DuplicateProposal]:
    return DuplicateProposal.objects.filter(agency_id=agency_id, state=DuplicateProposal.State.OPEN)


_PAIRS = Prepared(
    lambda agency, person: _open(agency).filter(Q(person_id=person) | Q(other_id=person)).order_by("-score", "id"),
    agency=ID,
    person=ID,
)


def _pair(row: DuplicateProposal, other: PersonLine) -> PairLine:
    return PairLine(row.pk, other, row.score, tuple(row.reasons), row.version)


def _judged(row: Person, names: Names, draft: PersonDraft, certain: set[str]) -> PersonLine | None:
    births = (draft.birth, partial(row.born_on, row.born_precision))
    score, reasons = reasons_to_ask(draft.names, names, births, certain)
    return line_of(row, names, score=score, reasons=reasons) if reasons else None


def _exact_matches(agency_id: UUID, draft: PersonDraft) -> dict[UUID, set[str]]:
    """Persons who hold a document's number or a phone of the draft, or a protected name like it. One query."""
    return persons_by_values(
        agency_id,
        numbers=[tokens.identifier_token(agency_id, held.number) for held in draft.identifiers],
        contacts=[tokens.contact_token(agency_id, held.channel, held.value) for held in draft.contacts if held.value],
        names=tokens.protected_name_tokens(agency_id, *draft.names.spellings),
    )


def _same_names(agency_id: UUID, names: Names, birth: PartialDate | None) -> Sequence[UUID]:
    keys = tokens.pair_keys(names, agency_id)
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id from sec.search_persons(%s::int[], %s::smallint[], %s)",
            [keys, years_around(birth), MOST_COMPARED],
        )
        return [row[0] for row in cursor.fetchall()]


def years_around(birth: PartialDate | None) -> list[int] | None:
    """The birth years under which the same person may have been written down; none: any."""
    if birth is None:
        return None
    return list(range(birth.earliest.year - YEARS_APART, birth.latest.year + YEARS_APART + 1))
