"""`darna audit`: prove that the trail was not tampered with."""

from __future__ import annotations

import argparse
import json
from typing import Any

from darna.faces.cli import exits
from darna.faces.cli.ground import complain, grounded, say, server_of


def add_to(commands: Any) -> None:
    """The grammar of `darna audit`."""
    command = commands.add_parser("audit", help="verify the audit trail, anchor it, seal it now")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    verifying = verbs.add_parser("verify", help="recompute the chain and compare it with the anchors")
    verifying.add_argument("--json", action="store_true", help="print the result for machines")
    verifying.set_defaults(run=verify)
    verbs.add_parser("seal", help="seal what is finished, now").set_defaults(run=seal_trail)
    verbs.add_parser("anchor", help="print the last seal, to be kept on paper").set_defaults(run=anchor)


def verify(given: argparse.Namespace) -> int:
    """Recompute every seal; exit code 1 when a link is broken, and say which."""
    with grounded() as home, server_of(home).connect("backup", autocommit=True) as connection:
        from darna.base.audit.anchors import read_anchors
        from darna.base.audit.verify import verify as verify_trail

        report = verify_trail(connection, read_anchors(home.anchors))
    if given.json:
        say(json.dumps(report.as_dict(), default=str))
    elif report.ok:
        say(
            f"The trail is whole: {report.seals} seals over {report.changes} changes and {report.entries} entries; "
            f"{report.unsealed} rows wait for the next seal; {report.anchors} anchors agree."
        )
    else:
        complain(f"The trail is BROKEN: {report.first_broken}")
    return exits.OK if report.ok else exits.FOUND


def seal_trail(given: argparse.Namespace) -> int:
    """Seal all finished transactions now."""
    with grounded():
        from darna.base.audit.sealing import seal_now

        seal = seal_now()
    say(f"Seal {seal.number} is made." if seal and seal.is_new else "Nothing waits for a seal.")
    return exits.OK


def anchor(given: argparse.Namespace) -> int:
    """Print the number and hash of the last seal."""
    with grounded():
        from darna.base.audit.sealing import anchor_now

        found = anchor_now()
    say(f"Seal {found.number}: {found.hash.hex()}" if found else "There is no seal yet.")
    return exits.OK
