"""Changing the master key: person keys are wrapped anew, sealed data stay as they are."""

from __future__ import annotations

from typing import Any

from django.db import connections, transaction

from darna.base.keys import keyring as keyrings
from darna.base.keys.keyring import FIRST, Keyring
from darna.base.keys.sealing import unwrap, wrap

BATCH = 5000


class StillInUse(RuntimeError):
    """A master key cannot be dropped: person keys are still wrapped under it."""


def rotate() -> int:
    """Make a new master key and wrap every person's key under it; returns how many were wrapped anew.

    The new key is on the disk before the first person key is wrapped under it, and the old one stays until
    `drop_old`, so that a crash at any point loses nothing and calling again goes on. Print a new recovery sheet after.
    """
    ring = keyrings.keyring()
    if not _count_wrapped_under_others(ring):
        ring = keyrings.rotated(ring)
        keyrings.save(ring, keyrings.place())
    return rewrap(ring)


def rewrap(ring: Keyring) -> int:
    """Wrap under the current master every person key that is not, a batch a transaction; returns how many."""
    total = 0
    while done := _rewrap_batch(ring):
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


def _rewrap_batch(ring: Keyring) -> int:
    with transaction.atomic(using="migrator"), connections["migrator"].cursor() as cursor:
        cursor.execute(
            "select person_id, master, wrapped from keys_personkey where master <> %s limit %s for update skip locked",
            [ring.current, BATCH],
        )
        rows = cursor.fetchall()
        cursor.execute(
            "update keys_personkey k set master = %s, wrapped = n.wrapped "
            "from unnest(%s::uuid[], %s::bytea[]) as n (person_id, wrapped) where k.person_id = n.person_id",
            [ring.current, [row[0] for row in rows], [wrap(ring, row[0], unwrap(ring, *row))[1] for row in rows]],
        )
        if cursor.rowcount != len(rows):
            raise RuntimeError(f"{len(rows)} person keys were read and {cursor.rowcount} written; nothing was changed")
    return len(rows)


def _count_wrapped_under_others(ring: Keyring) -> int:
    with connections["migrator"].cursor() as cursor:
        cursor.execute("select count(*) from keys_personkey where master <> %s", [ring.current])
        row: Any = cursor.fetchone()
    return int(row[0])
