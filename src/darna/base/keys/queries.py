"""Fetching the keys of persons: only those whose file the actor may see, and only while they exist."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from darna.base.keys.keyring import keyring
from darna.base.keys.models import PackageKey, PersonKey
from darna.base.keys.sealing import PersonCipher, unwrap
from darna.base.prepared import IDS, Prepared
from darna.kernel.errors import NotFound

_WRAPPED = Prepared(
    lambda persons: PersonKey.objects.filter(pk__any=persons).values_list("person_id", "master", "wrapped"), persons=IDS
)


def cipher_of(person_id: UUID) -> PersonCipher:
    """The cipher of one person. One query.

    Raises: `NotFound` when the key was destroyed or the file is not the actor's to see: the two look alike.
    """
    found = ciphers_of([person_id])
    if person_id not in found:
        raise NotFound("person", person_id)
    return found[person_id]


def ciphers_of(person_ids: Iterable[UUID]) -> dict[UUID, PersonCipher]:
    """The ciphers of those persons whose key is there to see; the others are absent. One query."""
    ring = keyring()
    rows = _WRAPPED.rows(persons=list(person_ids))
    return {person: PersonCipher(person, unwrap(ring, person, master, wrapped)) for person, master, wrapped in rows}


def package_ciphers_of(package_ids: Iterable[UUID]) -> dict[UUID, PersonCipher]:
    """The ciphers of packages that the own agency handed over; those of closed or erased files are absent. One query."""
    rows = PackageKey.objects.filter(pk__in=set(package_ids)).values_list("id", "master", "wrapped")
    return {package: opened_package_key(package, master, wrapped) for package, master, wrapped in rows}


def opened_package_key(package_id: UUID, master: int, wrapped: bytes | memoryview) -> PersonCipher:
    """The cipher behind a package's wrapped key. Raises: `Unreadable` for another package's. No query."""
    return PersonCipher(package_id, unwrap(keyring(), package_id, master, wrapped))
