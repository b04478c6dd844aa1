"""The ledger of erasures outside the database: an older copy of the database cannot bring an erased person back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from darna.base.database.home import open_home
from darna.base.keys.appending import append_line, whole_lines

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
