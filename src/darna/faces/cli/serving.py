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

from darna.faces.cli.ground import Trouble, complain

STOP_SECONDS = 15
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


def web_command(host: str, port: int, *, processes: int, threads: int) -> list[str]:
    """The web server's command line."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(processes),
        "--blocking-threads",
        str(threads),
        "--backpressure",
        "64",
        "--log-level",
        "warning",
        "--no-ws",
        "--respawn-failed-workers",
        "darna.config.wsgi:application",
    ]


class Group:
    """The processes of a running Darna; one that dies is started again, one stop ends them all."""

    def __init__(self, host: str, port: int, *, processes: int, threads: int) -> None:
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        web = web_command(host, port, processes=processes, threads=threads)
        self.parts = [Part("web", web), Part("worker", _WORKER), Part("sealer", _SEALER)]
        self.stopping = False

    def start(self) -> None:
        """Start the web; from now on a signal asks all of it to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        self._start(self.parts[0])

    def start_others(self) -> None:
        """Start what people do not wait for, once the web answers."""
        for part in self.parts[1:]:
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
        for part in self.parts:
            self._kill_group(part, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for part in self.parts:
            if part.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    part.process.wait(timeout=max(0.1, deadline - time.monotonic()))
            self._kill_group(part, signal.SIGKILL)

    def _start(self, part: Part) -> None:
        part.started_at = time.monotonic()
        part.process = subprocess.Popen(
            part.command,
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
