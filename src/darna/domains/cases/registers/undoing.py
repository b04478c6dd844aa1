"""Taking an import back, row by row: what somebody worked on since stays, and is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from darna.base.agencies.actor import NOBODY, Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.imports.models import ImportBatch, ImportedRow
from darna.base.rowsecurity.context import renewed
from darna.domains.cases.models import Case, CaseShare, Encounter, Need, Reopening, Task
from darna.domains.cases.registers import reasons
from darna.domains.cases.registers.holding import held_elsewhere
from darna.domains.cases.registers.results import KEPT, KeptRow, UndoResult
from darna.domains.cases.registers.writing import chunks
from darna.domains.people import bulk
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, NotFound, Refused

#: Seconds a token of a long undoing lives; it is renewed at every thousand rows.
LONG: Final = 600
#: So many rows are taken back while somebody waits; more are a job.
AT_ONCE: Final = 2000


@transaction.atomic
def undo_register(batch_id: UUID, *, by: Actor) -> UndoResult:
    """Take back everything of an import that nobody changed since; the other rows stay and are listed with a reason.

    What is kept can be undone later, by the same verb.
    Raises: Refused, also when a file of it is protected at this moment; NotFound for an import that is not the agency's;
    AlreadyDone when nothing of it is left.
    """
    by.require(Verb.IMPORT_REGISTER)
    batch = ImportBatch.objects.select_for_update().filter(agency_id=by.agency_id, pk=batch_id).first()
    if batch is None:
        raise NotFound("import", batch_id)
    rows = list(ImportedRow.objects.filter(agency_id=by.agency_id, batch_id=batch_id).order_by("row"))
    if batch.state == ImportBatch.State.UNDONE and not rows:
        raise AlreadyDone("import_is_undone", on=batch.undone_at)
    kept = _kept(batch_id, rows)
    going = [row for row in rows if row.pk not in kept]
    persons = _withdraw(batch_id, going, by)
    result = UndoResult(
        batch=batch_id,
        undone=len(going),
        persons=persons,
        cases=sum(row.made_case for row in going),
        kept=tuple(KeptRow(row.row, kept[row.pk]) for row in rows if row.pk in kept),
    )
    _write_down(batch, result, by)
    return result


@transaction.atomic
def ask_for_undoing(batch_id: UUID, *, by: Actor) -> bool:
    """Whether a long import is to be taken back by a job: from here on no row of it comes in, and no pair.

    Raises: Refused, NotFound.
    """
    by.require(Verb.IMPORT_REGISTER)
    batch = ImportBatch.objects.select_for_update().filter(agency_id=by.agency_id, pk=batch_id).first()
    if batch is None:
        raise NotFound("import", batch_id)
    if ImportedRow.objects.filter(batch_id=batch_id).count() <= AT_ONCE:
        return False
    if batch.state != ImportBatch.State.UNDONE:
        batch.state = ImportBatch.State.UNDOING
        batch.save(update_fields=["state"])
    return True


def leave_undoing(batch_id: UUID, *, by: Actor) -> None:
    """An undoing that could not be done leaves the import as it was."""
    mine = ImportBatch.objects.filter(agency_id=by.agency_id, pk=batch_id, state=ImportBatch.State.UNDOING)
    mine.filter(rows__gt=0).update(state=ImportBatch.State.COMMITTED)
    mine.update(state=ImportBatch.State.BRINGING)


def _kept(batch_id: UUID, rows: Sequence[ImportedRow]) -> dict[UUID, str]:
    """The rows that stay, with the reason: all rows of a person, or of a case, stay or go together."""
    touched = {one.person_id: one.is_touched for one in bulk.persons_of_source(batch_id)}
    made_here = {row.person_id for row in rows if row.made_person}
    kept: dict[UUID, str] = {}
    for some in _together(rows):
        work = _work_since(some)
        other = _otherwise_than_it_came(batch_id, some)
        for row in some:
            reason = work.get(row.case_id, "") or work.get(row.pk, "") or other.get(row.pk, "")
            if row.person_id in made_here:
                reason = reason or _reason_of_person(touched.get(row.person_id))
            if reason:
                kept[row.pk] = reason
    return _spread(rows, kept, made_here)


def _spread(rows: Sequence[ImportedRow], kept: Mapping[UUID, str], made_here: set[UUID]) -> dict[UUID, str]:
    """A row that stays keeps the case it is in and the person it is of, and so the other rows of theirs."""
    reason_of: dict[UUID, str] = {}
    for row in rows:
        if row.pk in kept:
            reason_of.setdefault(row.case_id, kept[row.pk])
            if row.person_id in made_here:
                reason_of.setdefault(row.person_id, kept[row.pk])
    told = {row.pk: reason_of.get(row.person_id) or reason_of.get(row.case_id) for row in rows}
    return {pk: kept.get(pk) or reason for pk, reason in told.items() if reason}


def _reason_of_person(is_touched: bool | None) -> str:
    if is_touched is None:
        return reasons.NOT_VISIBLE
    return reasons.PERSON_CHANGED if is_touched else ""


def _work_since(rows: Sequence[ImportedRow]) -> dict[UUID, str]:
    """Cases of these rows, and rows themselves, that somebody worked on. Eight queries, and those of what stands above cases.

    Cases, visits and needs are locked first: what is written meanwhile waits, and is then refused.
    """
    cases = {row.case_id for row in rows if row.made_case}
    found = dict.fromkeys(_changed(Case, cases), reasons.CASE_CHANGED)
    visits, needs = {row.encounter_id for row in rows}, {row.need_id for row in rows if row.need_id}
    corrected = {*_changed(Encounter, visits), *_changed(Need, needs)}
    for held, ours in ((Encounter, visits), (Need, needs), (Task, ()), (CaseShare, ()), (Reopening, ())):
        more = held.objects.filter(case_id__in=cases).exclude(pk__in=ours).values_list("case_id", flat=True)
        found |= dict.fromkeys(more, reasons.CASE_CHANGED)
    found |= dict.fromkeys(held_elsewhere.among(cases), reasons.CASE_CHANGED)
    return found | {row.pk: reasons.VISIT_CHANGED for row in rows if {row.encounter_id, row.need_id} & corrected}


def _otherwise_than_it_came(batch_id: UUID, rows: Sequence[ImportedRow]) -> dict[UUID, str]:
    """Rows whose file the actor does not see, and rows that no longer name what the import wrote. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select row_id, is_seen from sec.rows_as_they_came(%s, %s) where not (is_seen and is_as_it_came)",
            [batch_id, [row.pk for row in rows]],
        )
        return {pk: reasons.VISIT_CHANGED if seen else reasons.NOT_VISIBLE for pk, seen in cursor.fetchall()}


