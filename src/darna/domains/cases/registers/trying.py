"""Reading a staged register for a try, and bringing it in, both telling how far they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import member_actor
from darna.base.agencies.roles import Verb
from darna.base.imports import staging as sealing
from darna.base.imports.models import StagedRegister
from darna.base.imports.progress import Teller, silent, telling
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.domains.cases.registers.actions import bring_register
from darna.domains.cases.registers.comparing import compare_register
from darna.domains.cases.registers.gathering import LONG
from darna.domains.cases.registers.results import Decisions, RegisterResult, RowPair
from darna.domains.cases.registers.undoing import leave_undoing, undo_register
from darna.domains.cases.registers.waiting import SAME, Waiting, visible_staged
from darna.kernel.clock import now
from darna.kernel.errors import Problem, Refused

State = StagedRegister.State


def try_staged(staged: StagedRegister, by: Actor, tell: Teller = silent) -> None:
    """Do everything and take it back; what it told is kept, sealed, with what waits. Raises: UnreadableRegister."""
    found = Waiting(staged)
    result = bring_register(found.workbook, name="", by=by, dry_run=True, mapping=found.mapping, progress=tell)
    told = sealing.sealed_value(_told(result), agency_id=staged.agency_id, staged_id=staged.pk, part=sealing.TOLD)
    _change(staged.pk, told=told, state=State.TRIED, rows=result.rows, step="", touched_at=now())


def try_as_job(staged_id: UUID, agency_id: UUID, member_id: UUID) -> None:
    """The job of a try of a long register."""
    with _working(staged_id, agency_id, member_id, State.TRYING, State.TRYING) as by:
        if by is not None:
            with telling(staged_id, by.context) as tell, acting(by.context, seconds=LONG):
                try_staged(visible_staged(by, staged_id), by, tell)


def bring_as_job(staged_id: UUID, agency_id: UUID, member_id: UUID) -> None:
    """The job that brings a register in: a short one whole or not at all, a long one in batches; what waited goes with it."""
    with _working(staged_id, agency_id, member_id, State.WAITING, State.BRINGING) as by:
        if by is not None:
            with acting(by.context, seconds=LONG):
                found = Waiting(visible_staged(by, staged_id))
                workbook, mapping, decided = found.workbook, found.mapping, decisions_in(found)
            with telling(staged_id, by.context) as tell:
                bring_register(
                    workbook, name="", by=by, mapping=mapping, progress=tell, staged=staged_id, decisions=decided
                )
            compare_as_job(staged_id, agency_id, member_id)


def compare_as_job(staged_id: UUID, agency_id: UUID, member_id: UUID) -> None:
    """Propose the pairs of a long register that is in; then nothing of it waits any more."""
    with _working(staged_id, agency_id, member_id, State.COMPARING, State.COMPARING) as by:
        if by is not None:
            with acting(by.context):
                decided = Waiting(visible_staged(by, staged_id)).decisions
            different = frozenset(key for key, answer in decided.items() if answer != SAME)
            with telling(staged_id, by.context) as tell:
                compare_register(staged_id, by=by, tell=tell, different=different)
            with acting(by.context):
                StagedRegister.objects.filter(pk=staged_id).delete()


def undo_as_job(batch_id: UUID, agency_id: UUID, member_id: UUID) -> None:
    """The job that takes a long import back, whole; what waited of it goes too."""
    with acting(Context(Kind.JOB, agency_id)):
        by = member_actor(member_id)
    if by is None:
        return
    try:
        with acting(by.context, seconds=LONG):
            undo_register(batch_id, by=by)
            StagedRegister.objects.filter(pk=batch_id).delete()
    except Exception as problem:
        with acting(by.context):
            leave_undoing(batch_id, by=by)
        if not isinstance(problem, Problem):
            raise


def decisions_in(found: Waiting) -> Decisions:
    """What was decided of the pairs; of two files a row is said to be of, the first in the list counts."""
    same: dict[bytes, UUID | bytes] = {}
    for pair in found.told.get("pairs", ()):
        if found.decisions.get(pair["key"]) == SAME:
            whose = bytes.fromhex(pair["other_mark"]) if pair["other_mark"] else UUID(pair["other_id"])
            same.setdefault(bytes.fromhex(pair["mark"]), whose)
    return Decisions(same, frozenset(key for key, answer in found.decisions.items() if answer != SAME))


@contextmanager
def _working(staged_id: UUID, agency_id: UUID, member_id: UUID, before: str, after: str) -> Iterator[Actor | None]:
    """The member the job works for, once the register is its own; what goes wrong is told on the page."""
    with acting(Context(Kind.JOB, agency_id)):
        by = member_actor(member_id)
    context = by.context if by else Context(Kind.JOB, agency_id, sees_persons=True)
    with acting(context):
        taken = StagedRegister.objects.filter(pk=staged_id, state=before).update(state=after, touched_at=now())
    try:
        if taken and (by is None or not by.may(Verb.IMPORT_REGISTER)):
            raise Refused("role_does_not_allow", verb=str(Verb.IMPORT_REGISTER))
        yield by if taken else None
    except Exception as problem:
        with acting(context):
            failure = problem.code if isinstance(problem, Problem) else "unexpected"
            # Where somebody went on meanwhile, the work is theirs.
            mine = StagedRegister.objects.filter(pk=staged_id, state__in={before, after})
            mine.update(state=State.FAILED, failure=failure[:60], touched_at=now())
        if not isinstance(problem, Problem):
            raise


def _change(staged_id: UUID, **columns: object) -> None:
    StagedRegister.objects.filter(pk=staged_id).update(**columns)


def _told(result: RegisterResult) -> dict[str, Any]:
    """A result as plain values, to be shown page by page."""
    weighed = (("refused", result.refused), ("warning", result.warnings))
    problems = [(weight, one.row, one.column, one.value, one.reason) for weight, lines in weighed for one in lines]
    return {
        "rows": result.rows,
        "created": result.created,
        "known": result.known,
        "proposed": result.proposed,
        "refused": len(result.refused),
        "blank_rows": result.blank_rows,
        "unread_columns": result.unread_columns,
        "unread_sheets": result.unread_sheets,
        "problems": sorted(problems, key=lambda one: (one[1], one[0])),
        "skipped": [(line.row, line.reason) for line in result.skipped],
        "pairs": [_pair(pair) for pair in result.pairs],
        "facts": {mark.hex(): asdict(facts) for mark, facts in result.facts.items()},
    }


def _pair(pair: RowPair) -> dict[str, Any]:
    return {
        "key": pair.key,
        "mark": pair.mark.hex(),
        "row": pair.row,
        "other_mark": pair.other_mark.hex() if pair.other_mark else "",
        "other_row": pair.other_row,
        "other_id": str(pair.other_id) if pair.other_id else "",
        "score": pair.score,
        "reasons": pair.reasons,
    }
