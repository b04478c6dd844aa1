"""A demo of one's own: started in a fresh folder, asked by its address, ended as by Ctrl-C."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.prepared import clean_environment, copy_demo, free_port, reachable_folder

#: Seconds: a machine that does other things at the same time still gets there.
READY_WITHIN = 240
ENDED_WITHIN = 40

_PR_SET_PDEATHSIG = 1


@dataclass
class House:
    """A running demo; `home` is its folder, `printed` the file of what it said."""

    process: subprocess.Popen[bytes]
    address: str
    home: Path
    printed: Path

    def said(self) -> str:
        """Everything it printed so far."""
        return self.printed.read_text(encoding="utf-8", errors="replace")

    def answers(self) -> bool:
        """Whether it serves pages."""
        try:
            urllib.request.urlopen(f"{self.address}/readyz", timeout=5).close()
        except (urllib.error.URLError, OSError):
            return False
        return True

    def interrupt(self) -> int | None:
        """Press Ctrl-C as a terminal does, to the whole foreground group; its exit code, none if it stays."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            return self.process.wait(ENDED_WITHIN)
        except subprocess.TimeoutExpired:
            return None

    def processes(self) -> dict[int, str]:
        """Every process that has this house's folder in its command or its environment."""
        return dict(_processes_of(str(self.home)))


@contextmanager
def open_house() -> Iterator[House]:
    """A demo in a folder of its own on a free port, ready to be asked; nothing of it stays afterwards."""
    with reachable_folder("darna-journeys-") as folder:
        home, printed = folder / "home", folder / "printed"
        copy_demo(home)
        house = _started(home, printed, free_port())
        try:
            _wait_until_ready(house)
            yield house
        finally:
            house.interrupt()
            for pid in house.processes():
                os.kill(pid, signal.SIGKILL)


def _started(home: Path, printed: Path, port: int) -> House:
    with printed.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "darna.faces.cli.main", "demo", "--port", str(port)],
            env=clean_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_the_tests,
        )
    return House(process, f"http://127.0.0.1:{port}", home, printed)


def _end_with_the_tests() -> None:
    # Tests that are killed end nothing themselves; the kernel presses Ctrl-C for them.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _wait_until_ready(house: House) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not house.answers():
        assert house.process.poll() is None, f"The demo ended while starting:\n{house.said()}"
        assert time.monotonic() < deadline, f"The demo was not ready in {READY_WITHIN} s:\n{house.said()}"
        time.sleep(0.25)


def _processes_of(mark: str) -> Iterator[tuple[int, str]]:
    for place in Path("/proc").iterdir():
        if not place.name.isdecimal() or int(place.name) == os.getpid():
            continue
        try:
            command, told = (place / "cmdline").read_bytes(), (place / "environ").read_bytes()
        except OSError:
            continue
        if mark.encode() in command + told:
            yield int(place.name), command.replace(b"\0", b" ").decode(errors="replace")