def _changed(model: type[Case] | type[Encounter] | type[Need], ids: Iterable[UUID]) -> list[UUID]:
    """Lock these rows and tell which were saved again since they came in. One query."""
    rows = model.objects.filter(pk__in=list(ids)).order_by("pk").select_for_update()
    return [pk for pk, version in rows.values_list("pk", "version") if version > 1]


def _together(rows: Iterable[ImportedRow]) -> Iterator[list[ImportedRow]]:
    """About a thousand rows at a time, rows of one case never apart."""
    by_case: dict[UUID, list[ImportedRow]] = defaultdict(list)
    for row in rows:
        by_case[row.case_id].append(row)
    for cases in chunks(by_case.values()):
        yield [row for some in cases for row in some]


def _withdraw(batch_id: UUID, rows: Sequence[ImportedRow], by: Actor) -> int:
    """Remove visits, needs and cases, then the persons who came with them; how many persons.

    Raises: Refused when the database lets fewer go than were counted: the report would not be true.
    """
    gone = 0
    for some in chunks(rows):
        renewed(by.context, seconds=LONG)
        with connection.cursor() as cursor:
            cursor.execute("select sec.withdraw_visits(%s, %s)", [batch_id, [row.pk for row in some]])
            gone += int(cursor.fetchone()[0])
    persons = [row.person_id for row in rows if row.made_person]
    if gone != len(rows) or bulk.withdraw_persons(batch_id, persons, by=by) != len(persons):
        raise Refused("import_changed_meanwhile")
    return len(persons)


def _write_down(batch: ImportBatch, result: UndoResult, by: Actor) -> None:
    if not batch.rows:
        # Cut off before anybody counted: what came in is told all the same.
        batch.created, batch.known = result.persons, result.undone - result.persons
        batch.known += len(result.kept)
        batch.rows = batch.created + batch.known
    batch.to_compare = 0
    batch.state = ImportBatch.State.UNDONE
    batch.undone_at = now()
    batch.undone_by = None if by.membership_id == NOBODY else by.membership_id
    batch.undone_rows += result.undone
    batch.kept_rows = len(result.kept)
    batch.problems = [told for told in batch.problems if told["weight"] != KEPT] + [
        {"weight": KEPT, "row": row.row, "column": "", "reason": row.reason} for row in result.kept
    ]
    batch.version += 1
    counted = ("rows", "created", "known", "to_compare")
    told_of = ("state", "undone_at", "undone_by", "undone_rows", "kept_rows", "problems", "version")
    batch.save(update_fields=[*counted, *told_of])
    told = {"undone": result.undone, "persons": result.persons, "cases": result.cases, "kept": len(result.kept)}
    record("register.undone", subject=batch, detail=told)
