"""`darna serve`: web, worker and sealer of a real installation."""

from __future__ import annotations

import argparse
import os
from typing import Any

from darna.faces.cli import exits
from darna.faces.cli.ground import Trouble, bring_up_to_date, held, is_up_to_date, say, set_up_django
from darna.faces.cli.serving import DEMO_MARK, Group, require_free_port


def add_to(commands: Any) -> None:
    """The grammar of `darna serve`."""
    command = commands.add_parser("serve", help="serve this installation until Ctrl-C")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    command.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    command.add_argument("--processes", type=int, default=2, help="web processes (default 2)")
    command.add_argument("--threads", type=int, default=4, help="threads of each web process (default 4)")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Serve until stopped. A folder that was a demo is refused: fictional people never mix with real ones."""
    require_free_port(given.host, given.port)
    with held() as home:
        if not is_up_to_date(home):
            set_up_django()
            bring_up_to_date(home)
        if (home.root / DEMO_MARK).exists():
            raise Trouble(
                f"{home.root} holds a demo with fictional people. Set DARNA_HOME to another folder for real use.",
                exits.REFUSED,
            )
        serve(Group(given.host, given.port, processes=given.processes, threads=given.threads))
    return exits.OK


def serve(group: Group, *, welcome: str = "") -> None:
    """Run the group until asked to stop, and leave no process behind."""
    try:
        group.start()
        group.wait_until_answering()
        if not group.stopping:
            say(welcome or f"Darna answers at {group.address} — stop with Ctrl-C.")
            group.start_others()
        group.watch()
    finally:
        group.stop()
    say("Darna has stopped.")
