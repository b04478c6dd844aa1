"""Readers of the public pages: several at once against a real server, and how long each page took them."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import signal
import socket
import statistics
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlsplit

from darna.faces.cli import exits
from darna.faces.cli.ground import Trouble
from darna.faces.cli.serving import web_command

#: What was promised: 95 in 100 pages within so many milliseconds, and so many pages a second.
LIMIT_MS: Final = 200.0
PAGES_A_SECOND: Final = 50.0

_LISTS: Final = (
    "services/",
    "services/?need=health_care&place=05.091.01.01",
    "services/?spoken=it&is_free=on",
    "services/?is_open=on&place=05.091&sort=near",
    f"services/?q={quote('سكن')}",
    "services/?q=formation&page=2",
    "services/map/",
)


@dataclass
class Reading:
    """What readers met. Units: milliseconds a page, bytes as they came over the line."""

    seconds: float = 0.0
    waits: dict[str, list[float]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    @property
    def pages_a_second(self) -> float:
        """Pages that all readers together were given in a second."""
        return sum(map(len, self.waits.values())) / self.seconds if self.seconds else 0.0

    @property
    def p95_ms(self) -> float:
        """So long 95 in 100 pages took at most."""
        return p95([wait for held in self.waits.values() for wait in held])

    def as_json(self) -> dict[str, Any]:
        """The figures for machines."""
        return {
            "pages_a_second": round(self.pages_a_second, 1),
            "p95_ms": round(self.p95_ms, 1),
            "pages": {
                kind: {
                    "count": len(held),
                    "median_ms": round(statistics.median(held), 1),
                    "p95_ms": round(p95(held), 1),
                    "kb": round(self.sizes.get(kind, 0) / 1000, 1),
                }
                for kind, held in sorted(self.waits.items())
            },
            "troubles": self.troubles[:10],
        }


def p95(waits: Sequence[float]) -> float:
    """So long 95 in 100 took at most.

    >>> p95([1.0] * 99 + [50.0])
    1.0
    """
    return sorted(waits)[max(0, -(-len(waits) * 95 // 100) - 1)] if waits else 0.0


def paths(offers: Sequence[str], slugs: Sequence[str], requests: int, *, seed: int = 3) -> list[tuple[str, str]]:
    """Which pages are read, in four languages: of ten, two are home, three a list, three an entry, two a page."""
    dice = random.Random(seed)  # noqa: S311 - the same walk at every run
    walk = ["home"] * 2 + ["list"] * 3 + ["entry"] * 3 + ["page"] * 2
    told = []
    for number in range(requests):
        kind, language = walk[number % len(walk)], dice.choice(("ar", "ar", "fr", "it", "en"))
        rest = {
            "home": "",
            "list": dice.choice(_LISTS),
            "entry": f"services/{dice.choice(offers)}/",
            "page": f"read/{dice.choice(slugs)}/" if slugs else "privacy/",
        }[kind]
        told.append((kind, f"/{language}/{rest}"))
    return told


def read_all(site: str, walk: Sequence[tuple[str, str]], *, readers: int, rate: float = 0.0) -> Reading:
    """Read every page once, by so many readers at a time, each with a line of its own.

    With a rate, so many pages a second are wanted, and a wait begins when its page was due: a server that falls behind
    is not spared. Without one every reader goes on at once, which shows how much the machine can give.
    """
    reading, lock = Reading(), threading.Lock()
    begun = time.perf_counter()
    waiting = iter([(begun + number / rate if rate else 0.0, *step) for number, step in enumerate(walk)])

    def one_reader() -> None:
        line = http.client.HTTPConnection(urlsplit(site).netloc, timeout=30)
        while True:
            with lock:
                step = next(waiting, None)
            if step is None:
                return
            due, kind, path = step
            time.sleep(max(0.0, due - time.perf_counter()))
            started = due or time.perf_counter()
            status, size = _asked(line, path)
            wait = 1000 * (time.perf_counter() - started)
            with lock:
                reading.waits.setdefault(kind, []).append(wait)
                reading.sizes[kind] = max(size, reading.sizes.get(kind, 0))
                if status != 200:
                    reading.troubles.append(f"{path} answered {status}")

    threads = [threading.Thread(target=one_reader) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reading.seconds = time.perf_counter() - begun
    return reading


def _asked(line: http.client.HTTPConnection, path: str) -> tuple[int, int]:
    try:
        line.request("GET", path, headers={"Accept-Encoding": "gzip", "User-Agent": "darna-bench"})
        answer = line.getresponse()
        return answer.status, len(answer.read())
    except (OSError, http.client.HTTPException):
        line.close()
        return 0, 0


@contextlib.contextmanager
def served(*, processes: int, threads: int) -> Iterator[str]:
    """The address of a web server over the database of this process, gone at the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "darna.config.settings"}
    command = web_command("127.0.0.1", port, processes=processes, threads=threads)
    server = subprocess.Popen(command, env=environment, start_new_session=True, stdin=subprocess.DEVNULL)
    try:
        yield _answering(server, f"http://127.0.0.1:{port}")
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(15)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


def _answering(server: subprocess.Popen[bytes], site: str) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{site}/fr/", timeout=5):  # noqa: S310
            return site
        time.sleep(0.1)
    raise Trouble(f"The web server did not answer at {site}.", exits.MISSING)
