"""Erasing a person: what is clear is blanked, what is sealed can never be opened again, and the trail says so."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import connection, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.base.keys.actions import destroy_key
from darna.base.keys.erasing import Erased, erase_rows
from darna.domains.people.access import person_to_change
from darna.domains.people.models import DuplicateProposal, NameKey, Person
from darna.domains.people.queries.merged import merged_files
from darna.kernel.errors import Invalid

#: Called with the person, the rule, what was done to the rows and who did it, inside the transaction of the erasure.
Witness = Callable[[Person, str, Erased, Actor], None]


class Witnesses(list[Witness]):
    """What other subjects write down of an erasure; a function is added by calling this with it, once."""

    def __call__(self, witness: Witness) -> Witness:
        if witness not in self:
            self.append(witness)
        return witness


after_erasing = Witnesses()


#: Asks before a person is erased; raises Invalid where something obliges to keep them.
Keeper = Callable[[UUID], None]


class Keepers(list[Keeper]):
    """For what other subjects keep somebody; a function is added by calling this with it, once."""

    def __call__(self, keeper: Keeper) -> Keeper:
        if keeper not in self:
            self.append(keeper)
        return keeper

    def ask(self, person_id: UUID) -> None:
        """Raises: Invalid where somebody may not go yet."""
        for keeper in self:
            keeper(person_id)


before_erasing = Keepers()


@transaction.atomic
def erase_person(person_id: UUID, rule: str, *, by: Actor) -> None:
    """Nothing that names the person remains; what must remain, remains without identity.

    Shape: `rule` is the rule of the retention calendar or `on_request`. Raises: Refused, NotFound, Invalid.
    """
    person = person_to_change(by, person_id, Verb.ERASE_PERSON)
    if not rule.strip():
        raise Invalid("rule", "rule_missing")
    before_erasing.ask(person_id)
    save(person)
    merged = [row.pk for row in merged_files(person_id)]
    DuplicateProposal.objects.filter(other_id__in=[person_id, *merged]).delete()
    # The keys cannot be read and so are closed to the general erasure.
    NameKey.objects.filter(person_id=person_id).delete()
    with connection.cursor() as cursor:
        # Files that were merged into this one are of the same person, and what they hold goes with it.
        for one in merged:
            erase_rows(cursor, one)
        erased = erase_rows(cursor, person_id)
    record("person.erased", subject=person, person_id=person_id, detail={"rule": rule}, is_plain=True)
    # Last: until the key dies the trail salts the blanking with the person's own salt.
    for one in (*merged, person_id):
        destroy_key(one, by=by, rule=rule)
    for witness in after_erasing:
        witness(person, rule, erased, by)
