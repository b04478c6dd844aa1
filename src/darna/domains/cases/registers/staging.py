"""A workbook on the desk before it is in: read, its columns said, tried, its pairs decided, confirmed or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.imports import staging as sealing
from darna.base.imports.models import ImportBatch, KeptMapping, StagedRegister
from darna.base.imports.reading import FIELDS
from darna.base.imports.reading.columns import SeenSheet, look_at
from darna.domains.cases import tasks
from darna.domains.cases.registers import trying
from darna.domains.cases.registers.gathering import hash_of
from darna.domains.cases.registers.mappings import keep_mapping, kept_for
from darna.domains.cases.registers.results import UndoResult
from darna.domains.cases.registers.undoing import ask_for_undoing, undo_register
from darna.domains.cases.registers.waiting import SAME, TWO, is_stuck, visible_staged
from darna.kernel.clock import now
from darna.kernel.errors import Invalid, Refused

State = StagedRegister.State
#: So many rows are tried while the reader waits; more are a job.
AT_ONCE: Final = 500
#: A register may be worked on while it is in one of these states.
OPEN: Final = frozenset({State.READ, State.TRIED, State.FAILED})


@transaction.atomic
def stage_register(data: bytes, *, by: Actor) -> StagedRegister:
    """A workbook waits, sealed, for somebody to say what its columns hold; nothing of it is in.

    Columns that were said once for the same headings are proposed again. A file whose import was cut off, and of which
    nothing waits any more, goes on with that import.
    Raises: Refused; UnreadableRegister when the file cannot be used.
    """
    by.require(Verb.IMPORT_REGISTER)
    seen, instant, staged_id = look_at(data), now(), _cut_off_before(data, by) or uuid4()
    mark = sealing.headings_mark(by.agency_id, (one.heading for one in seen.columns if not one.is_of_machine))
    of = {"agency_id": by.agency_id, "staged_id": staged_id}
    columns = _columns(seen, kept_for(mark, by), by)
    staged = StagedRegister.objects.create(
        id=staged_id,
        agency_id=by.agency_id,
        staged_by=by.membership_id,
        sheet=seen.name[:120],
        rows=seen.rows,
        headings_mark=mark,
        workbook=sealing.sealed(data, part=sealing.WORKBOOK, **of),
        columns=sealing.sealed_value(columns, part=sealing.COLUMNS, **of),
        staged_at=instant,
        touched_at=instant,
    )
    record("register.prepared", subject=staged, detail={"rows": seen.rows})
    return staged


@transaction.atomic
def choose_columns(staged_id: UUID, mapping: Mapping[str, str], *, by: Actor) -> StagedRegister:
    """What each heading means: kept for the next register with these headings, and tried at once or as a job.

    Raises: Refused, NotFound, Invalid for a field that does not exist; UnreadableRegister when no name is among them.
    """
    staged = visible_staged(by, staged_id, lock=True)
    if staged.state not in OPEN and not is_stuck(staged):
        raise Refused("register_is_under_way")
    if not set(mapping.values()) <= {"", *FIELDS}:
        raise Invalid("mapping", "unknown_field")
    is_form = sealing.opened_value(staged.columns, part=sealing.COLUMNS, **_of(staged)).get("is_form", False)
    keep_mapping(staged, mapping, is_form=is_form, by=by)
    staged.mapping = sealing.sealed_value(dict(mapping), part=sealing.MAPPING, **_of(staged))
    staged.told = staged.decisions = b""
    staged.state, staged.failure, staged.step, staged.done = State.TRYING, "", "", 0
    _touched(staged, "mapping", "told", "decisions", "state", "failure", "step", "done")
    record("register.mapped", subject=staged, detail={"columns": sum(bool(field) for field in mapping.values())})
    if staged.rows <= AT_ONCE:
        trying.try_staged(staged, by)
    else:
        tasks.try_register.defer(**_job(staged, by))
    return staged


@transaction.atomic
def decide_rows(staged_id: UUID, answers: Mapping[str, str], *, by: Actor) -> int:
    """Whose the rows of some pairs are: of the file beside (`same`), of somebody else (`two`), or later (nothing).

    Nothing is written yet but the answers. How many pairs are decided now. Raises: Refused, NotFound.
    """
    staged = visible_staged(by, staged_id, lock=True)
    if staged.state != State.TRIED:
        raise Refused("register_is_under_way")
    told = sealing.opened_value(staged.told, part=sealing.TOLD, **_of(staged))
    known = {pair["key"] for pair in told["pairs"]}
    decided = sealing.opened_value(staged.decisions, part=sealing.DECISIONS, **_of(staged)) or {}
    decided |= {key: answer for key, answer in answers.items() if key in known}
    decided = {key: answer for key, answer in decided.items() if answer in {SAME, TWO}}
    staged.decisions = sealing.sealed_value(decided, part=sealing.DECISIONS, **_of(staged))
    _touched(staged, "decisions")
    return len(decided)


@transaction.atomic
def confirm_register(staged_id: UUID, *, by: Actor) -> StagedRegister:
    """Bring it in as a job, or go on where one was cut off; the sentence is that of the import.

    Raises: Refused, NotFound.
    """
    staged = visible_staged(by, staged_id, lock=True)
    if staged.state not in {State.TRIED, State.FAILED} and not is_stuck(staged):
        raise Refused("register_is_under_way")
    is_in = _import_of(staged).filter(state=ImportBatch.State.COMMITTED).exists()
    if not staged.told and not is_in:
        raise Refused("register_is_not_tried")
    staged.state, staged.failure, staged.step, staged.done = State.WAITING, "", "", 0
    if is_in:
        staged.state = State.COMPARING
    _touched(staged, "state", "failure", "step", "done")
    job = tasks.compare_register if is_in else tasks.bring_register
    job.defer(**_job(staged, by))
    return staged


@transaction.atomic
def drop_staged(staged_id: UUID, *, by: Actor) -> None:
    """Throw away what waits; what a job that was cut off brought in is taken back with it, a long one by a job.

    Raises: Refused, NotFound.
    """
    staged = visible_staged(by, staged_id, lock=True)
    if staged.state not in OPEN and not is_stuck(staged):
        raise Refused("register_is_under_way")
    if _import_of(staged).exclude(state=ImportBatch.State.UNDONE).exists():
        take_back(staged_id, by=by)
    record("register.dropped", subject=staged, detail={"rows": staged.rows})
    staged.delete()


@transaction.atomic
def take_back(batch_id: UUID, *, by: Actor) -> UndoResult | None:
    """Take an import back now, or begin the job that takes a long one back; nothing is told then.

    Raises: Refused, NotFound, AlreadyDone.
    """
    if not ask_for_undoing(batch_id, by=by):
        return undo_register(batch_id, by=by)
    told = {"agency_id": str(by.agency_id), "member_id": str(by.membership_id)}
    tasks.undo_register.defer(batch_id=str(batch_id), **told)
    return None


def _import_of(staged: StagedRegister) -> QuerySet[ImportBatch]:
    """What is in of it: an import has the key of what waited."""
    return ImportBatch.objects.filter(agency_id=staged.agency_id, pk=staged.pk)


def _cut_off_before(data: bytes, by: Actor) -> UUID | None:
    """The import of this very file that is not finished and for which nothing waits: after a power cut. Two queries."""
    mine = ImportBatch.objects.filter(agency_id=by.agency_id, state=ImportBatch.State.BRINGING)
    waiting = StagedRegister.objects.filter(agency_id=by.agency_id).values("pk")
    found = mine.filter(file_hash=hash_of(data, by.agency_id)).exclude(pk__in=waiting)
    return found.values_list("pk", flat=True).first()


def _columns(seen: SeenSheet, kept: KeptMapping | None, by: Actor) -> dict[str, Any]:
    columns = []
    for column in seen.columns:
        mark = sealing.heading_mark(by.agency_id, column.heading)
        # The day a telephone wrote is no question of the form, and may not have stood in the export before.
        said = kept.mapping.get(mark, column.field if column.is_of_machine else "") if kept else column.field
        field = said or ""
        columns.append({"heading": column.heading, "field": field, "samples": column.samples})
    told = {"is_guess": seen.is_guess, "is_form": seen.is_form, "is_kept": kept is not None}
    return {"columns": columns, "kept_name": kept.name if kept else "", **told}


def _of(staged: StagedRegister) -> dict[str, UUID]:
    return {"agency_id": staged.agency_id, "staged_id": staged.pk}


def _touched(staged: StagedRegister, *columns: str) -> None:
    staged.touched_at = now()
    staged.version += 1
    staged.save(update_fields=[*columns, "touched_at", "version"])


def _job(staged: StagedRegister, by: Actor) -> dict[str, str]:
    return {"staged_id": str(staged.pk), "agency_id": str(by.agency_id), "member_id": str(by.membership_id)}
