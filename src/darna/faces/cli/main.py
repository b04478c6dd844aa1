"""The entry of `darna`: finds the command, runs it, turns trouble into a sentence and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

from darna.base.database import errors
from darna.base.database.errors import DatabaseTrouble
from darna.faces.cli import exits
from darna.faces.cli.saying import Trouble, complain

_CODES = {
    errors.NoBinaries: exits.MISSING,
    errors.NotReachable: exits.MISSING,
    errors.WrongMajor: exits.REFUSED,
    errors.ServerInUse: exits.REFUSED,
    errors.UnreadableSettings: exits.USAGE,
    errors.WrongKey: exits.WRONG_KEY,
    errors.Truncated: exits.DAMAGED,
    errors.Corrupt: exits.DAMAGED,
}

#: Every command in the order of the list, and the module of its grammar.
COMMANDS = {
    "demo": "demo",
    "serve": "serve",
    "setup": "setup",
    "check": "check",
    "migrate": "migrate",
    "user": "user",
    "db": "db",
    "import": "importing",
    "export": "export",
    "audit": "audit",
    "keys": "keys",
    "link": "link",
    "rules": "rules",
    "bench": "bench",
    "part": "part",
}


def parser(names: Iterable[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """The grammar of the command line: of all of it, or of some commands."""
    root = argparse.ArgumentParser(
        prog="darna",
        description="Darna: regional governance of migration founded on human rights.",
        epilog="Exit codes: 0 done; 1 something was found; 2 written wrongly; 3 something is missing; 4 refused; "
        "5 the file cannot be used; 6 wrong key; 7 damaged file.",
    )
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        import_module(f"darna.faces.cli.commands.{COMMANDS[name]}").add_to(commands)
    return root


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = sys.argv[1:] if words is None else words
    # A command loads what it needs and not what its neighbours need: `darna demo` answers half a second sooner.
    given = parser(words[:1] if words[:1] and words[0] in COMMANDS else tuple(COMMANDS)).parse_args(words)
    try:
        return int(given.run(given))
    except (Trouble, DatabaseTrouble) as trouble:
        complain(str(trouble))
        return trouble.code if isinstance(trouble, Trouble) else _code_of(trouble)
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away; Python would complain again while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.OK


def _code_of(trouble: DatabaseTrouble) -> int:
    """The same number always means the same, whichever floor raised it."""
    return next((code for kind, code in _CODES.items() if isinstance(trouble, kind)), exits.FOUND)


if __name__ == "__main__":
    sys.exit(main())
