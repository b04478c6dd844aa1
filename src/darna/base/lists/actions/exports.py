"""Carrying a list out of the house: for a purpose, by a role that may, written down before a row is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.codelists.queries import choices
from darna.base.editing import save
from darna.base.lists import running, tasks
from darna.base.lists.kinds import Asked, ListKind, kind_of
from darna.base.lists.models import ExportRecord
from darna.base.lists.queries.exports import own_file
from darna.base.lists.writing import MOST_ROWS
from darna.kernel.clock import now
from darna.kernel.errors import Invalid

#: So many rows are written while the reader waits; more are a job.
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why a list is carried out: the code of a purpose, and the reason in words that name nobody."""

    code: str
    reason: str


@transaction.atomic
def ask_export(code: str, asked: Asked, purpose: Purpose, *, form: str, language: str, by: Actor) -> ExportRecord:
    """Write down who carries what out and why, then write the file: at once, or as a job when it is long.

    Never a case that another agency keeps; a protected file only where asked and where the actor is named for it.
    Raises: Refused, NotFound; Invalid for a purpose, reason, column or format that is missing, and for no row at all.
    """
    by.require(Verb.EXPORT_LIST)
    kind = kind_of(code)
    by.require(kind.needs)
    _check(kind, asked, purpose, form)
    expected = kind.counted(by, asked, MOST_ROWS + 1)
    if not expected:
        raise Invalid("columns", "nothing_to_export")
    if expected > MOST_ROWS:
        raise Invalid("columns", "too_many_rows", most=MOST_ROWS)
    at_once = expected <= AT_ONCE
    made = _written_down(code, asked, purpose, form, language, expected, by, at_once=at_once)
    detail = {"list": code, "form": form, "rows": expected, "purpose": purpose.code, "columns": list(asked.columns)}
    record("list.exported", subject=made, detail=detail)
    if at_once:
        running.write(made, by, context=by.context)
    else:
        tasks.write_export.defer(export_id=str(made.pk), agency_id=str(by.agency_id))
    return made


@transaction.atomic
def note_taking(export_id: UUID, *, by: Actor) -> ExportRecord:
    """Count that the file was taken. Raises: Refused, NotFound for another member's file and for one that is gone.

    It leaves no sentence of its own: the export has told what it is for.
    """
    made = own_file(by, export_id)
    save(made, taken_times=min(made.taken_times + 1, 9999))
    return made


def _check(kind: ListKind, asked: Asked, purpose: Purpose, form: str) -> None:
    if purpose.code not in dict(choices("export_purpose")):
        raise Invalid("purpose", "required")
    if not purpose.reason.strip() or len(purpose.reason) > 300:
        raise Invalid("reason", "required")
    if form not in ExportRecord.Format.values:
        raise Invalid("form", "unknown_code")
    if not asked.columns or not set(asked.columns) <= {column.code for column in kind.exported}:
        raise Invalid("columns", "required")


def _written_down(
    code: str, asked: Asked, purpose: Purpose, form: str, language: str, expected: int, by: Actor, *, at_once: bool
) -> ExportRecord:
    instant = now()
    return ExportRecord.objects.create(
        agency_id=by.agency_id,
        membership_id=by.membership_id,
        list_code=code,
        format=form,
        language=language,
        purpose=purpose.code,
        reason=purpose.reason.strip(),
        words=dict(asked.words),
        columns=list(asked.columns),
        with_protected=asked.with_protected,
        state=ExportRecord.State.WRITING if at_once else ExportRecord.State.WAITING,
        expected=expected,
        asked_at=instant,
        touched_at=instant,
    )
