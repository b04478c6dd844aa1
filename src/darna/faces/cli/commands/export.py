"""`darna export`: what is public, as files for others."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any, Final

from darna.faces.cli import exits
from darna.faces.cli.ground import Trouble, grounded, say

_LANGUAGES: Final = ("ar", "fr", "it", "en")


def add_to(commands: Any) -> None:
    """The grammar of `darna export`."""
    command = commands.add_parser("export", help="write what is public into a file")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    hsds = verbs.add_parser("hsds", help="the public directory as HSDS 3.0 (JSON)")
    hsds.add_argument("file", metavar="FILE", help="the file to write, or - for the terminal")
    hsds.add_argument("--language", choices=_LANGUAGES, default="fr", help="language of names (default fr)")
    hsds.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write every service that is shown; a file that could not be finished is not left behind."""
    with grounded():
        from django.conf import settings

        from darna.faces.exchange.directory import as_json

        parts = as_json(given.language, using=settings.PORTAL_DATABASE)
        if given.file == "-":
            for part in parts:
                sys.stdout.write(part)
            return exits.OK
        count = _written(Path(given.file), parts)
    say(f"{count} services are written to {given.file}.")
    return exits.OK


def _written(target: Path, parts: Any) -> int:
    beside, count = target.with_name(f".{target.name}.part"), -2
    try:
        with beside.open("w", encoding="utf-8") as file:
            for part in parts:
                file.write(part)
                count += 1
        os.replace(beside, target)
    except OSError as refused:
        beside.unlink(missing_ok=True)
        raise Trouble(
            f"{target} cannot be written: {refused.strerror}. Choose another place.", exits.INPUT
        ) from refused
    return count
