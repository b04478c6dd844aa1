"""The house of one day: who sits at the screens, and a demo of its own, thrown away in the evening."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field

from darna.faces.cli import exits
from darna.faces.cli.day.browser import Browser
from darna.faces.cli.ground import Trouble

_PATIENCE = 240


@dataclass
class Worker:
    """A member of staff at a screen for the whole day."""

    email: str
    browser: Browser
    done: list[str] = field(default_factory=list)

    @property
    def is_at_reception(self) -> bool:
        """Whoever receives, and neither refers nor answers partners."""
        return self.email.startswith("receptionist@")


@contextlib.contextmanager
def demo_of_a_day(site: str) -> Iterator[str]:
    """The address of the site, or of a demo that lives as long as the block."""
    if site:
        _require_answer(site.rstrip("/"))
        yield site.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="darna-day-") as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = os.environ | {"DARNA_HOME": home}
        command = [sys.executable, "-m", "darna.faces.cli.main", "demo", "--port", str(port)]
        # What the demo prints is for people who look at it; its own errors still reach the terminal.
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            yield _answering(server, f"http://127.0.0.1:{port}")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)


def _require_answer(site: str) -> None:
    try:
        urllib.request.urlopen(f"{site}/healthz", timeout=10).close()  # noqa: S310
    except (OSError, ValueError) as error:
        raise Trouble(f"No Darna answers at {site}. Is it running, and is the address right?", exits.MISSING) from error


def _answering(server: subprocess.Popen[bytes], site: str) -> str:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{site}/healthz", timeout=3):  # noqa: S310
            return site
        time.sleep(0.3)
    raise Trouble(f"The demo for the day did not answer at {site}.", exits.MISSING)
