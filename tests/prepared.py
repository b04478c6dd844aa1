"""A demo that was started once and stopped again: drills and journeys copy it instead of making their own.

The whole suite names a folder in `DEMO_TO_COPY`, so that one demo serves all its processes; without it each process
makes one for itself.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

#: Seconds: a machine that does other things at the same time still gets there.
PATIENCE = 300
#: What the tests set for themselves must not reach an installation under test.
OF_THE_TESTS = ("DATABASE_", "DARNA_", "DJANGO_", "PYTEST_")


def clean_environment(home: Path) -> dict[str, str]:
    """A clean environment, as an operator's shell has it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OF_THE_TESTS)}
    return {**kept, "DARNA_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def copy_demo(home: Path) -> None:
    """Put a copy of the prepared demo there, as its owner left it: the data belong to the account of the server."""
    subprocess.run(["cp", "-a", str(prepared_demo()), str(home)], check=True)


@cache
def prepared_demo() -> Path:
    """The folder of the prepared demo; made by whoever asks first."""
    folder = Path(os.environ.get("DEMO_TO_COPY") or _own_folder())
    # Where the tests are root, PostgreSQL runs as somebody else and must pass through.
    folder.chmod(0o711)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            _make(folder / "home")
            (folder / "ready").touch()
    return folder / "home"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def reachable_folder(prefix: str) -> Iterator[Path]:
    """A folder that the server's own account may pass through, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(process: subprocess.Popen[str], words: str) -> str:
    """Read a process's output until it says some words."""
    assert process.stdout is not None
    deadline, said = time.monotonic() + PATIENCE, ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
        assert time.monotonic() < deadline, said
    raise AssertionError(f"it ended without saying {words!r}:\n{said}")


def stop(process: subprocess.Popen[str]) -> int:
    """Press Ctrl-C and wait."""
    process.send_signal(signal.SIGINT)
    process.stdout.read() if process.stdout else None
    return process.wait(timeout=60)


def _own_folder() -> str:
    folder = tempfile.mkdtemp(prefix="darna-prepared-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _make(home: Path) -> None:
    demo = subprocess.Popen(
        [sys.executable, "-m", "darna.faces.cli.main", "demo", "--port", str(free_port())],
        env=clean_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    wait_for(demo, "Stop with Ctrl-C")
    assert stop(demo) == 0
