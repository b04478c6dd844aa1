"""Checking the trail: every row is read again, every seal computed anew, every anchor compared."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any

import psycopg

from darna.base.audit.anchors import Anchors
from darna.base.audit.canon import CHANGE_COLUMNS, ENTRY_COLUMNS, SETTINGS, text_of, text_sql

GENESIS = bytes(32)
_PARTS = {1: ("audit_change", CHANGE_COLUMNS), 2: ("audit_entry", ENTRY_COLUMNS)}
_BATCH = 2000
_MOST_NAMED = 20

_Row = tuple[int, int, int, int, str]


class Fault(StrEnum):
    """What is wrong at the first broken link."""

    SEAL_MISSING = "seal_missing"
    SEAL_UNCHAINED = "seal_unchained"
    ROWS_MISSING = "rows_missing"
    ROWS_ADDED = "rows_added"
    ROWS_CHANGED = "rows_changed"
    ANCHORED_SEAL_MISSING = "anchored_seal_missing"
    ANCHOR_DIFFERS = "anchor_differs"


@dataclass(frozen=True)
class Broken:
    """The first link that does not hold: which seal, which transactions, and what can be said of the rows.

    Shape: `absent_ids` are numbers missing between the rows of the seal; a rolled-back transaction leaves such
    gaps too, so they say where to look and prove nothing alone.
    """

    fault: Fault
    seal: int
    epoch: int = 0
    from_txid: int = 0
    to_txid: int = 0
    table: str = ""
    sealed: int = 0
    found: int = 0
    absent_ids: tuple[int, ...] = ()

    def __str__(self) -> str:
        where = f"seal {self.seal}"
        if self.to_txid:
            where += f" (epoch {self.epoch}, transactions {self.from_txid} to {self.to_txid})"
        rows = f", {self.table}: {self.sealed} rows sealed, {self.found} found" if self.table else ""
        near = f"; look at the numbers {', '.join(map(str, self.absent_ids))}" if self.absent_ids else ""
        return f"{where}: {_SAID[self.fault]}{rows}{near}"


_SAID = {
    Fault.SEAL_MISSING: "a seal is missing before this one",
    Fault.SEAL_UNCHAINED: "the seal does not hold on to the one before",
    Fault.ROWS_MISSING: "rows were removed after they were sealed",
    Fault.ROWS_ADDED: "rows were slipped in after the sealing",
    Fault.ROWS_CHANGED: "a row, or the seal itself, was changed after the sealing",
    Fault.ANCHORED_SEAL_MISSING: "the seal was anchored and is gone: the end of the trail was cut off",
    Fault.ANCHOR_DIFFERS: "the seal is not the one that was anchored: the trail was written anew",
}


@dataclass(frozen=True)
class Report:
    """What a check of the whole trail found."""

    seals: int
    changes: int
    entries: int
    unsealed: int
    anchors: int
    void_anchors: int
    first_broken: Broken | None

    @property
    def ok(self) -> bool:
        """Whether every link holds."""
        return self.first_broken is None

    def as_dict(self) -> dict[str, Any]:
        """The report for machines."""
        return {**asdict(self), "ok": self.ok, "said": str(self.first_broken) if self.first_broken else ""}


@dataclass(frozen=True)
class _Seal:
    number: int
    epoch: int
    from_txid: int
    to_txid: int
    changes: int
    entries: int
    sealed_at: str
    previous: bytes
    hash: bytes


@dataclass
class _Taken:
    """The rows found for one seal."""

    digest: Any = field(default_factory=hashlib.sha256)
    ids: dict[int, list[int]] = field(default_factory=lambda: {1: [], 2: []})
    early: str = ""

    def add(self, part: int, number: int, text: str) -> None:
        self.digest.update(hashlib.sha256(text.encode()).digest())
        self.ids[part].append(number)


def verify(connection: psycopg.Connection[Any], anchors: Anchors) -> Report:
    """Check the whole trail with one pass over its rows, in constant memory but for the numbers within one seal.

    Shape: an idle connection of the role backup, the only one that reads every agency's rows and writes nothing.
    """
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        connection.execute("set local search_path = pg_catalog")
        for name, value in SETTINGS.items():
            connection.execute("select set_config(%s, %s, true)", [name, value])
        return _checked(_seals(connection), _rows(connection), anchors)


def _checked(seals: list[_Seal], rows: Iterator[_Row], anchors: Anchors) -> Report:
    broken: Broken | None = None
    before: _Seal | None = None
    counts = {1: 0, 2: 0}
    waiting: _Row | None = next(rows, None)
    for seal in seals:
        taken = _Taken()
        while waiting and waiting[:2] <= (seal.epoch, seal.to_txid):
            epoch, txid, part, number, text = waiting
            if (epoch, txid) < (seal.epoch, seal.from_txid):
                taken.early = _PARTS[part][0]
            taken.add(part, number, text)
            waiting = next(rows, None)
        for part, ids in taken.ids.items():
            counts[part] += len(ids)
        broken = broken or _first_fault(seal, before, taken)
        before = seal
    unsealed = 0
    while waiting:
        unsealed += 1
        counts[waiting[2]] += 1
        waiting = next(rows, None)
    broken = broken or _anchor_fault(seals, anchors)
    return Report(len(seals), counts[1], counts[2], unsealed, len(anchors.standing), anchors.void, broken)


def _first_fault(seal: _Seal, before: _Seal | None, taken: _Taken) -> Broken | None:
    if seal.number != (before.number + 1 if before else 1):
        return _broken(Fault.SEAL_MISSING, seal)
    if seal.previous != (before.hash if before else GENESIS) or not _follows(seal, before):
        return _broken(Fault.SEAL_UNCHAINED, seal)
    for part, sealed in ((1, seal.changes), (2, seal.entries)):
        ids = taken.ids[part]
        if len(ids) < sealed:
            return _broken(Fault.ROWS_MISSING, seal, part, sealed, ids)
        if len(ids) > sealed:
            return _broken(Fault.ROWS_ADDED, seal, part, sealed, ids)
    if taken.early or _hash_of(seal, taken.digest.hexdigest()) != seal.hash:
        return _broken(Fault.ROWS_CHANGED, seal)
    return None


def _follows(seal: _Seal, before: _Seal | None) -> bool:
    if before and before.epoch == seal.epoch:
        return seal.from_txid == before.to_txid + 1
    return seal.from_txid == 0 and (before is None or before.epoch < seal.epoch)


def _hash_of(seal: _Seal, rows_hash: str) -> bytes:
    text = text_of(
        *(seal.number, seal.epoch, seal.from_txid, seal.to_txid, seal.changes, seal.entries, seal.sealed_at),
        "\\x" + seal.previous.hex(),
        "\\x" + rows_hash,
    )
    return hashlib.sha256(text.encode()).digest()


def _broken(fault: Fault, seal: _Seal, part: int = 0, sealed: int = 0, ids: list[int] | None = None) -> Broken:
    found = ids or []
    absent = _gaps(found) if fault is Fault.ROWS_MISSING else ()
    table = _PARTS[part][0] if part else ""
    return Broken(fault, seal.number, seal.epoch, seal.from_txid, seal.to_txid, table, sealed, len(found), absent)


def _gaps(ids: list[int]) -> tuple[int, ...]:
    gaps: list[int] = []
    ordered = sorted(ids)
    for low, high in pairwise(ordered):
        gaps += range(low + 1, min(high, low + 1 + _MOST_NAMED))
    return tuple(gaps[:_MOST_NAMED])


def _anchor_fault(seals: list[_Seal], anchors: Anchors) -> Broken | None:
    known = {seal.number: seal.hash for seal in seals}
    for number, anchor in sorted(anchors.standing.items()):
        if number not in known:
            return Broken(Fault.ANCHORED_SEAL_MISSING, number)
        if known[number] != anchor.hash:
            return Broken(Fault.ANCHOR_DIFFERS, number)
    return None


def _seals(connection: psycopg.Connection[Any]) -> list[_Seal]:
    rows = connection.execute(
        "select number, epoch, from_txid, to_txid, changes, entries, sealed_at::text, previous, hash "
        "from public.audit_seal order by number"
    )
    return [_Seal(*row) for row in rows]


def _rows(connection: psycopg.Connection[Any]) -> Iterator[_Row]:
    return heapq.merge(*(_part(connection, part) for part in _PARTS))


def _part(connection: psycopg.Connection[Any], part: int) -> Iterator[_Row]:
    table, columns = _PARTS[part]
    with connection.cursor(name=f"check_{table}") as cursor:
        cursor.itersize = _BATCH
        cursor.execute(
            f"select epoch, txid, {part}, id, {text_sql(columns)} from public.{table} order by epoch, txid, id"
        )
        yield from cursor
