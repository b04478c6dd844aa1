"""Writing the file of an export: read piece by piece as the member who asked, sealed as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import override

from darna.base.agencies.actor import Actor, job_actor
from darna.base.agencies.queries import member_actor
from darna.base.agencies.roles import Verb
from darna.base.lists import files
from darna.base.lists.kinds import Asked, Cell, Column, ListKind, kind_of
from darna.base.lists.models import ExportRecord
from darna.base.lists.writing import csv_bytes, stream_of, write_xlsx
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.kernel.clock import now
from darna.kernel.errors import Problem, Refused

#: How long a file waits to be taken.
KEPT_FOR: Final = timedelta(hours=24)
#: An export that says nothing for so long was cut off.
SILENT_FOR: Final = timedelta(hours=1)
RIGHT_TO_LEFT: Final = "ar"
#: Seconds a token lives: a piece takes a part of one.
LONG: Final = 120
#: The progress is told so many times, for each telling is a row of the trail.
TELLINGS: Final = 20


def write_as_job(export_id: UUID, agency_id: UUID) -> None:
    """The job of an export: what goes wrong is told on its page, and in the log without a name."""
    house = Context(Kind.JOB, agency_id)
    with acting(job_actor(agency_id).context):
        record = _begun(export_id)
    if record is None:
        return
    try:
        with acting(house):
            by = member_actor(record.membership_id, language=record.language)
        if by is None or not (by.may(Verb.EXPORT_LIST) and by.may(kind_of(record.list_code).needs)):
            raise Refused("role_does_not_allow", verb=str(Verb.EXPORT_LIST))
        write(record, by, context=by.job_context)
    except Exception as problem:
        with acting(job_actor(agency_id).context):
            _ended(record.pk, problem.code if isinstance(problem, Problem) else "unexpected")
        if not isinstance(problem, Problem):
            raise


def write(record: ExportRecord, by: Actor, *, context: Context) -> None:
    """Write the file and say in the record what is in it. A transaction of its own for each piece, if none is open."""
    kind, asked = kind_of(record.list_code), Asked(record.words, tuple(record.columns), record.with_protected)
    columns = [column for column in kind.exported if column.code in set(record.columns)]
    # In the order of the house, whatever the order in which they were ticked.
    asked = Asked(asked.words, tuple(column.code for column in columns), asked.with_protected)
    pieces = _Pieces(record, kind, asked, by, context)
    with override(record.language):
        if record.format == ExportRecord.Format.CSV:
            done = files.seal(stream_of(csv_bytes(columns, pieces)), record.pk)
        else:
            done = _sealed_workbook(record, str(kind.title), columns, pieces)
    with acting(context):
        _change(
            record.pk,
            state=ExportRecord.State.READY,
            rows=pieces.told,
            bytes=done.size,
            fingerprint=done.fingerprint,
            finished_at=now(),
            until=now() + KEPT_FOR,
        )


def forget_files(agency_id: UUID) -> int:
    """Delete the files of an agency whose day is over and give up what was cut off; how many files went."""
    gone = 0
    with acting(job_actor(agency_id).context):
        kept = ExportRecord.objects.filter(agency_id=agency_id)
        for export_id in kept.filter(state=ExportRecord.State.READY, until__lte=now()).values_list("pk", flat=True):
            files.remove(export_id)
            _change(export_id, state=ExportRecord.State.GONE)
            gone += 1
        silent = kept.filter(state=ExportRecord.State.WRITING, touched_at__lte=now() - SILENT_FOR)
        for export_id in silent.values_list("pk", flat=True):
            _ended(export_id, "cut_off")
    return gone


class _Pieces:
    """The rows of a list, read as they are asked for; `told` counts them."""

    def __init__(self, record: ExportRecord, kind: ListKind, asked: Asked, by: Actor, context: Context) -> None:
        self._record, self._kind, self._asked, self._by, self._context = record, kind, asked, by, context
        self.told = 0

    def __iter__(self) -> Iterator[Sequence[Sequence[Cell]]]:
        after, step = None, max(1, self._record.expected // TELLINGS)
        said = 0
        while True:
            with acting(self._context, seconds=LONG):
                piece = self._kind.piece(self._by, self._asked, after)
                self.told += len(piece.rows)
                if self.told - said >= step and piece.after is not None:
                    said = self.told
                    _change(self._record.pk, rows=self.told, touched_at=now())
            yield piece.rows
            if piece.after is None:
                return
            after = piece.after


def _sealed_workbook(record: ExportRecord, title: str, columns: Sequence[Column], pieces: _Pieces) -> files.Sealed:
    with files.workshop() as folder:
        place = folder / "list.xlsx"
        write_xlsx(place, title, columns, pieces, right_to_left=record.language == RIGHT_TO_LEFT)
        with place.open("rb") as source:
            return files.seal(source, record.pk)


def _begun(export_id: UUID) -> ExportRecord | None:
    waiting = ExportRecord.objects.filter(pk=export_id, state=ExportRecord.State.WAITING).select_for_update()
    record = waiting.first()
    if record is not None:
        _change(export_id, state=ExportRecord.State.WRITING, touched_at=now())
    return record


def _ended(export_id: UUID, failure: str) -> None:
    files.remove(export_id)
    _change(export_id, state=ExportRecord.State.FAILED, failure=failure[:60], finished_at=now())


def _change(export_id: UUID, **columns: object) -> None:
    ExportRecord.objects.filter(pk=export_id).update(**columns)
