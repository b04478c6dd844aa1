"""The exports of an agency: who carried which list out, for which purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.lists.kinds import kind_of
from darna.base.lists.models import ExportRecord
from darna.kernel.clock import now
from darna.kernel.errors import NotFound

SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One export: `may_take` when the reader asked for it and its file is still there."""

    id: UUID
    title: str
    form: str
    by: str
    purpose: str
    reason: str
    asked_at: datetime
    state: str
    state_label: str
    expected: int
    rows: int
    bytes: int
    fingerprint: str
    failure: str
    until: datetime | None
    taken_times: int
    words: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    with_protected: bool
    is_mine: bool
    may_take: bool

    @property
    def is_under_way(self) -> bool:
        """The file is still to come."""
        return self.state in {ExportRecord.State.WAITING, ExportRecord.State.WRITING}

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        looks = {"ready": "done", "failed": "danger", "gone": "closed"}
        return looks.get(self.state, "waiting")


@dataclass(frozen=True, slots=True)
class ExportPage:
    """Fifty exports, the newest first."""

    lines: tuple[ExportLine, ...]
    number: int
    has_next: bool


def exports_page(actor: Actor, number: int = 1) -> ExportPage:
    """The exports of the own agency, whoever made them. Two queries. Raises: Refused."""
    number = max(1, min(number, 1000))
    start = (number - 1) * SHOWN
    rows = list(_own(actor).order_by("-asked_at", "id")[start : start + SHOWN + 1])
    names = names_of_members({row.membership_id for row in rows})
    return ExportPage(tuple(_line(row, names, actor) for row in rows[:SHOWN]), number, len(rows) > SHOWN)


def export_line(actor: Actor, export_id: UUID) -> ExportLine:
    """One export of the own agency. Two queries. Raises: Refused, NotFound."""
    row = _own(actor).filter(pk=export_id).first()
    if row is None:
        raise NotFound("export", export_id)
    return _line(row, names_of_members([row.membership_id]), actor)


def own_file(actor: Actor, export_id: UUID) -> ExportRecord:
    """The record of a file that this actor asked for and may take now, locked. One query. Raises: Refused, NotFound."""
    mine = _own(actor).filter(membership_id=actor.membership_id, state=ExportRecord.State.READY, until__gt=now())
    row = mine.filter(pk=export_id).select_for_update().first()
    if row is None:
        raise NotFound("export", export_id)
    return row


def _own(actor: Actor) -> QuerySet[ExportRecord]:
    actor.require(Verb.EXPORT_LIST)
    return ExportRecord.objects.filter(agency_id=actor.agency_id)


def _line(row: ExportRecord, names: Mapping[UUID, str], actor: Actor) -> ExportLine:
    kind, is_mine = kind_of(row.list_code), row.membership_id == actor.membership_id
    is_there = row.state == ExportRecord.State.READY and row.until is not None and row.until > now()
    return ExportLine(
        id=row.pk,
        title=str(kind.title),
        form=row.get_format_display(),
        by=names.get(row.membership_id, ""),
        purpose=label("export_purpose", row.purpose),
        reason=row.reason,
        asked_at=row.asked_at,
        state=row.state,
        state_label=row.get_state_display(),
        expected=row.expected,
        rows=row.rows,
        bytes=row.bytes,
        fingerprint=row.fingerprint,
        failure=row.failure,
        until=row.until,
        taken_times=row.taken_times,
        words=tuple(kind.told(row.words)),
        columns=tuple(str(column.label) for column in kind.exported if column.code in row.columns),
        with_protected=row.with_protected,
        is_mine=is_mine,
        may_take=is_mine and is_there,
    )
