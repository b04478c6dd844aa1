"""Fetching the keys of persons: only those whose file the actor may see, and only while they exist."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from darna.base.keys.keyring import keyring
from darna.base.keys.models import PackageKey, PersonKey
from darna.base.keys.sealing import PersonCipher, unwrap
from darna.base.prepared import IDS, Prepared
from darna.kernel.errors import NotFound

_WRAPPED = Prepared(
    lambda persons: PersonKey.objects.filter(Q(pk__any=persons) | Q(heir_id__any=persons)).values_list(
        "person_id", "heir_id", "master", "wrapped"
    ),
    persons=IDS,
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
    """The ciphers of those persons whose key is there to see; the others are absent. One query.

    Each opens what was sealed in the files that were merged into the person's too.
    """
    ring = keyring()
    wanted = set(person_ids)
    own: dict[UUID, bytes] = {}
    inherited: dict[UUID, list[PersonCipher]] = {}
    for person, heir, master, wrapped in _WRAPPED.rows(persons=list(wanted)):
        key = unwrap(ring, person, master, wrapped)
        if person in wanted:
            own[person] = key
        if heir in wanted:
            inherited.setdefault(heir, []).append(PersonCipher(person, key))
    return {person: PersonCipher(person, key, tuple(inherited.get(person, ()))) for person, key in own.items()}


def package_ciphers_of(package_ids: Iterable[UUID]) -> dict[UUID, PersonCipher]:
    """The ciphers of packages that the own agency handed over; those of closed or erased files are absent. One query."""
    rows = PackageKey.objects.filter(pk__in=set(package_ids)).values_list("id", "master", "wrapped")
    return {package: opened_package_key(package, master, wrapped) for package, master, wrapped in rows}


def opened_package_key(package_id: UUID, master: int, wrapped: bytes | memoryview) -> PersonCipher:
    """The cipher behind a package's wrapped key. Raises: `Unreadable` for another package's. No query."""
    return PersonCipher(package_id, unwrap(keyring(), package_id, master, wrapped))
