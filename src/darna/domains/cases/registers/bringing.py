"""A long register comes in by batches of which each is kept: what was cut off goes on after the last of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from uuid import UUID

from django.db import IntegrityError, connection
from django.db.models import Q

from darna.base.agencies.actor import NOBODY, Actor
from darna.base.audit.actions import record
from darna.base.database.hands import by_hands
from darna.base.imports.models import ImportBatch, ImportedRow, StagedRegister
from darna.base.imports.progress import Teller
from darna.base.imports.turns import long_turn
from darna.base.rowsecurity.context import acting
from darna.domains.cases.registers.comparing import compare_register
from darna.domains.cases.registers.gathering import LONG, Gathered
from darna.domains.cases.registers.placing import place_visits
from darna.domains.cases.registers.reporting import Came, counts_of, result_of, without_values
from darna.domains.cases.registers.results import Decisions, RegisterResult
from darna.domains.cases.registers.sorting import Placed, Sorted
from darna.domains.cases.registers.writing import Writer, save
from darna.domains.people import bulk
from darna.domains.people.registers import BulkPerson
from darna.kernel.errors import Refused

#: Rows of a batch: what a crash may cost, and what whoever waits for the agency's rows may wait for.
IN_A_BATCH: Final = 1000
#: Draws of references for one batch, of which another hand may draw the same.
DRAWS: Final = 5
#: The steps in which persons, and cases with visits, are written.
PERSONS: Final = "persons"
WRITING: Final = "writing"

State = ImportBatch.State


@dataclass(frozen=True, slots=True)
class Task:
    """The key of the import, who hears how far it is, and what was decided before."""

    batch: UUID
    tell: Teller
    decisions: Decisions
    is_staged: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows that are written together: all rows of a person are in one."""

    placed: Sequence[Placed]
    people: Sequence[BulkPerson]


def bring_in_batches(told: Gathered, by: Actor, task: Task) -> RegisterResult:
    """Write a register portion by portion, then propose its pairs; nothing else of the agency comes in meanwhile.

    What an earlier try of the same file wrote stays and counts. On the desk the pairs are a job of their own.
    Raises: Refused when somebody took the import back meanwhile.
    """
    with long_turn(by.agency_id):
        with acting(by.context, seconds=LONG):
            batch = _begun(told, by, task)
            done = _rows_in(batch)
            rest = [visit for visit in told.visits if visit.mark not in done]
            found = place_visits(rest, by, task.decisions)
        _write_all(found, batch, by, task, already=len(done))
        with acting(by.context, seconds=LONG):
            result = _finished(told, batch, by, task)
    if task.is_staged:
        return result
    return _compared(result, batch, by, task)


def _begun(told: Gathered, by: Actor, task: Task) -> UUID:
    """The import this register goes on with, else a new one. Two queries."""
    unfinished = Q(state=State.BRINGING) | Q(state=State.COMMITTED, to_compare__gt=0)
    own = {"pk": task.batch} if task.is_staged else {"file_hash": told.file_hash}
    mine = ImportBatch.objects.filter(unfinished, agency_id=by.agency_id, **own)
    found = mine.values_list("pk", flat=True).first()
    if found is not None:
        return UUID(str(found))
    ImportBatch.objects.create(
        id=task.batch,
        agency_id=by.agency_id,
        file_hash=told.file_hash,
        sheet=told.sheet[:120],
        state=State.BRINGING,
        brought_by=None if by.membership_id == NOBODY else by.membership_id,
        rows=0,
        created=0,
        known=0,
        proposed=0,
        refused=0,
    )
    return task.batch


def _rows_in(batch: UUID) -> set[bytes]:
    """The marks of what is in already. One query."""
    return {bytes(mark) for mark in ImportedRow.objects.filter(batch_id=batch).values_list("mark", flat=True)}


def _write_all(found: Sorted, batch: UUID, by: Actor, task: Task, *, already: int) -> None:
    done, total = already, already + len(found.placed)
    task.tell(WRITING, done, total)
    for written in by_hands(partial(_write, batch=batch, by=by), _portions(found)):
        done += written
        task.tell(WRITING, done, total)


def _portions(found: Sorted) -> Iterator[Portion]:
    """The rows in their order, but all of a person with their first."""
    of_person: dict[UUID, list[Placed]] = {}
    for one in found.placed:
        of_person.setdefault(one.person_id, []).append(one)
    placed: list[Placed] = []
    for rows in of_person.values():
        placed += rows
        if len(placed) >= IN_A_BATCH:
            yield _portion(placed, found.people)
            placed = []
    if placed:
        yield _portion(placed, found.people)


def _portion(placed: Sequence[Placed], people: Mapping[UUID, BulkPerson]) -> Portion:
    return Portion(placed, [people[one.person_id] for one in placed if one.is_first])


def _write(portion: Portion, *, batch: UUID, by: Actor) -> int:
    """Everything of these rows, or nothing; how many."""
    for draw in range(1, DRAWS + 1):
        try:
            with acting(by.context, seconds=LONG):
                _refuse_if_taken_back(batch)
                bulk.register_many(portion.people, source=batch, by=by)
                save(Writer(batch, by).place(portion.placed))
        except IntegrityError as taken:
            if draw == DRAWS or "reference_is_unique" not in str(taken):
                raise
        else:
            break
    return len(portion.placed)


def _refuse_if_taken_back(batch: UUID) -> None:
    """Whoever takes the import back waits for this portion, and no further one is written. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select state from imports_importbatch where id = %s for share", [batch])
        row = cursor.fetchone()
    if row is None or row[0] != State.BRINGING:
        raise Refused("import_was_stopped")


def _finished(told: Gathered, batch: UUID, by: Actor, task: Task) -> RegisterResult:
    """The counts and the report, from what is in; and the one sentence of the trail. Five queries."""
    row = ImportBatch.objects.select_for_update().get(agency_id=by.agency_id, pk=batch)
    if row.state == State.UNDONE:
        raise Refused("import_was_stopped")
    brought = _brought(batch)
    result = result_of(told, batch, brought, row.proposed)
    if row.state == State.COMMITTED:
        # Only its pairs were cut off.
        return result
    counts = counts_of(result)
    for name, count in counts.items():
        setattr(row, name, count)
    row.state, row.problems = State.COMMITTED, without_values(result)
    row.to_compare = sum(came is Came.NEW for came in brought.values())
    row.version += 1
    row.save(update_fields=[*counts, "state", "problems", "to_compare", "version"])
    record("register.imported", subject=row, detail=counts)
    if task.is_staged:
        mine = StagedRegister.objects.filter(pk=batch, agency_id=by.agency_id)
        mine.update(state=StagedRegister.State.COMPARING, workbook=b"", columns=b"", told=b"")
    return result


def _brought(batch: UUID) -> dict[int, Came]:
    told = list(ImportedRow.objects.filter(batch_id=batch).values_list("row", "person_id", "made_person"))
    made = {person_id for _row, person_id, is_new in told if is_new}

    def came(person_id: UUID, is_new: bool) -> Came:
        if is_new:
            return Came.NEW
        return Came.FURTHER if person_id in made else Came.KNOWN

    return {row: came(person_id, is_new) for row, person_id, is_new in told}


def _compared(result: RegisterResult, batch: UUID, by: Actor, task: Task) -> RegisterResult:
    proposed = compare_register(batch, by=by, tell=task.tell, different=task.decisions.different)
    return replace(result, created=result.created + result.proposed - proposed, proposed=proposed)
