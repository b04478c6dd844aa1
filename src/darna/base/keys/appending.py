"""Files that only grow, line by line, and survive a crash: each line is on the disk before the work goes on."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

_LONGEST = 4096


def append_line(path: Path, text: str) -> None:
    """Add one line to a file that only its owner reads; it is on the disk when this returns."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        _drop_unfinished_line(descriptor)
        os.write(descriptor, text.encode() + b"\n")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def whole_lines(path: Path) -> list[str]:
    """The lines of such a file; one that a crash cut short is none."""
    if not path.exists():
        return []
    return path.read_text("utf-8").split("\n")[:-1]


def last_lines(path: Path) -> list[str]:
    """The last few lines of such a file, oldest first."""
    if not path.exists():
        return []
    with path.open("rb") as file:
        start = max(0, os.fstat(file.fileno()).st_size - _LONGEST)
        file.seek(start)
        lines = file.read().decode("utf-8", "replace").split("\n")[:-1]
    return lines[1:] if start else lines


def _drop_unfinished_line(descriptor: int) -> None:
    # A line that a crash cut short was never promised to anybody, and must not swallow the next one.
    size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, _LONGEST, max(0, size - _LONGEST))
    unfinished = len(tail) - (tail.rfind(b"\n") + 1)
    if unfinished:
        os.ftruncate(descriptor, size - unfinished)
