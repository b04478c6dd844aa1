"""A demo installation of its own for drills: made once, stopped, and copied for each drill."""

from __future__ import annotations

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
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REGISTER = ROOT / "data/demo/registre-maison-2023.xlsx"
PATIENCE = 300


@dataclass
class Installation:
    """One home folder and the commands that work on it."""

    home: Path

    def environment(self) -> dict[str, str]:
        """A clean environment, as an operator's shell has it."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DATABASE_", "DARNA_", "DJANGO_", "PYTEST_"))
        }
        return {**kept, "DARNA_HOME": str(self.home), "DARNA_DEMO": "1", "PYTHONUNBUFFERED": "1"}

    def command(self, *words: str) -> list[str]:
        """The command line of `darna`."""
        return [sys.executable, "-m", "darna.faces.cli.main", *words]

    def run(self, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(*words),
            env=self.environment(),
            input=text,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """Start a command and go on."""
        return subprocess.Popen(
            self.command(*words),
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        """Ask the database past row security, as the role of data migrations; the server must run."""
        import psycopg

        url = self.run("db", "url", "--role", "migrator").stdout.strip()
        with psycopg.connect(url) as connection:
            return connection.execute(sql).fetchall()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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


def processes_of(home: Path) -> list[int]:
    """Processes whose environment or command line names this home, but for this test itself."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            seen = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if str(home).encode() in seen:
            found.append(int(entry.name))
    return found


def stop(process: subprocess.Popen[str]) -> int:
    """Press Ctrl-C and wait."""
    process.send_signal(signal.SIGINT)
    process.stdout.read() if process.stdout else None
    return process.wait(timeout=60)


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A folder that the server's own account may pass through, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="darna-drill-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def seeded() -> Iterator[Path]:
    """A demo that was started once and stopped again."""
    with reachable_folder() as folder:
        installation = Installation(folder / "home")
        demo = installation.begin("demo", "--port", str(free_port()))
        wait_for(demo, "Stop with Ctrl-C")
        assert stop(demo) == 0
        yield installation.home


@pytest.fixture
def installation(seeded: Path) -> Iterator[Installation]:
    """A copy of the seeded demo."""
    with reachable_folder() as folder:
        # As the owner left it: the data belong to the account that runs the server.
        subprocess.run(["cp", "-a", str(seeded), str(folder / "home")], check=True)
        made = Installation(folder / "home")
        yield made
        made.run("db", "stop", "--force")
