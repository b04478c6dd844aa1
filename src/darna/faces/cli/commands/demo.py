"""`darna demo`: an installation with a real region and fictional people, in one command."""

from __future__ import annotations

import argparse
import os
from typing import Any

from darna.base.database.home import find_home
from darna.faces.cli import exits
from darna.faces.cli.serving import DEMO_MARK, Group, require_free_port


def add_to(commands: Any) -> None:
    """The grammar of `darna demo`."""
    command = commands.add_parser("demo", help="a complete Darna with fictional people, until Ctrl-C")
    command.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make the demo if it is not there, print its accounts, serve it."""
    require_free_port("127.0.0.1", given.port)
    os.environ["DARNA_DEMO"] = "1"
    group = Group("127.0.0.1", given.port, processes=1, threads=4, rooms_later=True)
    try:
        if (find_home().root / DEMO_MARK).exists():
            group.load()
        # What speaks to the database takes its time to load too; meanwhile the web loads beside it.
        from darna.faces.cli.demonstrating import demonstrate

        demonstrate(group, given.port)
    finally:
        group.stop()
    return exits.OK
