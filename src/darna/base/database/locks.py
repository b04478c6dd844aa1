"""Locks between processes that the kernel releases by itself, even for a process that was killed."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import NotReachable


@contextmanager
def start_lock(folder: Path, *, seconds: float = 900) -> Iterator[None]:
    """Only one process starts or stops the server of a home at a time; the others wait for it."""
    handle = _open(folder / "start.lock")
    try:
        _wait_for(handle, seconds)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not _try(handle, fcntl.LOCK_EX):
        if time.monotonic() > deadline:
            raise NotReachable(
                "Another process has been starting or stopping the database for too long. Stop it first."
            )
        time.sleep(0.05)


class Holder:
    """One process's share in the server: given back at the end, or by the kernel when the process dies."""

    def __init__(self, folder: Path) -> None:
        self._handle = _open(folder / "holders.lock")
        # Whoever asks whether anybody is left holds it exclusively for an instant, under the start lock as we are.
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def release(self) -> None:
        """Give the share back; shares inherited by child processes end too."""
        fcntl.flock(self._handle, fcntl.LOCK_UN)
        os.close(self._handle)


def anybody_holds(folder: Path) -> bool:
    """Whether some process has a share in the server. Ask under the start lock only."""
    handle = _open(folder / "holders.lock")
    try:
        return not _try(handle, fcntl.LOCK_EX)
    finally:
        os.close(handle)


def _open(file: Path) -> int:
    # Python's handles are not inherited by programs it starts: the server never keeps our locks.
    return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _try(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
