"""Whether a database keeps people's names as they were written, in Arabic and in Latin letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg

from .errors import Unhealthy

_NAME = "مُحَمَّد أيت لحسن — Élodie Ñoñò ⵣ"

_QUESTIONS = {
    "accented capitals": "SELECT lower('ÉÇÀ') = 'éçà' AND upper('é') = 'É'",
    "Arabic letters are counted": "SELECT char_length('محمد') = 4 AND octet_length('محمد') = 8",
    "Arabic letters are letters": "SELECT 'محمد' ~ '^[[:alpha:]]+$' AND 'محمد' ~ '^\\w+$'",
    "Tifinagh letters are kept": "SELECT char_length('ⵜⴰⵎⴰⵣⵉⵖⵜ') = 8",
}


@dataclass(frozen=True)
class Health:
    """What the check found: `faults` is empty when text is safe."""

    version: str
    encoding: str
    locale: str
    faults: tuple[str, ...]


def check(conn: psycopg.Connection[Any]) -> Health:
    """Prove that the database keeps Arabic letters. Nothing is written; seven short queries."""
    locale = conn.execute(
        "SELECT current_setting('server_version'), pg_encoding_to_char(encoding), "
        "coalesce(to_jsonb(d)->>'datlocale', d.datctype) FROM pg_database d WHERE datname = current_database()"
    ).fetchone()
    version, encoding, name = locale or ("", "", "")
    if encoding != "UTF8" or conn.info.encoding != "utf-8":
        # The other questions could not even be sent.
        return Health(version, encoding, name, ("encoding",))
    faults = [fault for fault, question in _QUESTIONS.items() if not _holds(conn, question)]
    returned = conn.execute("SELECT %s::text", [_NAME]).fetchone()
    if returned is None or returned[0] != _NAME:
        faults.append("text comes back as it was sent")
    return Health(version, encoding, name, tuple(faults))


def _holds(conn: psycopg.Connection[Any], question: str) -> bool:
    row = conn.execute(question).fetchone()
    return bool(row and row[0])


def require(conn: psycopg.Connection[Any]) -> Health:
    """The same check, refusing to go on with a database that would damage names.

    Raises: Unhealthy.
    """
    found = check(conn)
    if found.faults:
        raise Unhealthy(
            f"This database (encoding {found.encoding}, locale {found.locale}) fails: {', '.join(found.faults)}. "
            "Names in Arabic would be damaged. Make it again with encoding UTF8 and locale C.UTF-8."
        )
    return found
