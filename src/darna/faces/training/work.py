"""What a learner has done since an exercise began, read from the trail and the real tables; asked for when needed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.audit.models import FIELD, PLAIN, Entry
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases.queries import case_card, encounter_card, task_card
from darna.domains.cases.values import CaseBlock, EncounterCard, TaskLine
from darna.domains.people.queries import person_card
from darna.domains.people.values import PersonCard
from darna.domains.reception.queries import arrival_card
from darna.domains.reception.values import ArrivalLine
from darna.domains.referrals.queries import referral_card
from darna.domains.referrals.values import ReferralCard
from darna.faces.training.exercises import Guest
from darna.kernel.errors import NotFound
from darna.methods.names import similarity
from darna.methods.names.score import LIKELY

#: A learner who does more than this between two looks is no longer doing the exercise.
MOST_DEEDS = 200
MOST_LOOKED_AT = 10
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Deed:
    """One sentence of the trail, its details readable."""

    verb: str
    at: datetime
    object_id: UUID | None
    person_id: UUID | None
    detail: Mapping[str, Any]


@dataclass
class Work:
    """Everything the checks of one exercise may ask; each question is asked once."""

    actor: Actor
    began_at: datetime
    known_person: UUID | None = None
    guest: Guest | None = None
    _cards: dict[UUID, PersonCard] = field(default_factory=dict)

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """The learner's own sentences since the beginning, oldest first. Two queries.

        Everybody may read what they did themselves; the trail of others stays with whoever reads the trail.
        """
        own = Entry.objects.filter(membership_id=self.actor.membership_id, agency_id=self.actor.agency_id)
        rows = list(own.filter(at__gte=self.began_at).order_by("at", "id")[:MOST_DEEDS])
        ciphers = ciphers_of({row.person_id for row in rows if row.person_id})
        return tuple(
            Deed(
                row.verb,
                row.at,
                row.object_id,
                row.person_id,
                _opened(row, ciphers.get(row.person_id) if row.person_id else None),
            )
            for row in rows
        )

    def done(self, *verbs: str) -> list[Deed]:
        """The deeds of these verbs, oldest first."""
        return [deed for deed in self.deeds if deed.verb in verbs]

    @cached_property
    def registered(self) -> list[PersonCard]:
        """Whoever the learner registered, newest first. Fourteen queries a person."""
        ids = [deed.person_id for deed in reversed(self.done("person.registered")) if deed.person_id]
        return list(filter(None, (self.card(person) for person in ids[:MOST_LOOKED_AT])))

    @cached_property
    def guests(self) -> list[PersonCard]:
        """Those among them who bear the name of the exercise's person, newest first."""
        guest = self.guest
        return [card for card in self.registered if guest and _is_named(card, guest)]

    @cached_property
    def cases(self) -> list[CaseBlock]:
        """The cases the learner opened, newest first. Seven queries a case."""
        return self._each("case.opened", lambda key: case_card(self.actor, key))

    @cached_property
    def cases_of_known_person(self) -> list[CaseBlock]:
        """Those among them of the exercise's person."""
        return [case for case in self.cases if case.person_id == self.known_person]

    @cached_property
    def notes(self) -> list[EncounterCard]:
        """The notes the learner wrote, newest first. Four queries a note."""
        return self._each("encounter.written", lambda key: encounter_card(self.actor, key)[0])

    @cached_property
    def tasks(self) -> list[TaskLine]:
        """The tasks the learner set and that were not dropped, newest first. Four queries a task."""
        found = self._each("task.set", lambda key: task_card(self.actor, key)[0])
        return [task for task in found if task.state != "cancelled"]

    @cached_property
    def tickets(self) -> list[tuple[Deed, ArrivalLine]]:
        """The tickets the learner gave, newest first. Two queries a ticket."""
        deeds = {deed.object_id: deed for deed in self.done("arrival.added")}
        lines = self._each("arrival.added", lambda key: arrival_card(self.actor, key))
        return [(deeds[line.id], line) for line in lines]

    @cached_property
    def referrals(self) -> list[ReferralCard]:
        """The referrals the learner began, newest first. Fourteen queries a referral."""
        return self._each("referral.drafted", lambda key: referral_card(self.actor, key))

    def card(self, person_id: UUID) -> PersonCard | None:
        """A person, or nobody where the file is gone. Fourteen queries, once."""
        if person_id not in self._cards:
            try:
                self._cards[person_id] = person_card(self.actor, person_id)
            except NotFound:
                return None
        return self._cards[person_id]

    def _each(self, verb: str, look: Callable[[UUID], Found]) -> list[Found]:
        found: list[Found] = []
        for deed in reversed(self.done(verb)[-MOST_LOOKED_AT:]):
            try:
                if deed.object_id:
                    found.append(look(deed.object_id))
            except NotFound:
                # It was removed since, or its file was protected: as if it had not been.
                continue
        return found


def _opened(row: Entry, cipher: PersonCipher | None) -> Mapping[str, Any]:
    body = bytes(row.detail)
    if not body:
        return {}
    if body.startswith(PLAIN):
        return dict(json.loads(body[len(PLAIN) :]))
    return dict(json.loads(cipher.open(body, field=FIELD))) if cipher else {}


def _is_named(card: PersonCard, guest: Guest) -> bool:
    written = [name for name in (card.names.latin, card.names.arabic) if name]
    return any(similarity(name, written) >= LIKELY for name in (guest.name, guest.name_ar))
