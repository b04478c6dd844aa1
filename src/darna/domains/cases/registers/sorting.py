"""Which rows were there before, which are further visits of somebody known, and which are new persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from darna.domains.cases.registers.reporting import Came
from darna.domains.cases.registers.visits import Visit, later_answer, united
from darna.domains.people.registers import BulkPerson, KnownPerson, PairDraft

#: Two files with one document's number whose birth dates differ are asked about, never united.
SAME_NUMBER: Final = 1.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A visit and whose it is; `is_first` for the row that makes the person."""

    visit: Visit
    person_id: UUID
    is_first: bool


@dataclass(slots=True)
class Sorted:
    """Every accepted row in one place: new persons, visits of theirs and of others, and rows that were there."""

    people: dict[UUID, BulkPerson] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)
    pairs: list[PairDraft] = field(default_factory=list)

    @property
    def brought(self) -> dict[int, Came]:
        """Whose each row is that comes in now."""
        return {one.visit.row: self._came(one) for one in self.placed}

    def _came(self, one: Placed) -> Came:
        if one.is_first:
            return Came.NEW
        return Came.FURTHER if one.person_id in self.people else Came.KNOWN


class Sorter:
    """Sorts the rows of one register in their order: an earlier row may make a later one known."""

    def __init__(
        self,
        marks: Collection[bytes],
        held: Mapping[str, Sequence[KnownPerson]],
        same: Mapping[bytes, UUID | bytes] | None = None,
    ) -> None:
        self._marks = set(marks)
        #: What a person decided before: the row is of somebody who has a file, or of an earlier row.
        self._same = same or {}
        self._person_of: dict[bytes, UUID] = {}
        self._holders: dict[str, list[KnownPerson]] = defaultdict(list)
        for number, holders in held.items():
            self._holders[number].extend(holders)
        self.sorted = Sorted()

    def sort(self, visits: Iterable[Visit]) -> Sorted:
        """All of them."""
        for visit in visits:
            if visit.mark not in self._marks:
                self._marks.add(visit.mark)
                self._place(visit)
        return self.sorted

    def _place(self, visit: Visit) -> None:
        holders = [holder for held in visit.draft.identifiers for holder in self._holders.get(held.number, ())]
        birth = visit.draft.birth
        known = next((holder.person_id for holder in holders if birth is not None and holder.birth == birth), None)
        known = known or self._decided(visit)
        if known is None:
            person_id = self._new(visit, holders)
        else:
            person_id = known
            self._add_to(person_id, visit)
        self._person_of[visit.mark] = person_id
        self.sorted.placed.append(Placed(visit, person_id, known is None))
        for held in visit.draft.identifiers:
            self._holders[held.number].append(KnownPerson(person_id, birth))

    def _decided(self, visit: Visit) -> UUID | None:
        whose = self._same.get(visit.mark)
        return self._person_of.get(whose) if isinstance(whose, bytes) else whose

    def _new(self, visit: Visit, holders: Sequence[KnownPerson]) -> UUID:
        person = BulkPerson(visit.draft, visit.consent, visit.mark)
        self.sorted.people[person.id] = person
        others = dict.fromkeys(holder.person_id for holder in holders)
        self.sorted.pairs += [PairDraft(person.id, other, SAME_NUMBER, ("identifier",)) for other in others]
        return person.id

    def _add_to(self, person_id: UUID, visit: Visit) -> None:
        """A person of this very register takes what the further row adds; a file that was there before does not."""
        person = self.sorted.people.get(person_id)
        if person is not None:
            self.sorted.people[person_id] = replace(
                person,
                draft=united(person.draft, visit.draft),
                consent=later_answer(person.consent, visit.consent),
            )
