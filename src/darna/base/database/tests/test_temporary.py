"""A throw-away server is gone with the process that asked for it, and its workers share it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from darna.base.database.temporary import SHARED, sweep, temporary_server

from .people import elsewhere, postmaster_pid, started_at


def _throw_away(pipe: Any) -> None:
    with temporary_server() as server:
        pipe.send((postmaster_pid(server), server.data))
        pipe.recv()


def test_a_killed_test_run_takes_its_server_along() -> None:
    with elsewhere(_throw_away) as other:
        pid, data = other.answer()
        other.kill()
    assert _gone(pid)
    folder = Path(data).parent.parent
    os.utime(folder, (0, 0))
    sweep()
    assert not folder.exists()


def _gone(pid: int) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            if "State:\tZ" in Path(f"/proc/{pid}/status").read_text():
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def test_workers_of_a_parallel_run_get_the_server_of_their_controller() -> None:
    with temporary_server(shared=True) as server:
        with temporary_server(shared=True) as seen_by_worker:
            assert started_at(seen_by_worker) == started_at(server)
        assert started_at(server)
    assert SHARED not in os.environ
