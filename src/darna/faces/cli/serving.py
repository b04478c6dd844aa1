"""Web, worker and sealer as one group with one stop."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from types import FrameType

from darna.faces.cli.saying import Trouble, complain

#: Lies in the home of a demo, and says what was printed when it was made.
DEMO_MARK = "this-is-a-demo"
STOP_SECONDS = 15
BREATH_SECONDS = 1.0
_PR_SET_PDEATHSIG = 1
_SEALER = [sys.executable, "-m", "darna.faces.cli.main", "part", "sealer"]
_WORKER = [sys.executable, "-m", "darna.faces.cli.main", "part", "worker"]


@dataclass
class Part:
    """One process of the group."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0


def require_free_port(host: str, port: int) -> None:
    """Raises: `Trouble` naming the port when somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refused:
            raise Trouble(
                f"Port {port} is in use by another program. Choose another one: PORT={port + 1} make demo, "
                f"or darna serve --port {port + 1}.",
                3,
            ) from refused


def web_command(host: str, port: int, *, processes: int, threads: int, rooms_later: bool = False) -> list[str]:
    """The web server's command line."""
    told = {"--host": host, "--port": port, "--processes": processes, "--threads": threads}
    words = [str(word) for pair in told.items() for word in pair]
    return [sys.executable, "-m", "darna.faces.cli.web", *words, *(["--rooms-later"] if rooms_later else [])]


class Group:
    """The processes of a running Darna; one that dies is started again, one stop ends them all."""

    def __init__(self, host: str, port: int, *, processes: int, threads: int, rooms_later: bool = False) -> None:
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        web = web_command(host, port, processes=processes, threads=threads, rooms_later=rooms_later)
        self.parts = [Part("web", web), Part("worker", _WORKER), Part("sealer", _SEALER)]
        self.stopping = False
        self._leave: int | None = None

    def load(self) -> None:
        """Let the web load, which takes seconds, before all else is ready; it answers once the group starts."""
        theirs, self._leave = os.pipe()
        self._start(self.parts[0], "--leave", str(theirs), pass_fds=(theirs,))
        os.close(theirs)

    def unload(self) -> None:
        """End a web that was loaded and may not answer."""
        if self._leave is not None:
            os.close(self._leave)
            self._leave = None
            self._kill_group(self.parts[0], signal.SIGTERM)
            self._end(self.parts[0], time.monotonic() + STOP_SECONDS)

    def start(self) -> None:
        """Start the web; from now on a signal asks all of it to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        if self._leave is None:
            self._start(self.parts[0])
            return
        with contextlib.suppress(BrokenPipeError), os.fdopen(self._leave, "wb") as leave:
            leave.write(b"1")
        self._leave = None

    def start_others(self) -> None:
        """Start what people do not wait for, each a breath later: whoever opens the first page has a core for it."""
        for part in self.parts[1:]:
            until = time.monotonic() + BREATH_SECONDS
            while not self.stopping and time.monotonic() < until:
                time.sleep(0.05)
            if not self.stopping:
                self._start(part)

    def wait_until_answering(self, *, seconds: float = 60) -> None:
        """Raises: `Trouble` when the web does not answer in time or ends."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.stopping:
            web = self.parts[0].process
            if web is not None and web.poll() is not None:
                raise Trouble("The web server ended while starting; its message stands above.", 3)
            try:
                urllib.request.urlopen(self.address + "/healthz", timeout=2).close()  # noqa: S310
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        if not self.stopping:
            raise Trouble(f"The web server does not answer at {self.address}.", 3)

    def watch(self) -> None:
        """Stay until somebody asks to stop; start again what died."""
        while not self.stopping:
            for part in self.parts:
                if part.process is not None and part.process.poll() is not None and not self.stopping:
                    complain(f"{part.name} ended ({part.process.returncode}); starting it again.")
                    self._kill_group(part, signal.SIGKILL)
                    time.sleep(max(0.0, min(5.0, 2.0 - (time.monotonic() - part.started_at))))
                    self._start(part)
            time.sleep(0.2)

    def stop(self) -> None:
        """End every part and its children; whoever does not listen is ended all the same."""
        self.stopping = True
        self.unload()
        for part in self.parts:
            self._kill_group(part, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for part in self.parts:
            self._end(part, deadline)

    def _end(self, part: Part, deadline: float) -> None:
        if part.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                part.process.wait(timeout=max(0.1, deadline - time.monotonic()))
        self._kill_group(part, signal.SIGKILL)
        part.process = None

    def _start(self, part: Part, *words: str, pass_fds: tuple[int, ...] = ()) -> None:
        part.started_at = time.monotonic()
        part.process = subprocess.Popen(
            [*part.command, *words],
            pass_fds=pass_fds,
            env=_environment(),
            start_new_session=True,
            preexec_fn=_die_with_parent,
            stdin=subprocess.DEVNULL,
        )

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    @staticmethod
    def _kill_group(part: Part, number: int) -> None:
        if part.process is None:
            return
        try:
            os.killpg(part.process.pid, number)
        except ProcessLookupError:
            return


def _environment() -> Mapping[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "darna.config.settings", "PYTHONUNBUFFERED": "1"}


def _die_with_parent() -> None:
    # A group whose head was killed must not stay behind and hold the port.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
