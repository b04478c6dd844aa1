"""Bringing in a register: all of it in one transaction with one sentence in the trail, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection, transaction

from darna.base.agencies.actor import NOBODY, Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.imports.models import ImportBatch, ImportedRow, StagedRegister
from darna.base.imports.progress import silent
from darna.base.imports.reading import Consent, RegisterRow, UnreadableRegister, read_register
from darna.base.imports.reading.records import Problem, Register
from darna.base.keys.keyring import keyring
from darna.base.keys.sealing import agency_token
from darna.base.rowsecurity.context import renewed
from darna.domains.cases.registers import reasons
from darna.domains.cases.registers.facts import facts_of
from darna.domains.cases.registers.recognising import recognise
from darna.domains.cases.registers.results import Decisions, RegisterResult, RowPair, RowProblem, SkippedLine, pair_key
from darna.domains.cases.registers.sorting import Placed, Sorted, Sorter
from darna.domains.cases.registers.visits import Visit, VisitReader
from darna.domains.cases.registers.writing import Writer, Written, chunks, save
from darna.domains.people import bulk
from darna.domains.people.access import own_persons_of
from darna.domains.people.registers import PairDraft
from darna.domains.people.tokens import identifier_token
from darna.kernel.clock import today

#: Seconds a token of a long import lives; it is renewed at every thousand rows.
LONG: Final = 600

Progress = Callable[[str, int, int], None]
#: The steps of an import.
READING: Final = "reading"
PERSONS: Final = "persons"
PAIRS: Final = "pairs"
WRITING: Final = "writing"


@dataclass(frozen=True, slots=True)
class _Task:
    """The key of the import, who hears how far it is, and what was decided before."""

    batch: UUID
    tell: Progress
    decisions: Decisions


@transaction.atomic
def bring_register(
    source: Path | bytes,
    *,
    name: str,
    by: Actor,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    staged: UUID | None = None,
    decisions: Decisions | None = None,
) -> RegisterResult:
    """Every good row arrives, every bad row is reported, none vanishes; a row that was there before adds nothing.

    `dry_run` does the same and takes all of it back. `progress` hears the step and how much of how much is done.
    `staged` names the register that waited on the desk: the import takes its key, and it is gone with the commit.
    `decisions` are what a person said of pairs before; what was not decided is queued.
    Queries: a fixed number, and about fifteen for every thousand rows.
    Raises: Refused; UnreadableRegister when the file as a whole cannot be used.
    """
    by.require(Verb.IMPORT_REGISTER)
    data, tell = _bytes_of(source), progress or silent
    tell(READING, 0, 0)
    register = read_register(
        data, today=today(), mapping=mapping, recognise=recognise, fingerprint_key=_row_key(by.agency_id)
    )
    with transaction.atomic():
        _take_turn(by)
        result = _bring(register, data, name, by, _Task(staged or uuid4(), tell, decisions or Decisions()))
        if staged and not dry_run:
            StagedRegister.objects.filter(pk=staged, agency_id=by.agency_id).delete()
        if dry_run:
            transaction.set_rollback(True)
    return _as_a_try(result) if dry_run else result


def _bring(register: Register, data: bytes, name: str, by: Actor, task: _Task) -> RegisterResult:
    batch_id = task.batch
    reader = VisitReader(register.layout, today=today(), language=by.language)
    visits = [reader.visit(row) for row in register.accepted]
    found = _sorted(visits, by, task.decisions)
    _register_people(found, batch_id, by, task.tell)
    pairs = _propose_pairs(found, by, task)
    task.tell(WRITING, 0, len(found.placed))
    written = Writer(batch_id, by).place(found.placed)
    proposed = _mark(written, {pair.person_id for pair in pairs if not pair.is_different})
    warnings = _warnings(found, visits, reader)
    result = replace(_result(register, name, batch_id, found, proposed, warnings), **_paired(found, pairs))
    _keep(result, data, by)
    save(written)
    task.tell(WRITING, len(found.placed), len(found.placed))
    return result


def _take_turn(by: Actor) -> None:
    """Two imports of one agency wait for each other, or both would bring in the same row."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"register of {by.agency_id}"])
    renewed(by.context, seconds=LONG)


