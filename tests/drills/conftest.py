"""A demo installation of its own for drills: a copy for each drill."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.prepared import PATIENCE, clean_environment, copy_demo, reachable_folder

ROOT = Path(__file__).resolve().parents[2]
REGISTER = ROOT / "data/demo/registre-maison-2023.xlsx"


@dataclass
class Installation:
    """One home folder and the commands that work on it."""

    home: Path

    def environment(self) -> dict[str, str]:
        """A clean environment, as an operator's shell has it."""
        return {**clean_environment(self.home), "DARNA_DEMO": "1"}

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


@pytest.fixture
def installation() -> Iterator[Installation]:
    """A copy of a demo that was started once and stopped again."""
    with reachable_folder("darna-drill-") as folder:
        copy_demo(folder / "home")
        made = Installation(folder / "home")
        yield made
        made.run("db", "stop", "--force")
