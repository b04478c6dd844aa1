"""Anchors: the number and hash of seals, kept in a file outside the database where its superuser does not write.

Only an anchor shows that the end of the trail was cut off, or that all of it was written anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from darna.base.database.home import open_home
from darna.base.keys.appending import append_line, last_lines, whole_lines
from darna.kernel.clock import now

FILE = "seals.log"


@dataclass(frozen=True)
class Anchor:
    """One seal as it was when it was anchored."""

    number: int
    hash: bytes
    at: datetime

    @property
    def as_text(self) -> str:
        """The anchor as one writes it on paper: the number of the seal and the first half of its hash, in groups."""
        digits = self.hash.hex()[:32]
        return " ".join([str(self.number), *(digits[i : i + 4] for i in range(0, len(digits), 4))])

    def __str__(self) -> str:
        return self.as_text


@dataclass(frozen=True)
class Anchors:
    """The anchors that must still be true, and how many a declared restore made void."""

    standing: dict[int, Anchor] = field(default_factory=dict)
    void: int = 0

    @property
    def last(self) -> Anchor | None:
        """The newest anchor that must still be true."""
        return self.standing[max(self.standing)] if self.standing else None


def place() -> Path:
    """Where this installation keeps its anchors."""
    return open_home().anchors / FILE


def write(number: int, digest: bytes, path: Path | None = None) -> Anchor:
    """Anchor a seal; it is on the disk when this returns."""
    anchor = Anchor(number, digest, now())
    body = {"seal": number, "hash": digest.hex(), "at": anchor.at.isoformat(timespec="seconds")}
    append_line(path or place(), json.dumps(body))
    return anchor


def write_restored(number: int, path: Path | None = None) -> None:
    """Say that the database was put back to a copy whose last seal has this number; later anchors are void."""
    body = {"restored_to": number, "at": now().isoformat(timespec="seconds")}
    append_line(path or place(), json.dumps(body))


def last(path: Path | None = None) -> Anchor | None:
    """The newest anchor, without reading the whole file."""
    for text in reversed(last_lines(path or place())):
        body = json.loads(text)
        if "seal" in body:
            return _anchor(body)
    return None


def read(path: Path | None = None) -> Anchors:
    """All anchors. Raises: ValueError when a line is no anchor."""
    standing: dict[int, Anchor] = {}
    void = 0
    for text in whole_lines(path or place()):
        body = json.loads(text)
        if "restored_to" in body:
            later = [number for number in standing if number > body["restored_to"]]
            void += len(later)
            for number in later:
                del standing[number]
        else:
            # The first word counts: a seal cannot be anchored again with another hash.
            anchor = _anchor(body)
            standing.setdefault(anchor.number, anchor)
    return Anchors(standing, void)


def read_anchors(folder: Path) -> Anchors:
    """All anchors of a folder of anchors, such as a copy kept elsewhere."""
    return read(folder / FILE)


def _anchor(body: dict[str, Any]) -> Anchor:
    return Anchor(int(body["seal"]), bytes.fromhex(body["hash"]), datetime.fromisoformat(body["at"]))
