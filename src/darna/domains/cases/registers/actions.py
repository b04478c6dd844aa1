"""Bringing in a register: a short one at once or not at all, a long one in batches that go on where they stopped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection, transaction

from darna.base.agencies.actor import NOBODY, Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.imports.models import ImportBatch, ImportedRow, StagedRegister
from darna.base.imports.progress import Teller, silent
from darna.base.imports.turns import take_turn
from darna.base.rowsecurity.context import acting, renewed
from darna.domains.cases.registers.bringing import PERSONS, WRITING, Task, bring_in_batches
from darna.domains.cases.registers.comparing import look_through
from darna.domains.cases.registers.facts import facts_of
from darna.domains.cases.registers.gathering import LONG, Gathered, gather
from darna.domains.cases.registers.placing import place_visits
from darna.domains.cases.registers.reporting import as_a_try, counts_of, result_of, without_values
from darna.domains.cases.registers.results import Decisions, RegisterResult, RowPair, pair_key
from darna.domains.cases.registers.sorting import Sorted
from darna.domains.cases.registers.writing import Writer, Written, chunks, save
from darna.domains.people import bulk
from darna.domains.people.registers import PairDraft

#: So many rows are brought in by one transaction; more in batches of which each is kept.
AT_ONCE: Final = 2000
PAIRS: Final = "pairs"


def bring_register(
    source: Path | bytes,
    *,
    name: str,
    by: Actor,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
    progress: Teller | None = None,
    staged: UUID | None = None,
    decisions: Decisions | None = None,
) -> RegisterResult:
    """Every good row arrives, every bad row is reported, none vanishes; a row that was there before adds nothing.

    A register of more than two thousand rows is written in batches, unless somebody's transaction is open already: what
    a crash cuts off goes on when the same file is brought in again, and pairs are proposed when all rows are in.
    `dry_run` does the same and takes all of it back. `progress` hears the step and how much of how much is done.
    `staged` names the register that waited on the desk: the import takes its key, and it is gone with the commit.
    `decisions` are what a person said of pairs before; what was not decided is queued.
    Queries: a fixed number, and about twenty for every thousand rows.
    Raises: Refused; UnreadableRegister when the file as a whole cannot be used.
    """
    by.require(Verb.IMPORT_REGISTER)
    task = Task(staged or uuid4(), progress or silent, decisions or Decisions(), is_staged=staged is not None)
    is_inside = connection.in_atomic_block
    with _transaction(by):
        told = gather(source, name=name, by=by, mapping=mapping, tell=task.tell)
        if dry_run or is_inside or told.rows <= AT_ONCE:
            return _brought_at_once(told, by, task, dry_run=dry_run)
    return bring_in_batches(told, by, task)


@contextmanager
def _transaction(by: Actor) -> Iterator[None]:
    """The transaction that is open, or one of the actor's own."""
    with transaction.atomic() if connection.in_atomic_block else acting(by.context, seconds=LONG):
        yield


def _brought_at_once(told: Gathered, by: Actor, task: Task, *, dry_run: bool) -> RegisterResult:
    with transaction.atomic():
        take_turn(by.agency_id)
        renewed(by.context, seconds=LONG)
        result = _bring(told, by, task)
        if task.is_staged and not dry_run:
            StagedRegister.objects.filter(pk=task.batch, agency_id=by.agency_id).delete()
        if dry_run:
            transaction.set_rollback(True)
    return as_a_try(result) if dry_run else result


def _bring(told: Gathered, by: Actor, task: Task) -> RegisterResult:
    found = place_visits(told.visits, by, task.decisions)
    _register_people(found, task.batch, by, task.tell)
    pairs = _propose_pairs(found, by, task)
    task.tell(WRITING, 0, len(found.placed))
    written = Writer(task.batch, by).place(found.placed)
    proposed = _mark(written, {pair.person_id for pair in pairs if not pair.is_different})
    result = result_of(told, task.batch, found.brought, proposed)
    _keep(result, told.file_hash, by)
    save(written)
    if found.people:
        look_through(by.agency_id)
    task.tell(WRITING, len(found.placed), len(found.placed))
    return replace(result, **_paired(found, pairs))


def _register_people(found: Sorted, batch_id: UUID, by: Actor, tell: Teller) -> None:
    done, total = 0, len(found.people)
    for some in chunks(found.people.values()):
        renewed(by.context, seconds=LONG)
        bulk.register_many(some, source=batch_id, by=by)
        done += len(some)
        tell(PERSONS, done, total)


def _propose_pairs(found: Sorted, by: Actor, task: Task) -> list[PairDraft]:
    """Queue the probable duplicates; the later of two files is the one that is proposed."""
    order = {person_id: place for place, person_id in enumerate(found.people)}
    pairs: dict[tuple[UUID, UUID], PairDraft] = {}
    for pair in (*found.pairs, *_likely(found, by, task.tell)):
        one, other = pair.person_id, pair.other_id
        if order.get(other, -1) > order[one]:
            one, other = other, one
        is_different = _key(found, one, other) in task.decisions.different
        pairs.setdefault((one, other), PairDraft(one, other, pair.score, pair.reasons, is_different))
    bulk.propose_pairs(list(pairs.values()), source=task.batch, by=by)
    return list(pairs.values())


def _likely(found: Sorted, by: Actor, tell: Teller) -> Iterator[PairDraft]:
    done, total = 0, len(found.people)
    for some in chunks(found.people.values()):
        renewed(by.context, seconds=LONG)
        yield from bulk.probable_duplicates(some, by=by)
        done += len(some)
        tell(PAIRS, done, total)


def _key(found: Sorted, one: UUID, other: UUID) -> str:
    mark = found.people[one].source_row or b""
    return pair_key(mark, found.people[other].source_row if other in found.people else other)


def _paired(found: Sorted, pairs: Sequence[PairDraft]) -> dict[str, Any]:
    """The pairs to decide, told by their rows, with what each row says of its person."""
    first = {one.person_id: one.visit for one in found.placed if one.is_first}
    told = []
    for pair in pairs:
        mine, other = first[pair.person_id], first.get(pair.other_id)
        told.append(
            RowPair(
                mark=mine.mark,
                row=mine.row,
                other_mark=other.mark if other else None,
                other_row=other.row if other else None,
                other_id=None if other else pair.other_id,
                score=pair.score,
                reasons=pair.reasons,
            )
        )
    shown = {mark for pair in told for mark in (pair.mark, pair.other_mark)}
    facts = {visit.mark: facts_of(visit.draft) for visit in first.values() if visit.mark in shown}
    return {"pairs": tuple(sorted(told, key=lambda pair: pair.row)), "facts": facts}


def _mark(written: Written, proposed: set[UUID]) -> int:
    """Say of each row how it came in; how many were proposed."""
    told = [row for row in written.rows if row["made_person"] and row["person_id"] in proposed]
    for row in told:
        row["came_as"] = ImportedRow.CameAs.PROPOSED
    return len(told)


def _keep(result: RegisterResult, file_hash: bytes, by: Actor) -> None:
    """The batch with its report, and the one sentence of the trail."""
    counts = counts_of(result)
    batch = ImportBatch.objects.create(
        id=result.batch,
        agency_id=by.agency_id,
        file_hash=file_hash,
        sheet=result.sheet[:120],
        problems=without_values(result),
        brought_by=None if by.membership_id == NOBODY else by.membership_id,
        **counts,
    )
    record("register.imported", subject=batch, detail=counts)
