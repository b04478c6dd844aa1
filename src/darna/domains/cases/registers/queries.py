"""What the desk reads of imports: the list, one with its report, and which rows could be taken back."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.imports.models import ImportBatch
from darna.domains.cases.registers.reasons import explain
from darna.domains.cases.registers.results import KEPT
from darna.kernel.errors import NotFound

MOST: Final = 100
#: Row numbers named beside a reason; the others stand in the report by row.
NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import in the list."""

    id: UUID
    brought_at: datetime
    brought_by: str
    sheet: str
    state: str
    state_label: str
    rows: int
    created: int
    known: int
    proposed: int
    refused: int
    undone_at: datetime | None
    undone_rows: int
    kept_rows: int
    to_compare: int

    @property
    def is_under_way(self) -> bool:
        """Not all of its rows are in yet, or they are on their way out."""
        return self.state in {ImportBatch.State.BRINGING, ImportBatch.State.UNDOING}

    @property
    def is_going_out(self) -> bool:
        """It is being taken back."""
        return self.state == ImportBatch.State.UNDOING

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        if self.is_under_way:
            return "waiting"
        return "closed" if self.is_undone else "done"

    @property
    def is_undone(self) -> bool:
        """Somebody took it back; some rows may have stayed."""
        return self.state == ImportBatch.State.UNDONE

    @property
    def may_be_undone(self) -> bool:
        """Something of it is still there."""
        if self.is_undone:
            return self.kept_rows > 0
        return self.is_under_way or self.created + self.known + self.proposed > 0


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason of a report: what it means and in which rows it was found."""

    reason: str
    sentence: str
    count: int
    rows: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """One import with what it said of its rows, without what stood in their cells."""

    line: ImportLine
    refused: tuple[ReasonLine, ...]
    warnings: tuple[ReasonLine, ...]
    skipped: tuple[ReasonLine, ...]
    kept: tuple[ReasonLine, ...]


def imports_of(actor: Actor, *, limit: int = MOST) -> list[ImportLine]:
    """The imports of the own agency, the newest first. Two queries. Raises: Refused."""
    actor.require(Verb.IMPORT_REGISTER)
    batches = list(_own(actor).defer("problems").order_by("-brought_at", "id")[:limit])
    names = names_of_members({batch.brought_by for batch in batches if batch.brought_by})
    return [_line(batch, names) for batch in batches]


def import_report(actor: Actor, batch_id: UUID) -> ImportReport:
    """One import of the own agency. Two queries. Raises: Refused, NotFound."""
    actor.require(Verb.IMPORT_REGISTER)
    batch = _own(actor).filter(pk=batch_id).first()
    if batch is None:
        raise NotFound("import", batch_id)
    names = names_of_members([batch.brought_by] if batch.brought_by else [])
    weights = ("refused", "warning", "skipped", KEPT)
    return ImportReport(_line(batch, names), *(reason_lines(_of(batch, weight)) for weight in weights))


def reason_lines(told: Iterable[tuple[str, int]]) -> tuple[ReasonLine, ...]:
    """Reasons with their first rows in one line each, the most frequent first."""
    rows: dict[str, list[int]] = {}
    for reason, row in told:
        rows.setdefault(reason, []).append(row)
    counted = sorted(rows.items(), key=lambda pair: -len(pair[1]))
    return tuple(ReasonLine(reason, explain(reason), len(some), _first_rows(some)) for reason, some in counted)


def is_in(actor: Actor, batch_id: UUID) -> bool:
    """All rows of an import of this key are in, in the own agency. One query. Raises: Refused."""
    actor.require(Verb.IMPORT_REGISTER)
    return _own(actor).filter(pk=batch_id).exclude(state=ImportBatch.State.BRINGING).exists()


def _first_rows(rows: list[int]) -> str:
    named = ", ".join(map(str, heapq.nsmallest(NAMED, rows)))
    return f"{named} …" if len(rows) > NAMED else named


def _own(actor: Actor) -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(agency_id=actor.agency_id)


def _of(batch: ImportBatch, weight: str) -> list[tuple[str, int]]:
    return [(told["reason"], told["row"]) for told in batch.problems if told["weight"] == weight]


def _line(batch: ImportBatch, names: Mapping[UUID, str]) -> ImportLine:
    return ImportLine(
        id=batch.pk,
        brought_at=batch.brought_at,
        brought_by=names.get(batch.brought_by, "") if batch.brought_by else "",
        sheet=batch.sheet,
        state=batch.state,
        state_label=batch.get_state_display(),
        rows=batch.rows,
        created=batch.created,
        known=batch.known,
        proposed=batch.proposed,
        refused=batch.refused,
        undone_at=batch.undone_at,
        undone_rows=batch.undone_rows,
        kept_rows=batch.kept_rows,
        to_compare=batch.to_compare,
    )
