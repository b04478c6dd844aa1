"""A register as the visits it tells of: read row by row, so that of a long one only the visits stay."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.imports.progress import Teller
from darna.base.imports.reading import RegisterRow, UnreadableRegister
from darna.base.imports.reading.records import SkippedRow
from darna.base.imports.reading.register import RegisterReader
from darna.base.keys.keyring import keyring
from darna.base.keys.sealing import agency_token
from darna.base.rowsecurity.context import renewed
from darna.domains.cases.registers.recognising import recognise
from darna.domains.cases.registers.visits import Visit, VisitReader
from darna.kernel.clock import today

#: The step in which rows are read.
READING: Final = "reading"
#: Seconds a token of a long import lives; it is made anew on the way.
LONG: Final = 600
#: Rows between two tellings.
_OFTEN: Final = 500


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything a register tells: the visits of its good rows in their order, and what was left outside or aside."""

    name: str
    sheet: str
    visits: Sequence[Visit]
    refused: Sequence[RegisterRow]
    skipped: Sequence[SkippedRow]
    blank_rows: int
    unread_columns: tuple[str, ...]
    unread_sheets: tuple[str, ...]
    file_hash: bytes
    reader: VisitReader

    @property
    def rows(self) -> int:
        """Rows about somebody."""
        return len(self.visits) + len(self.refused)


def gather(source: Path | bytes, *, name: str, by: Actor, mapping: Mapping[str, str] | None, tell: Teller) -> Gathered:
    """Read all of it. Raises: UnreadableRegister when the file as a whole cannot be used."""
    data = _bytes_of(source)
    tell(READING, 0, 0)
    rows = RegisterReader(
        data, today=today(), mapping=mapping, recognise=recognise, fingerprint_key=_row_key(by.agency_id)
    )
    reader = VisitReader(rows.layout, today=today(), language=by.language)

    def heard(step: str, done: int, total: int) -> None:
        # PostgreSQL ends a transaction that says nothing for long, and reading asks it nothing.
        renewed(by.context, seconds=LONG)
        tell(step, done, total)

    with _nothing_thrown_away():
        visits, refused = _sorted_out(rows, reader.visit, heard)
    return Gathered(
        name=name,
        sheet=rows.sheet.name,
        visits=visits,
        refused=refused,
        skipped=tuple(rows.skipped_rows),
        blank_rows=len(rows.blank_rows),
        unread_columns=tuple(column.name for column in rows.layout.unknown),
        unread_sheets=tuple(sheet.name for sheet in rows.other_sheets()),
        file_hash=hash_of(data, by.agency_id),
        reader=reader,
    )


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """All that is read stays: to look through it for rubbish over and over takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def hash_of(data: bytes, agency_id: UUID) -> bytes:
    """The mark by which the agency knows a file again, and nobody else."""
    return agency_token(keyring(), agency_id, "register file", hashlib.sha256(data).hexdigest())


def _sorted_out(
    rows: RegisterReader, visit: Callable[[RegisterRow], Visit], tell: Teller
) -> tuple[list[Visit], list[RegisterRow]]:
    visits: list[Visit] = []
    refused: list[RegisterRow] = []
    for number, row in enumerate(rows, start=1):
        if row.refusal is None:
            visits.append(visit(row))
        else:
            refused.append(row)
        if number % _OFTEN == 0:
            tell(READING, number, 0)
    return visits, refused


def _bytes_of(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as problem:
        raise UnreadableRegister("file_missing", source.name) from problem


def _row_key(agency_id: UUID) -> bytes:
    """The key of the marks by which this agency knows its rows again; without it nobody can test a guess."""
    return agency_token(keyring(), agency_id, "register row", "mark")
