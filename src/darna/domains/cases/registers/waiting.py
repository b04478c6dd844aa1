"""What waits on the desk to be brought in: who may see it, and what was told and decided of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.imports import staging as sealing
from darna.base.imports.models import ImportedRow, StagedRegister
from darna.domains.cases.registers.fields import STEPS
from darna.domains.cases.registers.queries import ReasonLine, reason_lines
from darna.domains.cases.registers.reasons import explain
from darna.domains.people.queries import lines_for
from darna.domains.people.values import PersonLine
from darna.kernel.clock import now
from darna.kernel.errors import NotFound

#: Answers to a pair: the row is of the file beside, or of somebody else; without an answer it is decided later.
SAME: Final = "same"
TWO: Final = "two"
#: How long work on a register may say nothing before it is taken for stopped, and how long it may wait to begin.
SILENT_FOR: Final = timedelta(minutes=2)
WAITS_FOR: Final = timedelta(minutes=10)
UNDER_WAY: Final = frozenset({"trying", "waiting", "bringing", "comparing"})
#: Columns that hold whole workbooks and what was read of them.
_HEAVY: Final = ("workbook", "columns", "mapping", "told", "decisions")
#: Seconds after which a page that waits asks again.
ASK_AGAIN: Final = 2
PROBLEMS: Final = 50
PAIRS: Final = 10


@dataclass(frozen=True, slots=True)
class StagedLine:
    """A register that waits, and how far it is."""

    id: UUID
    staged_at: datetime
    staged_by: str
    sheet: str
    rows: int
    state: str
    state_label: str
    step: str
    done: int
    total: int
    failure: str
    is_stuck: bool

    @property
    def is_under_way(self) -> bool:
        """Somebody's machine works on it."""
        return self.state in UNDER_WAY and not self.is_stuck

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        if self.state == "failed" or self.is_stuck:
            return "danger"
        return "waiting" if self.state in UNDER_WAY else "new"


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A row that needs somebody: where, what stands there, and what it means."""

    weight: str
    row: int
    column: str
    value: str
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and the file, or earlier row, it resembles; `other` is empty when that file is closed to the reader."""

    key: str
    row: int
    facts: dict[str, Any]
    other_row: int | None
    other_facts: dict[str, Any] | None
    other: PersonLine | None
    reasons: tuple[str, ...]
    answer: str


class Waiting:
    """One register that waits, its sealed parts opened when they are asked for. One query."""

    def __init__(self, staged: StagedRegister) -> None:
        self.row = staged
        self._of = {"agency_id": staged.agency_id, "staged_id": staged.pk}

    @cached_property
    def columns(self) -> dict[str, Any]:
        """The headings with what they seem to hold and some of their cells."""
        told: dict[str, Any] = sealing.opened_value(self.row.columns, part=sealing.COLUMNS, **self._of)
        return told

    @cached_property
    def mapping(self) -> dict[str, str]:
        """What a person said the headings mean; nothing before."""
        return sealing.opened_value(self.row.mapping, part=sealing.MAPPING, **self._of) or {}

    @cached_property
    def told(self) -> dict[str, Any]:
        """What the try told; nothing before."""
        return sealing.opened_value(self.row.told, part=sealing.TOLD, **self._of) or {}

    @cached_property
    def decisions(self) -> dict[str, str]:
        """What was decided of the pairs, by their keys."""
        return sealing.opened_value(self.row.decisions, part=sealing.DECISIONS, **self._of) or {}

    @property
    def workbook(self) -> bytes:
        """The file as it was dropped."""
        return sealing.opened(self.row.workbook, part=sealing.WORKBOOK, **self._of)

    def problems(self, reason: str = "") -> list[ProblemLine]:
        """Every refused row and every doubt, in the order of the sheet; those of one reason if one is named."""
        return [
            ProblemLine(weight, row, column, value, why, explain(why))
            for weight, row, column, value, why in self.told.get("problems", ())
            if reason in ("", why)
        ]

    @property
    def reasons(self) -> tuple[ReasonLine, ...]:
        """The reasons of refusals and doubts, the most frequent first."""
        return reason_lines((one[4], one[1]) for one in self.told.get("problems", ()))

    @property
    def skipped(self) -> tuple[ReasonLine, ...]:
        """Rows that are about nobody, by reason."""
        return reason_lines((reason, row) for row, reason in self.told.get("skipped", ()))

    def pairs(self, actor: Actor, start: int, most: int = PAIRS) -> list[Pair]:
        """Some pairs with both sides. One query, two with a protected file among them."""
        some = self.told.get("pairs", ())[start : start + most]
        files = lines_for(actor, {UUID(pair["other_id"]) for pair in some if pair["other_id"]})
        return [self._pair(pair, files) for pair in some]

    def _pair(self, pair: dict[str, Any], files: dict[UUID, PersonLine]) -> Pair:
        facts = self.told["facts"]
        return Pair(
            key=pair["key"],
            row=pair["row"],
            facts=facts[pair["mark"]],
            other_row=pair["other_row"],
            other_facts=facts.get(pair["other_mark"]) if pair["other_mark"] else None,
            other=files.get(UUID(pair["other_id"])) if pair["other_id"] else None,
            reasons=tuple(pair["reasons"]),
            answer=self.decisions.get(pair["key"], ""),
        )


