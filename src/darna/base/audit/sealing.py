"""Sealing: every few seconds the finished part of the trail is hashed, chained and, once a minute, anchored."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from time import monotonic
from typing import Any

from django.db import DatabaseError, connection

from darna.base.audit import anchors
from darna.base.rowsecurity.context import Context, Kind, acting

EVERY_SECONDS = 5.0
ANCHOR_SECONDS = 60.0
_SEALER = Context(Kind.JOB)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LastSeal:
    """The newest seal of the chain; `is_new` when it was made just now."""

    number: int
    epoch: int
    hash: bytes
    sealed_at: datetime
    is_new: bool

    def __str__(self) -> str:
        return str(self.number)


def seal_now() -> LastSeal | None:
    """Seal every finished transaction; the newest seal, or none when nothing was ever sealed.

    A transaction of its own. What still runs is left for the next time.
    """
    with acting(_SEALER), connection.cursor() as cursor:
        # A register brought in at once may take longer to hash than a page may take to load.
        cursor.execute("set local statement_timeout = '10min'")
        cursor.execute("select number, epoch, hash, sealed_at, made from sec.seal()")
        row = cursor.fetchone()
    return LastSeal(row[0], row[1], bytes(row[2]), row[3], row[4]) if row else None


def unsealed() -> int:
    """How many rows of the whole trail wait for a seal; a number that grows says that no sealer runs."""
    with acting(_SEALER), connection.cursor() as cursor:
        cursor.execute("select sec.unsealed()")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def anchor_now() -> anchors.Anchor | None:
    """Seal, then write the newest seal into the file of anchors; none when nothing was ever sealed."""
    seal = seal_now()
    return anchors.write(seal.number, seal.hash) if seal else None


def seal_forever(stop: Event, *, every: float = EVERY_SECONDS, anchor_every: float = ANCHOR_SECONDS) -> None:
    """Seal until told to stop, and anchor new seals at most once a minute and at the end."""
    anchored, due = _last_anchored(), monotonic()
    while True:
        stopping = stop.wait(every)
        seal = _tried()
        if seal and seal.number != anchored and (stopping or monotonic() >= due):
            anchors.write(seal.number, seal.hash)
            anchored, due = seal.number, monotonic() + anchor_every
        if stopping:
            return


def _tried() -> LastSeal | None:
    try:
        return seal_now()
    except DatabaseError:
        # The database may be restarting; the rows wait for the next turn.
        log.exception("the trail could not be sealed; the next try follows")
        connection.close()
        return None


def _last_anchored() -> int:
    last = anchors.read().last
    return last.number if last else 0


def bump_epoch(restored: Any) -> int:
    """After a restore, before anybody works: seal what the copy brought along and begin a new count of transactions.

    Shape: a connection of the role migrator to the restored database, as the hook of a restore is given it.
    The file of anchors says so too, since seals made after the copy are void. Returns the new epoch.
    """
    row = restored.execute("select number, epoch, hash from sec.bump_epoch()").fetchone()
    if row is None:
        return int(restored.execute("select number from sec.epoch").fetchone()[0])
    anchors.write_restored(row[0])
    anchors.write(row[0], bytes(row[2]))
    return int(row[1])
