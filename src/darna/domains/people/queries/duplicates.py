"""Files that may be of one person: before somebody is registered, and afterwards for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.prepared import DAY, ID, Prepared
from darna.domains.people import tokens
from darna.domains.people.access import own_persons_of
from darna.domains.people.models import DuplicateProposal, Person
from darna.domains.people.queries.exact import persons_by_values
from darna.domains.people.queries.lines import lines_for
from darna.domains.people.queries.search import Narrowing, found_by
from darna.domains.people.reading import line_of, names_in_all, partial
from darna.domains.people.values import Names, PairLine, PersonDraft, PersonLine
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.kernel.errors import NotFound
from darna.methods.names import similarity
from darna.methods.names.score import LIKELY

#: Files compared with somebody who is about to be registered.
MOST_COMPARED: Final = 60
MOST_SHOWN: Final = 10
#: Years by which a birth year told twice may differ.
YEARS_APART: Final = 1
#: Decisions that the history of a file tells.
MOST_TOLD: Final = 50
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


def known_pairs(agency_id: UUID, person_id: UUID | None = None) -> set[tuple[UUID, UUID]]:
    """Pairs about which somebody was asked already, whatever they said; of one person or of all. One query.

    Shape: the smaller key first.
    """
    rows = DuplicateProposal.objects.filter(agency_id=agency_id)
    if person_id is not None:
        rows = rows.filter(Q(person_id=person_id) | Q(other_id=person_id))
    return {(min(pair), max(pair)) for pair in rows.values_list("person_id", "other_id").iterator(chunk_size=10_000)}


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
    rows = _PAIRS.rows(agency=actor.agency_id, day=today(), person=person_id)
    across = {row.pk: row.other_id if row.person_id == person_id else row.person_id for row in rows}
    lines = lines_for(actor, across.values()) if across else {}
    return tuple(_pair(row, lines[across[row.pk]]) for row in rows if across[row.pk] in lines)


@dataclass(frozen=True, slots=True)
class PairFilters:
    """Which pairs of the agency: by what was decided, whence they came, and in which order."""

    state: str = "open"
    source: str = ""
    sort: str = "likely"


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair of a list: both files, why, since when, and what was decided by whom."""

    id: UUID
    sides: tuple[PersonLine, PersonLine]
    score: float
    reasons: tuple[str, ...]
    state: str
    proposed_at: datetime
    is_imported: bool
    later_on: date | None
    decided_at: datetime | None
    decided_by: UUID | None


_STATES: Final[dict[str, tuple[str, ...]]] = {
    "later": (DuplicateProposal.State.LATER,),
    "decided": (DuplicateProposal.State.SAME, DuplicateProposal.State.DIFFERENT),
}
_ORDERS: Final = {
    "likely": ("-score", "-proposed_at", "id"),
    "newest": ("-proposed_at", "id"),
    "oldest": ("proposed_at", "id"),
}


def pairs_of(actor: Actor, filters: PairFilters, *, limit: int, start: int = 0) -> list[PairRow]:
    """Pairs of the own agency of which both files are there to see. Two queries, three with protected files."""
    actor.require(Verb.EDIT_PERSON)
    order = _ORDERS.get(filters.sort, _ORDERS["likely"])
    rows = list(_filtered(actor.agency_id, filters).order_by(*order)[start : start + limit])
    lines = lines_for(actor, {key for row in rows for key in (row.person_id, row.other_id)})
    return [_row(row, lines) for row in rows if row.person_id in lines and row.other_id in lines]


def pair_count(actor: Actor, filters: PairFilters, *, most: int) -> int:
    """How many pairs the filters leave, counted up to a bound. One query."""
    actor.require(Verb.EDIT_PERSON)
    return _filtered(actor.agency_id, filters).order_by()[:most].count()


def pair_to_compare(actor: Actor, pair_id: UUID) -> PairRow:
    """One pair, whatever was decided. Two queries, three with protected files. Raises: Refused, NotFound."""
    actor.require(Verb.EDIT_PERSON)
    row = DuplicateProposal.objects.filter(pk=pair_id, agency_id=actor.agency_id).first()
    lines = lines_for(actor, (row.person_id, row.other_id)) if row else {}
    if row is None or len(lines) < 2:
        raise NotFound("pair", pair_id)
    return _row(row, lines)


def decided_pairs_of(actor: Actor, person_id: UUID) -> list[tuple[PersonLine, DuplicateProposal]]:
    """What was decided of one person's pairs, the newest first, each with the other file. Two queries."""
    rows = DuplicateProposal.objects.filter(agency_id=actor.agency_id, decided_at__isnull=False)
    found = list(rows.filter(Q(person_id=person_id) | Q(other_id=person_id)).order_by("-decided_at", "id")[:MOST_TOLD])
    across = {row.pk: row.other_id if row.person_id == person_id else row.person_id for row in found}
    lines = lines_for(actor, across.values()) if across else {}
    return [(lines[across[row.pk]], row) for row in found if across[row.pk] in lines]


def _filtered(agency_id: UUID, filters: PairFilters) -> QuerySet[DuplicateProposal]:
    wanted = _STATES.get(filters.state)
    rows = _open(agency_id) if wanted is None else _of_files(agency_id).filter(state__in=wanted)
    return rows.filter(source__isnull=filters.source == "desk") if filters.source else rows


def _row(row: DuplicateProposal, lines: dict[UUID, PersonLine]) -> PairRow:
    return PairRow(
        id=row.pk,
        sides=(lines[row.person_id], lines[row.other_id]),
        score=row.score,
        reasons=tuple(row.reasons),
        state=row.state,
        proposed_at=row.proposed_at,
        is_imported=row.source is not None,
        later_on=row.later_on,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
    )


def _of_files(agency_id: UUID) -> QuerySet[DuplicateProposal]:
    # A file that was merged into another is no file of its own, and nobody is asked about it.
    return DuplicateProposal.objects.filter(
        agency_id=agency_id, person__merged_into__isnull=True, other__merged_into__isnull=True
    )


def _open(agency_id: UUID) -> QuerySet[DuplicateProposal]:
    """Pairs that wait for a decision today: those put off are asked again on their day."""
    return undecided(agency_id, today())


def undecided(agency_id: UUID, day: date) -> QuerySet[DuplicateProposal]:
    """Pairs of an agency that wait for a decision on a day."""
    waits = Q(state=DuplicateProposal.State.OPEN) | Q(state=DuplicateProposal.State.LATER, later_on__lte=day)
    return _of_files(agency_id).filter(waits)


_PAIRS = Prepared(
    lambda agency, day, person: (
        undecided(agency, day).filter(Q(person_id=person) | Q(other_id=person)).order_by("-score", "id")
    ),
    agency=ID,
    day=DAY,
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
    return found_by(tokens.Step(pairs=tuple(keys)), years_around(birth), Narrowing(), MOST_COMPARED)


def years_around(birth: PartialDate | None) -> list[int] | None:
    """The birth years under which the same person may have been written down; none: any."""
    if birth is None:
        return None
    return list(range(birth.earliest.year - YEARS_APART, birth.latest.year + YEARS_APART + 1))
