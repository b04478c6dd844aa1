"""Changing the master key: keys of persons and packages are wrapped anew, sealed data stay as they are."""

from __future__ import annotations

from typing import Any

from django.db import connections, transaction

from darna.base.keys import keyring as keyrings
from darna.base.keys.keyring import FIRST, Keyring
from darna.base.keys.sealing import unwrap, wrap

BATCH = 5000
#: The tables of wrapped keys, each with the column a key is bound to.
_WRAPPED = (("keys_personkey", "person_id"), ("keys_packagekey", "id"))


class StillInUse(RuntimeError):
    """A master key cannot be dropped: person keys are still wrapped under it."""


def rotate() -> int:
    """Make a new master key and wrap every person's and package's key under it; returns how many were wrapped anew.

    The new key is on the disk before the first person key is wrapped under it, and the old one stays until
    `drop_old`, so that a crash at any point loses nothing and calling again goes on. Print a new recovery sheet after.
    """
    ring = keyrings.keyring()
    if not _count_wrapped_under_others(ring):
        ring = keyrings.rotated(ring)
        keyrings.save(ring, keyrings.place())
    return rewrap(ring)


def rewrap(ring: Keyring) -> int:
    """Wrap under the current master every key that is not, a batch a transaction; returns how many."""
    total = 0
    for table, bound_to in _WRAPPED:
        while done := _rewrap_batch(ring, table, bound_to):
            total += done
    return total


def drop_old() -> list[int]:
    """Forget the master keys that wrap nothing any more; returns their numbers.

    The first one stays: search tokens and signatures are derived from it. Older copies of the keys table no longer
    open afterwards.
    Raises: `StillInUse`.
    """
    ring = keyrings.keyring()
    old = sorted(set(ring.masters) - {FIRST, ring.current})
    waiting = _count_wrapped_under_others(ring)
    if waiting:
        raise StillInUse(f"{waiting} person keys are still under an older master key: finish the rotation first")
    kept = Keyring({number: key for number, key in ring.masters.items() if number not in old})
    keyrings.save(kept, keyrings.place())
    return old


def _rewrap_batch(ring: Keyring, table: str, bound_to: str) -> int:
    with transaction.atomic(using="migrator"), connections["migrator"].cursor() as cursor:
        cursor.execute(
            f"select {bound_to}, master, wrapped from {table} where master <> %s limit %s for update skip locked",
            [ring.current, BATCH],
        )
        rows = cursor.fetchall()
        cursor.execute(
            f"update {table} k set master = %s, wrapped = n.wrapped "
            f"from unnest(%s::uuid[], %s::bytea[]) as n (bound_to, wrapped) where k.{bound_to} = n.bound_to",
            [ring.current, [row[0] for row in rows], [wrap(ring, row[0], unwrap(ring, *row))[1] for row in rows]],
        )
        if cursor.rowcount != len(rows):
            raise RuntimeError(f"{len(rows)} person keys were read and {cursor.rowcount} written; nothing was changed")
    return len(rows)


def _count_wrapped_under_others(ring: Keyring) -> int:
    with connections["migrator"].cursor() as cursor:
        total = 0
        for table, _bound_to in _WRAPPED:
            cursor.execute(f"select count(*) from {table} where master <> %s", [ring.current])
            row: Any = cursor.fetchone()
            total += int(row[0])
    return total
