"""Making a person's key when a file is opened, and destroying it when the person is erased."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from darna.base.database.sets import insert_rows
from darna.base.keys import ledger
from darna.base.keys.keyring import keyring
from darna.base.keys.models import Erasure, PackageKey, PersonKey
from darna.base.keys.rotation import drop_old, rotate
from darna.base.keys.sealing import PersonCipher, new_person_key, new_salt, wrap
from darna.kernel.clock import now
from darna.kernel.errors import NotFound

if TYPE_CHECKING:
    from darna.base.agencies.actor import Actor

__all__ = ["destroy_key", "drop_old", "make_key", "make_keys", "make_package_key", "rotate"]


def make_key(person_id: UUID, agency_id: UUID) -> PersonCipher:
    """Give a person a key and a salt. One query.

    The key comes before the person's row, or the trail could not salt the hashes of that row.
    """
    return make_keys([(person_id, agency_id)])[person_id]


def make_keys(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, PersonCipher]:
    """Give many persons a key and a salt, each before its row. One query for every thousand.

    Shape: pairs of person and agency.
    """
    ring = keyring()
    ciphers: dict[UUID, PersonCipher] = {}
    rows = []
    for person_id, agency_id in pairs:
        key = new_person_key()
        master, wrapped = wrap(ring, person_id, key)
        ciphers[person_id] = PersonCipher(person_id, key)
        rows.append(
            {
                "person_id": person_id,
                "agency_id": agency_id,
                "master": master,
                "wrapped": wrapped,
                "salt": new_salt(),
            }
        )
    for start in range(0, len(rows), 1000):
        insert_rows(PersonKey, rows[start : start + 1000])
    return ciphers


def make_package_key(package_id: UUID, person_id: UUID, agency_id: UUID) -> PersonCipher:
    """Give what is about to be handed over about a person a key of its own, bound to the package. One query."""
    key = new_person_key()
    master, wrapped = wrap(keyring(), package_id, key)
    PackageKey.objects.create(id=package_id, person_id=person_id, agency_id=agency_id, master=master, wrapped=wrapped)
    return PersonCipher(package_id, key)


@transaction.atomic
def destroy_key(person_id: UUID, *, by: Actor, rule: str) -> None:
    """Destroy a person's key and salt for ever, and say so in the ledger inside and outside the database.

    It comes last in an erasure: what is blanked after the key is gone leaves only meaningless hashes in the trail.
    Raises: `NotFound` when there is no key to see.
    """
    destroyed, _ = PersonKey.objects.filter(pk=person_id).delete()
    if not destroyed:
        raise NotFound("person", person_id)
    Erasure.objects.create(person_id=person_id, agency_id=by.agency_id, erased_by=by.membership_id, rule=rule)
    line = ledger.Line(person_id, by.agency_id, now(), by.membership_id, rule)
    ledger.write_begun(line)
    transaction.on_commit(partial(ledger.write_done, line))
