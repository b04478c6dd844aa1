"""The day of many visitors, shared among the screens of the house, and what it cost those who waited."""

from __future__ import annotations

import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, Queue
from typing import Any

from darna.faces.cli.day.browser import Browser, Trouble
from darna.faces.cli.day.house import Worker
from darna.faces.cli.day.visits import receive, sign_in

#: Whose screens they are: people of the demo who open cases, in four agencies.
STAFF = (
    "receptionist@maison.example",
    "caseworker@maison.example",
    "supervisor@maison.example",
    "mobility-adviser@maison.example",
    "enterprise-adviser@maison.example",
    "caseworker@entraide.example",
    "caseworker@odco.example",
    "caseworker@aideca.example",
)
#: What somebody at a screen waits without noticing, in milliseconds: 95 answers in 100 come sooner.
LIMIT_MS = 300.0
LANGUAGES = ("ar", "fr", "fr", "it", "en", "ar", "fr", "fr")


@dataclass(frozen=True)
class Report:
    """What the day was like."""

    visitors: int
    seconds: float
    requests: int
    median_ms: float
    p95_ms: float
    longest_ms: float
    slowest: list[tuple[str, int, float]]
    done: dict[str, int]
    troubles: list[str]

    def lines(self) -> list[str]:
        """The report for people."""
        return [
            f"{self.visitors} visitors in {self.seconds:.0f} s, {self.requests} requests, {len(self.troubles)} troubles",
            f"waited: median {self.median_ms:.0f} ms, 95 in 100 at most {self.p95_ms:.0f} ms, longest {self.longest_ms:.0f} ms",
            *(f"  {p95:6.0f} ms  {count:5} x  {kind}" for kind, count, p95 in self.slowest),
            "done: " + ", ".join(f"{what} {count}" for what, count in sorted(self.done.items())),
            *self.troubles[:20],
        ]

    def as_json(self) -> dict[str, Any]:
        """The same for machines."""
        return dict(vars(self))


def replay(
    site: str, password: str, *, visitors: int, clients: int, minutes: float, say: Callable[[str], None]
) -> Report:
    """Receive the visitors of a day pressed into so many minutes, the next one at the first screen that is free.

    Without minutes they all wait at the door from the beginning, and the screens never rest.
    """
    staff = [
        Worker(email, Browser(site, language))
        for email, language in zip(STAFF[:clients], LANGUAGES[:clients], strict=True)
    ]
    for worker in staff:
        sign_in(worker, password)
        worker.browser.times.clear()
    say(f"{len(staff)} members of staff are signed in; {visitors} visitors come")
    waiting: Queue[tuple[int, float]] = Queue()
    troubles: list[str] = []
    started = time.perf_counter()
    for number in range(visitors):
        waiting.put((number, started + 60 * minutes * number / visitors))
    screens = [threading.Thread(target=_screen, args=(worker, waiting, troubles)) for worker in staff]
    for screen in screens:
        screen.start()
    for screen in screens:
        screen.join()
    return _told(staff, visitors, time.perf_counter() - started, troubles)


def _screen(worker: Worker, waiting: Queue[tuple[int, float]], troubles: list[str]) -> None:
    while True:
        try:
            number, comes_at = waiting.get_nowait()
        except Empty:
            return
        time.sleep(max(0.0, comes_at - time.perf_counter()))
        try:
            receive(worker, number)
        except (Trouble, OSError) as trouble:
            troubles.append(f"visitor {number} at {worker.email}: {trouble}")


def _told(staff: list[Worker], visitors: int, seconds: float, troubles: list[str]) -> Report:
    times = [line for worker in staff for line in worker.browser.times]
    waits = sorted(1000 * wait for _kind, wait in times)
    kinds: dict[str, list[float]] = {}
    for kind, wait in times:
        kinds.setdefault(kind, []).append(1000 * wait)
    slowest = sorted(((kind, len(all_), _p95(all_)) for kind, all_ in kinds.items()), key=lambda line: -line[2])
    return Report(
        visitors,
        seconds,
        len(waits),
        statistics.median(waits),
        _p95(waits),
        waits[-1],
        slowest[:8],
        dict(Counter(what for worker in staff for what in worker.done)),
        troubles,
    )


def _p95(waits: list[float]) -> float:
    return statistics.quantiles(waits, n=20)[-1] if len(waits) > 1 else waits[0]
