"""`darna keys`: the recovery sheet again, and a new master key."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from darna.base.keys import keyring
from darna.faces.cli import exits
from darna.faces.cli.ground import Trouble, find_keyring, grounded, say


def add_to(commands: Any) -> None:
    """The grammar of `darna keys`."""
    command = commands.add_parser("keys", help="the master key: sheet, rotate, recover")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("sheet", help="print the recovery sheet").set_defaults(run=sheet)
    verbs.add_parser("rotate", help="make a new master key and rewrap every person's key").set_defaults(run=rotate)
    verbs.add_parser("drop-old", help="forget older master keys that wrap nothing any more").set_defaults(run=drop)
    verbs.add_parser("recover", help="type a recovery sheet again (from standard input)").set_defaults(run=recover)


def sheet(given: argparse.Namespace) -> int:
    """Print the master key in a form that can be kept on paper."""
    find_keyring(make=False)
    say("\n".join(sheet_lines()))
    return exits.OK


def sheet_lines() -> list[str]:
    """The recovery sheet as it is printed."""
    return [
        "DARNA RECOVERY SHEET",
        "Whoever has these lines and the database can read everything. Keep them on paper, in two places,",
        "apart from each other and from the backups. Without them a lost key file cannot be made again.",
        "",
        *(f"  {line}" for line in keyring.recovery_sheet(keyring.keyring())),
        "",
    ]


def rotate(given: argparse.Namespace) -> int:
    """Make a new master key; the recovery sheet must then be printed again."""
    with grounded():
        from darna.base.audit.actions import record_everywhere
        from darna.base.keys.rotation import rotate as rotate_keys

        count = rotate_keys()
        told = {"current": keyring.keyring().current, "rewrapped": count}
        record_everywhere("keys.rotated", subject=("keys.master", None), detail=told)
    say(f"{count} person keys are wrapped under a new master key. Print the new sheet now: darna keys sheet")
    return exits.OK


def drop(given: argparse.Namespace) -> int:
    """Forget the master keys that are no longer needed; copies of the keys made before no longer open."""
    with grounded():
        from darna.base.audit.actions import record_everywhere
        from darna.base.keys.rotation import StillInUse, drop_old

        try:
            gone = drop_old()
        except StillInUse as waiting:
            raise Trouble(str(waiting), exits.REFUSED) from waiting
        if gone:
            record_everywhere("keys.dropped", subject=("keys.master", None), detail={"forgotten": gone})
    say(
        f"Forgotten: {', '.join(map(str, gone))}. Print the new sheet now: darna keys sheet"
        if gone
        else "Nothing to forget."
    )
    return exits.OK


def recover(given: argparse.Namespace) -> int:
    """Write the key file from a typed recovery sheet; an existing key file is never overwritten."""
    place = keyring.place()
    if place.exists():
        raise Trouble(f"{place} exists; move it away before recovering another key.", exits.REFUSED)
    try:
        ring = keyring.from_recovery_sheet([line.strip() for line in sys.stdin if line.strip()[:1].isdigit()])
    except keyring.BadRecoverySheet as wrong:
        raise Trouble(
            f"Line {wrong.line} is not right: compare it with the paper, letter by letter.", exits.WRONG_KEY
        ) from wrong
    keyring.save(ring, place)
    say(f"The master key is at {place} again.")
    return exits.OK
