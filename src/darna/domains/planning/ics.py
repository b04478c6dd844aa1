"""Appointments as a calendar file (RFC 5545): that one is busy, when and at which house; never with whom or why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

MOST_OCTETS: Final = 75


@dataclass(frozen=True, slots=True)
class Entry:
    """What leaves the house of an appointment: it is made of this alone, so that nothing else can."""

    id: UUID
    starts_at: datetime
    minutes: int
    changed: int
    is_cancelled: bool = False


def calendar_file(entries: Iterable[Entry], *, word: str, house: str, made_at: datetime) -> bytes:
    """The file; every entry is called by the same word, and says no place where `house` is empty."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Darna//Darna//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for entry in entries:
        lines += _event(entry, word=word, house=house, made_at=made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(entry: Entry, *, word: str, house: str, made_at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.id}@darna",
        f"DTSTAMP:{_utc(made_at)}",
        f"DTSTART:{_utc(entry.starts_at)}",
        f"DTEND:{_utc(entry.starts_at + timedelta(minutes=entry.minutes))}",
        f"SEQUENCE:{entry.changed}",
        f"SUMMARY:{_escaped(word)}",
        *([f"LOCATION:{_escaped(house)}"] if house else []),
        f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets; no letter is cut in two."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > MOST_OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