def waiting(actor: Actor, staged_id: UUID) -> Waiting:
    """A register of the own agency that waits, whole. One query. Raises: Refused, NotFound."""
    return Waiting(visible_staged(actor, staged_id))


def staged_line(actor: Actor, staged_id: UUID) -> StagedLine:
    """The same without its parts. Two queries. Raises: Refused, NotFound."""
    row = _own(actor).defer(*_HEAVY).filter(pk=staged_id).first()
    if row is None:
        raise NotFound("register", staged_id)
    return _line(row, names_of_members([row.staged_by]))


def staged_of(actor: Actor) -> list[StagedLine]:
    """What waits in the own agency, the newest first. Two queries. Raises: Refused."""
    rows = list(_own(actor).defer(*_HEAVY).order_by("-staged_at", "id")[:50])
    names = names_of_members({row.staged_by for row in rows})
    return [_line(row, names) for row in rows]


def rows_in(actor: Actor, staged_id: UUID) -> int:
    """How many rows of it are in already, brought by a job that was cut off. One query. Raises: Refused."""
    actor.require(Verb.IMPORT_REGISTER)
    return ImportedRow.objects.filter(agency_id=actor.agency_id, batch_id=staged_id).count()


def visible_staged(actor: Actor, staged_id: UUID, *, lock: bool = False) -> StagedRegister:
    """The row itself. One query. Raises: Refused, NotFound."""
    rows = _own(actor).filter(pk=staged_id)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise NotFound("register", staged_id)
    return row


def is_stuck(staged: StagedRegister) -> bool:
    """Work on it began and says nothing any more: the machine was stopped."""
    patience = WAITS_FOR if staged.state == "waiting" else SILENT_FOR
    return staged.state in UNDER_WAY and staged.touched_at < now() - patience


def _own(actor: Actor) -> QuerySet[StagedRegister]:
    actor.require(Verb.IMPORT_REGISTER)
    return StagedRegister.objects.filter(agency_id=actor.agency_id)


def _line(row: StagedRegister, names: dict[UUID, str]) -> StagedLine:
    return StagedLine(
        id=row.pk,
        staged_at=row.staged_at,
        staged_by=names.get(row.staged_by, ""),
        sheet=row.sheet,
        rows=row.rows,
        state=row.state,
        state_label=row.get_state_display(),
        step=str(STEPS.get(row.step, "")),
        done=row.done,
        total=row.total,
        failure=row.failure,
        is_stuck=is_stuck(row),
    )
