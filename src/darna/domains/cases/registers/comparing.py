"""Pairs of a long register are proposed when all its rows are in: a thousand persons at a time, each time kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db.models import F
from procrastinate.contrib.django import app

from darna.base.agencies.actor import Actor
from darna.base.imports.models import ImportBatch, ImportedRow
from darna.base.imports.progress import Teller, silent
from darna.base.rowsecurity.context import acting
from darna.domains.cases.registers.gathering import LONG
from darna.domains.cases.registers.results import pair_key
from darna.domains.people import bulk
from darna.domains.people.registers import PairDraft

TOGETHER: Final = 1000
PAIRS: Final = "pairs"
#: The job that looks through the whole register; it stands above, and is asked for by its name.
LOOK: Final = "linkage.look"

State = ImportBatch.State
_NEW: Final = ImportedRow.CameAs.CREATED
_PROPOSED: Final = ImportedRow.CameAs.PROPOSED


def compare_register(batch: UUID, *, by: Actor, tell: Teller = silent, different: Collection[str] = frozenset()) -> int:
    """Propose the probable duplicates of an import that is in, going on where it stopped; how many rows are proposed.

    `different` holds the keys of pairs that somebody told apart before.
    """
    while True:
        with acting(by.context, seconds=LONG):
            row = ImportBatch.objects.select_for_update().get(agency_id=by.agency_id, pk=batch)
            if row.state != State.COMMITTED or not row.to_compare:
                return row.proposed
            if row.to_compare <= TOGETHER:
                look_through(by.agency_id)
            total = ImportedRow.objects.filter(batch_id=batch, made_person=True).count()
            tell(PAIRS, max(total - row.to_compare, 0), total)
            _compare_some(row, total, by, different)


def look_through(agency_id: UUID) -> None:
    """Have every file of the agency weighed against every other, once this transaction is kept. One query."""
    app.configure_task(LOOK, queue="house").defer(agency_id=str(agency_id), why="import")


def _compare_some(batch: ImportBatch, total: int, by: Actor, different: Collection[str]) -> None:
    """The next thousand persons in the order of the sheet. About twelve queries."""
    mine = ImportedRow.objects.filter(batch_id=batch.pk, made_person=True).order_by("row", "pk")
    start = max(total - batch.to_compare, 0)
    some = list(mine[start : start + TOGETHER].values_list("person_id", flat=True))
    pairs = _in_order(bulk.probable_duplicates_of(some, by=by), batch.pk, different)
    bulk.propose_pairs(pairs, source=batch.pk, by=by)
    later = {pair.person_id for pair in pairs if not pair.is_different}
    changed = mine.filter(person_id__in=later, came_as=_NEW).order_by().update(came_as=_PROPOSED)
    ImportBatch.objects.filter(pk=batch.pk).update(
        created=F("created") - changed,
        proposed=F("proposed") + changed,
        to_compare=max(batch.to_compare - len(some), 0) if some else 0,
        version=F("version") + 1,
    )


def _in_order(pairs: Sequence[PairDraft], batch: UUID, different: Collection[str]) -> list[PairDraft]:
    """The later of two rows is the one that is proposed. One query, or none."""
    about = {person for pair in pairs for person in (pair.person_id, pair.other_id)}
    rows = ImportedRow.objects.filter(batch_id=batch, made_person=True, person_id__in=about) if about else ()
    places = {row.person_id: (row.row, bytes(row.mark)) for row in rows}
    return [_ordered(pair, places, different) for pair in pairs]


def _ordered(pair: PairDraft, places: Mapping[UUID, tuple[int, bytes]], different: Collection[str]) -> PairDraft:
    one, other = pair.person_id, pair.other_id
    if other in places and places[other] > places[one]:
        one, other = other, one
    key = pair_key(places[one][1], places[other][1] if other in places else other)
    return PairDraft(one, other, pair.score, pair.reasons, key in different)