def _sorted(visits: Sequence[Visit], by: Actor, decisions: Decisions) -> Sorted:
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


def _register_people(found: Sorted, batch_id: UUID, by: Actor, tell: Progress) -> None:
    done, total = 0, len(found.people)
    for some in chunks(found.people.values()):
        renewed(by.context, seconds=LONG)
        bulk.register_many(some, source=batch_id, by=by)
        done += len(some)
        tell(PERSONS, done, total)


def _propose_pairs(found: Sorted, by: Actor, task: _Task) -> list[PairDraft]:
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


def _likely(found: Sorted, by: Actor, tell: Progress) -> Iterator[PairDraft]:
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


def _warnings(found: Sorted, visits: Sequence[Visit], reader: VisitReader) -> list[RowProblem]:
    """The doubts about the rows that came in now; of rows that were there before they were told before."""
    placed = {one.visit.row: one for one in found.placed}
    doubts = []
    for visit in visits:
        if visit.row in placed:
            doubts += [_row_problem(visit.row, doubt) for doubt in visit.warnings]
            if _answer_is_in_the_note(placed[visit.row], found):
                doubt = reader.doubt_of_answer(reasons.REFUSAL_IN_NOTE, visit.answer)
                doubts.append(_row_problem(visit.row, doubt))
    return doubts


def _answer_is_in_the_note(one: Placed, found: Sorted) -> bool:
    return one.person_id not in found.people and one.visit.answer is Consent.NO


def _result(
    register: Register, name: str, batch_id: UUID, found: Sorted, proposed: int, warnings: Iterable[RowProblem]
) -> RegisterResult:
    visits_of_known = sum(not one.is_first for one in found.placed)
    return RegisterResult(
        name=name,
        sheet=register.sheet,
        rows=len(register.rows),
        created=len(found.people) - proposed,
        known=found.repeated + visits_of_known,
        proposed=proposed,
        warnings=tuple(warnings),
        refused=tuple(_refusal(row) for row in register.refused),
        skipped=tuple(SkippedLine(row.row, row.reason, row.text) for row in register.skipped_rows),
        blank_rows=len(register.blank_rows),
        unread_columns=tuple(column.name for column in register.layout.unknown),
        unread_sheets=tuple(sheet.name for sheet in register.other_sheets),
        visits_of_known=visits_of_known,
        batch=batch_id,
    )


def _keep(result: RegisterResult, data: bytes, by: Actor) -> None:
    """The batch with its report, and the one sentence of the trail."""
    counts = {"rows": result.rows, "created": result.created, "known": result.known, "proposed": result.proposed}
    batch = ImportBatch.objects.create(
        id=result.batch,
        agency_id=by.agency_id,
        file_hash=agency_token(keyring(), by.agency_id, "register file", hashlib.sha256(data).hexdigest()),
        sheet=result.sheet[:120],
        refused=len(result.refused),
        problems=_without_values(result),
        brought_by=None if by.membership_id == NOBODY else by.membership_id,
        **counts,
    )
    record("register.imported", subject=batch, detail={**counts, "refused": len(result.refused)})


def _without_values(result: RegisterResult) -> list[dict[str, object]]:
    """The report as it is kept: what a cell said may be about a person and is not kept twice."""
    weighed = (("refused", result.refused), ("warning", result.warnings), ("skipped", result.skipped))
    return [
        {"weight": weight, "row": line.row, "column": getattr(line, "column", ""), "reason": line.reason}
        for weight, lines in weighed
        for line in lines
    ]


def _as_a_try(result: RegisterResult) -> RegisterResult:
    return replace(result, batch=None, dry_run=True)


def _refusal(row: RegisterRow) -> RowProblem:
    assert row.refusal is not None
    return _row_problem(row.row, row.refusal)


def _row_problem(row: int, problem: Problem) -> RowProblem:
    return RowProblem(row, problem.column, problem.value, problem.reason)


def _bytes_of(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as problem:
        raise UnreadableRegister("file_missing", source.name) from problem


def _row_key(agency_id: UUID) -> bytes:
    """The key of the marks by which this agency knows its rows again; without it nobody can test a guess."""
    return agency_token(keyring(), agency_id, "register row", "mark")
