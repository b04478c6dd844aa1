"""`darna part`: one process of the group, started by `demo` and `serve` only."""

from __future__ import annotations

import argparse
import signal
import threading
from typing import Any

from darna.faces.cli.ground import set_up_django


def add_to(commands: Any) -> None:
    """The grammar of `darna part`; it is not shown in the list of commands."""
    command = commands.add_parser("part", description="One process of a running Darna; started by `darna serve`.")
    command.add_argument("name", choices=["worker", "sealer"])
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run until told to stop."""
    set_up_django()
    return {"worker": _worker, "sealer": _sealer}[given.name]()


def _worker() -> int:
    from django.core.management import call_command

    call_command("procrastinate", "worker", "--concurrency", "1", "--delete-jobs", "successful", verbosity=0)
    return 0


def _sealer() -> int:
    from darna.base.audit.sealing import seal_forever

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    seal_forever(stop=stop)
    return 0
