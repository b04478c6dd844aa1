"""After a restore: whoever was erased since the copy was made is erased again before anybody works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from darna.base.keys import ledger
from darna.base.keys.erasing import erase_rows
from darna.base.keys.ledger import Line


@dataclass(frozen=True)
class Replayed:
    """Who was erased again, and whose erasure was begun but never confirmed: a person must decide on those."""

    erased: tuple[UUID, ...]
    undecided: tuple[UUID, ...]


def replay(restored: psycopg.Connection[Any]) -> Replayed:
    """Erase in a restored database everybody whom the ledger outside or the database itself names as erased.

    Shape: a connection of the role migrator, as the hook of a restore is given it. Repeating it changes nothing.
    An erasure that the ledger saw begin and not end, and that the copy does not know, is left and named: the crash
    may have come before the commit.
    """
    outside = ledger.read()
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
    known = ledger.read().done
    rows = connection.execute("select person_id, agency_id, erased_at, erased_by, rule from keys_erasure").fetchall()
    missing = [Line(*row) for row in rows if row[0] not in known]
    for line in missing:
        ledger.write_done(line)
    return len(missing)


def _note(cursor: psycopg.Cursor[Any], line: Line) -> None:
    cursor.execute(
        "insert into keys_erasure (person_id, agency_id, erased_at, erased_by, rule) values (%s, %s, %s, %s, %s)",
        [line.person_id, line.agency_id, line.at, line.by, line.rule],
    )
