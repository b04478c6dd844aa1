"""`darna migrate`: bring the database to the state this version expects."""

from __future__ import annotations

import argparse
from typing import Any

from darna.faces.cli import exits
from darna.faces.cli.ground import bring_up_to_date, grounded, say


def add_to(commands: Any) -> None:
    """The grammar of `darna migrate`."""
    command = commands.add_parser("migrate", help="bring the database to the state this version expects")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Migrate as the owner; doing it again changes nothing."""
    with grounded(up_to_date=False) as home:
        bring_up_to_date(home, always=True, verbosity=1)
    say("The database is up to date.")
    return exits.OK
