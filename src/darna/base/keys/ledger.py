"""The ledger of erasures outside the database: an older copy of the database cannot bring an erased person back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from darna.base.database.home import open_home
from darna.base.keys.appending import append_line, whole_lines
from darna.base.keys.erasing import erase_rows

BEGUN, DONE = "begun", "done"


@dataclass(frozen=True)
class Line:
    """One erasure as the ledger keeps it; it says nothing of the person but an identifier."""

    person_id: UUID
    agency_id: UUID
    at: datetime
    by: UUID | None
    rule: str


@dataclass(frozen=True)
class Ledger:
    """The erasures that were committed, and those of which the outcome was never written down."""

    done: dict[UUID, Line] = field(default_factory=dict)
    undecided: dict[UUID, Line] = field(default_factory=dict)


def place() -> Path:
    """Where this installation keeps the ledger: beside its keys, apart from the database."""
    return open_home().keys / "erasures.jsonl"


def write_begun(line: Line) -> None:
    """Say that an erasure is about to be committed, so that a crash at that instant leaves a trace."""
    _append(line, BEGUN)


def write_done(line: Line) -> None:
    """Say that an erasure was committed."""
    _append(line, DONE)


def read() -> Ledger:
    """The whole ledger. A last line that a crash cut short is passed over; any other damage raises ValueError."""
    ledger = Ledger()
    for number, text in enumerate(whole_lines(place()), start=1):
        _take(ledger, text, number)
    return ledger


def _take(ledger: Ledger, text: str, number: int) -> None:
    try:
        body = json.loads(text)
        line = Line(
            UUID(body["person"]),
            UUID(body["agency"]),
            datetime.fromisoformat(body["at"]),
            UUID(body["by"]) if body["by"] else None,
            str(body["rule"]),
        )
    except (ValueError, KeyError, TypeError) as damage:
        raise ValueError(f"line {number} of {place()} is damaged; put back your copy of the keys folder") from damage
    if body.get("state") == DONE:
        ledger.done[line.person_id] = line
        ledger.undecided.pop(line.person_id, None)
    elif line.person_id not in ledger.done:
        ledger.undecided[line.person_id] = line


def _append(line: Line, state: str) -> None:
    body = {
        "state": state,
        "person": str(line.person_id),
        "agency": str(line.agency_id),
        "at": line.at.isoformat(),
        "by": str(line.by) if line.by else "",
        "rule": line.rule,
    }
    append_line(place(), json.dumps(body))


@dataclass(frozen=True)
class Replayed:
    """Who was erased again, and whose erasure was begun but never confirmed: a person must decide on those."""

    erased: tuple[UUID, ...]
    undecided: tuple[UUID, ...]


def replay(restored: psycopg.Connection[Any]) -> Replayed:
    """Erase in a restored database everybody whom the ledger outside or the database itself names as erased.

    Shape: a connection of the role migrator, as the hook of a restore is given it, after `audit.sealing.bump_epoch`.
    Repeating it changes nothing.
    An erasure that the ledger saw begin and not end, and that the copy does not know, is left and named: the crash
    may have come before the commit.
    """
    outside = read()
    with restored.transaction(), restored.cursor() as cursor:
        cursor.execute("select person_id from keys_erasure")
        inside = {row[0] for row in cursor.fetchall()}
        wanted = sorted(inside | set(outside.done))
        for person_id in wanted:
            erase_rows(cursor, person_id)
            cursor.execute("delete from keys_personkey where person_id = %s", [person_id])
        for person_id, line in outside.done.items():
            if person_id not in inside:
                _note(cursor, line)
    return Replayed(tuple(wanted), tuple(sorted(set(outside.undecided) - inside)))


def catch_up(connection: psycopg.Connection[Any]) -> int:
    """Bring into the ledger outside what only the database knows, before a copy is made; returns how many lines.

    Shape: a connection of a role that reads every agency's rows. A crash between the commit and the last line of the
    ledger is mended here.
    """
    known = read().done
    rows = connection.execute("select person_id, agency_id, erased_at, erased_by, rule from keys_erasure").fetchall()
    missing = [Line(*row) for row in rows if row[0] not in known]
    for line in missing:
        write_done(line)
    return len(missing)


def _note(cursor: psycopg.Cursor[Any], line: Line) -> None:
    cursor.execute(
        "insert into keys_erasure (person_id, agency_id, erased_at, erased_by, rule) values (%s, %s, %s, %s, %s)",
        [line.person_id, line.agency_id, line.at, line.by, line.rule],
    )
