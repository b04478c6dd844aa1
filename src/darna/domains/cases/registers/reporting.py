"""What is told of a register that came in: counts, doubts, refusals, and what of it is kept with the import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum
from uuid import UUID

from darna.base.imports.reading import Consent, RegisterRow
from darna.base.imports.reading.records import Problem
from darna.domains.cases.registers import reasons
from darna.domains.cases.registers.gathering import Gathered
from darna.domains.cases.registers.results import RegisterResult, RowProblem, SkippedLine
from darna.domains.cases.registers.visits import Visit, VisitReader


class Came(Enum):
    """Whose a row turned out to be."""

    NEW = "somebody new"
    FURTHER = "somebody of an earlier row"
    KNOWN = "somebody who had a file"


#: By the number of the row; rows that were there before are absent.
Brought = Mapping[int, Came]


def result_of(told: Gathered, batch: UUID | None, brought: Brought, proposed: int) -> RegisterResult:
    """What became of every row."""
    further = sum(came is not Came.NEW for came in brought.values())
    return RegisterResult(
        name=told.name,
        sheet=told.sheet,
        rows=told.rows,
        created=len(brought) - further - proposed,
        known=len(told.visits) - len(brought) + further,
        proposed=proposed,
        warnings=tuple(_doubts(told.visits, brought, told.reader)),
        refused=tuple(_refusal(row) for row in told.refused),
        skipped=tuple(SkippedLine(row.row, row.reason, row.text) for row in told.skipped),
        blank_rows=told.blank_rows,
        unread_columns=told.unread_columns,
        unread_sheets=told.unread_sheets,
        visits_of_known=further,
        batch=batch,
    )


def counts_of(result: RegisterResult) -> dict[str, int]:
    """The counts that stand in the import and in its sentence of the trail."""
    told = {"rows": result.rows, "created": result.created, "known": result.known, "proposed": result.proposed}
    return {**told, "refused": len(result.refused)}


def without_values(result: RegisterResult) -> list[dict[str, object]]:
    """The report as it is kept: what a cell said may be about a person and is not kept twice."""
    weighed = (("refused", result.refused), ("warning", result.warnings), ("skipped", result.skipped))
    return [
        {"weight": weight, "row": line.row, "column": getattr(line, "column", ""), "reason": line.reason}
        for weight, lines in weighed
        for line in lines
    ]


def as_a_try(result: RegisterResult) -> RegisterResult:
    """The same, with nothing of it kept."""
    return replace(result, batch=None, dry_run=True)


def _doubts(visits: Sequence[Visit], brought: Brought, reader: VisitReader) -> list[RowProblem]:
    """The doubts about the rows that came in now; of rows that were there before they were told before."""
    doubts = []
    for visit in visits:
        if visit.row not in brought:
            continue
        doubts += [_row_problem(visit.row, doubt) for doubt in visit.warnings]
        if brought[visit.row] is Came.KNOWN and visit.answer is Consent.NO:
            doubt = reader.doubt_of_answer(reasons.REFUSAL_IN_NOTE, visit.answer)
            doubts.append(_row_problem(visit.row, doubt))
    return doubts


def _refusal(row: RegisterRow) -> RowProblem:
    assert row.refusal is not None
    return _row_problem(row.row, row.refusal)


def _row_problem(row: int, problem: Problem) -> RowProblem:
    return RowProblem(row, problem.column, problem.value, problem.reason)
