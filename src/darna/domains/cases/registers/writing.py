"""Cases, needs and visits of a whole register, written in a fixed number of queries for every thousand rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final, TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from darna.base.agencies.actor import NOBODY, Actor
from darna.base.database.sets import insert_rows
from darna.base.imports.models import ImportedRow
from darna.base.keys.queries import ciphers_of
from darna.domains.cases.models import Case, Encounter, Need
from darna.domains.cases.registers.sorting import Placed
from darna.domains.cases.registers.visits import Visit
from darna.domains.cases.sealed import NOTE
from darna.domains.cases.values import UNDECIDED
from darna.domains.people.drawing import draw_references
from darna.kernel.clock import CASABLANCA

MANY: Final = 1000
#: A register tells the day only; noon is the same day in every time zone people read it in.
NOON: Final = time(12)
AT_RECEPTION: Final = "reception"

T = TypeVar("T")
#: A row before it is one.
Columns = dict[str, Any]


@dataclass(slots=True)
class Written:
    """The rows to be written for a register; `rows` says what each row of the sheet became."""

    cases: list[Columns] = field(default_factory=list)
    needs: list[Columns] = field(default_factory=list)
    encounters: list[Columns] = field(default_factory=list)
    rows: list[Columns] = field(default_factory=list)


class Writer:
    """Puts visits into cases: a case of the same programme that is still open, else one of their own."""

    def __init__(self, batch: UUID, by: Actor) -> None:
        self._batch, self._by = batch, by
        self._member = None if by.membership_id == NOBODY else by.membership_id
        self._open: dict[tuple[UUID, str], UUID] = {}
        self.written = Written()

    def place(self, placed: Sequence[Placed]) -> Written:
        """Everything that the visits become, not saved yet. Two queries for every thousand of them."""
        self._look_up_open_cases({one.person_id for one in placed if not one.is_first})
        for some in chunks(placed):
            ciphers = ciphers_of({one.person_id for one in some})
            for one in some:
                note = one.visit.note if one.is_first else one.visit.note_if_known.decode()
                self._put(one, ciphers[one.person_id].seal(note, field=NOTE))
        prefix = self._by.reference_prefix
        self.written.cases = draw_references(self.written.cases, prefix, self._references_borne)
        return self.written

    def _look_up_open_cases(self, persons: Collection[UUID]) -> None:
        for some in chunks(list(persons)):
            rows = Case.objects.filter(agency_id=self._by.agency_id, person_id__in=some, state=Case.State.OPEN)
            for case in rows.order_by("-opened_on", "id").only("id", "person_id", "programme"):
                self._open.setdefault((case.person_id, case.programme), case.pk)

    def _put(self, one: Placed, sealed_note: bytes) -> None:
        visit, key = one.visit, (one.person_id, one.visit.programme)
        made = key not in self._open
        case_id = self._new_case(one) if made else self._open[key]
        if not (made and visit.ended_as):
            self._open[key] = case_id
        of_case = {"agency_id": self._by.agency_id, "case_id": case_id, "person_id": one.person_id}
        need_id = self._need(visit, of_case) if visit.need else None
        encounter = {
            **of_case, "id": uuid4(), "kind": AT_RECEPTION, "happened_at": at_noon(visit.received_on),
            "written_by": self._member, "sealed_note": sealed_note,
        }  # fmt: skip
        self.written.encounters.append(encounter)
        self.written.rows.append(
            {
                **of_case, "batch_id": self._batch, "row": visit.row, "mark": visit.mark,
                "need_id": need_id, "encounter_id": encounter["id"], "made_person": one.is_first, "made_case": made,
                "came_as": ImportedRow.CameAs.CREATED if one.is_first else ImportedRow.CameAs.KNOWN,
            }
        )  # fmt: skip

    def _new_case(self, one: Placed) -> UUID:
        visit, case_id = one.visit, uuid4()
        case: Columns = {
            "id": case_id, "agency_id": self._by.agency_id, "person_id": one.person_id, "programme": visit.programme,
            "opened_on": visit.received_on, "opened_by": self._member, "source": self._batch,
            "state": Case.State.OPEN, "closed_on": None, "outcome": "",
        }  # fmt: skip
        if visit.ended_as:
            # The register does not tell when it ended; its last known day is the day of the visit.
            case |= {"state": Case.State.CLOSED, "closed_on": visit.received_on, "outcome": visit.ended_as}
        self.written.cases.append(case)
        return case_id

    def _need(self, visit: Visit, of_case: Columns) -> UUID:
        need_id = uuid4()
        self.written.needs.append(
            {
                **of_case, "id": need_id, "kind": visit.need, "noted_on": visit.received_on,
                "oriented_to": visit.oriented_to, "result": visit.outcome, "resolved_on": settled_on(visit),
            }
        )  # fmt: skip
        return need_id

    def _references_borne(self, references: Sequence[str]) -> set[str]:
        borne: set[str] = set()
        for some in chunks(references):
            rows = Case.objects.filter(agency_id=self._by.agency_id, reference__in=some)
            borne.update(rows.values_list("reference", flat=True))
        return borne


def save(written: Written) -> None:
    """Write cases, what is in them, and what each row of the sheet became. Four queries for every thousand rows."""
    for model, rows in (
        (Case, written.cases),
        (Need, written.needs),
        (Encounter, written.encounters),
        (ImportedRow, written.rows),
    ):
        for some in chunks(rows):
            insert_rows(model, some)


def settled_on(visit: Visit) -> date | None:
    """The day a need is known to be settled; none while the register calls it open."""
    return visit.received_on if visit.outcome and visit.outcome not in UNDECIDED else None


def at_noon(day: date) -> datetime:
    """The instant by which a visit of that day is kept."""
    return datetime.combine(day, NOON, tzinfo=ZoneInfo(CASABLANCA))


def chunks(things: Iterable[T], most: int = MANY) -> Iterator[list[T]]:
    """The things in lists of at most so many, in their order."""
    some: list[T] = []
    for thing in things:
        some.append(thing)
        if len(some) == most:
            yield some
            some = []
    if some:
        yield some
