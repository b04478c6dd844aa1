"""Finding for each visit whose it is, by what the agency holds already."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.imports.models import ImportedRow
from darna.domains.cases.registers.results import Decisions
from darna.domains.cases.registers.sorting import Sorted, Sorter
from darna.domains.cases.registers.visits import Visit
from darna.domains.cases.registers.writing import chunks
from darna.domains.people import bulk
from darna.domains.people.access import own_persons_of
from darna.domains.people.tokens import identifier_token


def place_visits(visits: Sequence[Visit], by: Actor, decisions: Decisions) -> Sorted:
    """Every visit in one place; what was there before in none. About two queries for every thousand."""
    marks: set[bytes] = set()
    for some in chunks(visits):
        rows = ImportedRow.objects.filter(agency_id=by.agency_id, mark__in=[visit.mark for visit in some])
        marks.update(bytes(mark) for mark in rows.values_list("mark", flat=True))
    numbers = {held.number for visit in visits for held in visit.draft.identifiers}
    token_of = {number: identifier_token(by.agency_id, number) for number in numbers}
    holders = bulk.known_identifiers(by.agency_id, token_of.values())
    held = {number: holders[token] for number, token in token_of.items() if token in holders}
    return Sorter(marks, held, _still_there(decisions, by)).sort(visits)


def _still_there(decisions: Decisions, by: Actor) -> dict[bytes, UUID | bytes]:
    """What was decided, without files that were erased, merged or closed to the actor meanwhile. One query, or none."""
    files = {whose for whose in decisions.same.values() if isinstance(whose, UUID)}
    seen = set(own_persons_of(by).filter(pk__in=files).values_list("pk", flat=True)) if files else set()
    return {mark: whose for mark, whose in decisions.same.items() if isinstance(whose, bytes) or whose in seen}
