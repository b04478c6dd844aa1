"""`darna db`: start, stop, look at, copy and put back the database."""

from __future__ import annotations

import argparse
import getpass
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from darna.base.database import dumps, launcher
from darna.base.database.binaries import locate_clients
from darna.base.database.home import find_home, open_home
from darna.base.database.roles import print_sql
from darna.faces.cli import exits
from darna.faces.cli.ground import Trouble, bring_up_to_date, find_keyring, say, set_up_django

ROLES = ["app", "owner", "migrator", "backup"]


def add_to(commands: Any) -> None:
    """The grammar of `darna db`."""
    command = commands.add_parser("db", help="start, stop, url, psql, roles, backup, restore")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("start", help="start Darna's own PostgreSQL and leave it running").set_defaults(run=start)
    stopping = verbs.add_parser("stop", help="stop it; refused while somebody uses it")
    stopping.add_argument("--force", action="store_true", help="stop it all the same")
    stopping.set_defaults(run=stop)
    url = verbs.add_parser("url", help="print the address of a role; it holds the password")
    url.add_argument("--role", choices=ROLES, default="app")
    url.set_defaults(run=print_url)
    psql = verbs.add_parser("psql", help="open PostgreSQL's own prompt")
    psql.add_argument("--role", choices=ROLES, default="app")
    psql.add_argument("arguments", nargs="*", help="more arguments for psql, after --")
    psql.set_defaults(run=open_psql)
    roles = verbs.add_parser("roles", help="the roles and rights Darna needs")
    roles.add_argument("--print-sql", action="store_true", help="print them as a script for a database administrator")
    roles.set_defaults(run=show_roles)
    _add_copies(verbs)


def _add_copies(verbs: Any) -> None:
    backing = verbs.add_parser("backup", help="write an encrypted copy, the persons' keys in a file apart")
    backing.add_argument("--out", type=Path, help="file to write (default: the home's backups folder)")
    backing.add_argument("--keys-out", type=Path, help="file for the persons' keys; keep it elsewhere, for seven days")
    backing.add_argument("--passphrase-file", type=Path, help="read the passphrase from a file instead of asking")
    backing.set_defaults(run=backup)
    restoring = verbs.add_parser("restore", help="put a copy back; the data in use stays until all of it is there")
    restoring.add_argument("file", type=Path)
    restoring.add_argument("--keys", type=Path, help="the file with the persons' keys (default: beside the copy)")
    restoring.add_argument("--passphrase-file", type=Path)
    restoring.set_defaults(run=restore)


def start(given: argparse.Namespace) -> int:
    """Start the server and leave it running after this command."""
    server = launcher.start(open_home(find_home()), keep=True)
    say(f"PostgreSQL {server.version // 10000} runs.")
    return exits.OK


def stop(given: argparse.Namespace) -> int:
    """Stop the server unless somebody uses it."""
    stopped = launcher.stop(find_home(), even_if_held=given.force)
    say("PostgreSQL has stopped." if stopped else "PostgreSQL was not running.")
    return exits.OK


def print_url(given: argparse.Namespace) -> int:
    """Print how a role reaches the database."""
    with launcher.hold(open_home(find_home())) as server:
        say(server.url(given.role))
    return exits.OK


def open_psql(given: argparse.Namespace) -> int:
    """Open psql as a role; as `app` nothing is seen without a context, which is the point."""
    with launcher.hold(open_home(find_home())) as server:
        program = locate_clients(server.version // 10000, newer=True).program("psql")
        environment = {**os.environ, **server.login(given.role).environment()}
        return subprocess.call([str(program), *given.arguments], env=environment)


def show_roles(given: argparse.Namespace) -> int:
    """Print the script that makes the roles, or tell which exist."""
    if given.print_sql:
        say(print_sql())
        return exits.OK
    with launcher.hold(open_home(find_home())) as server, server.connect("app") as connection:
        for (name,) in connection.execute("select rolname from pg_roles where rolname like 'darna%' order by 1"):
            say(name)
    return exits.OK


def backup(given: argparse.Namespace) -> int:
    """Write both files of an encrypted copy."""
    secret = _passphrase(given, twice=True)
    home = open_home(find_home())
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    out = given.out or home.backups / f"darna-{moment}.backup"
    find_keyring(make=False)
    with launcher.hold(home) as server:
        set_up_django()
        _catch_up(server)
        copy = dumps.backup(server, out, secret, keys_out=given.keys_out)
    say(f"The register without the persons' keys: {copy.main}")
    if copy.keys:
        say(f"The persons' keys, to be kept elsewhere and for seven days: {copy.keys}")
    say("Until it expires, whoever has the copy and the passphrase reads the names of ordinary files.")
    return exits.OK


def restore(given: argparse.Namespace) -> int:
    """Put a copy back: verified whole, filled beside the data in use, erasures replayed, then exchanged."""
    home = open_home(find_home())
    find_keyring(make=False)
    secret = _passphrase(given, twice=False)
    keys = given.keys or dumps.keys_file(given.file)
    undecided: list[Any] = []
    with launcher.hold(home) as server:
        set_up_django()
        _catch_up(server)
        found = keys if keys.exists() else None
        done = dumps.restore(server, given.file, secret, keys=found, after_restore=_after_restore(undecided))
        bring_up_to_date(home, always=True)
    for person in undecided:
        say(f"An erasure was begun and never confirmed, decide on it: {person}")
    say(f"The copy is in use. The former database is kept as {done.former}; drop it when all is well.")
    return exits.OK


def _after_restore(undecided: list[Any]) -> list[Any]:
    from darna.base.audit.sealing import bump_epoch
    from darna.base.keys.ledger import replay

    return [bump_epoch, lambda connection: undecided.extend(replay(connection).undecided)]


def _catch_up(server: Any) -> None:
    """Bring into the ledger outside what only the database knows of erasures: a copy must never outlive one."""
    from darna.base.keys.ledger import catch_up

    with server.connect("migrator") as connection:
        exists = connection.execute("select to_regclass('keys_erasure') is not null").fetchone()
        if exists and exists[0]:
            catch_up(connection)


def _passphrase(given: argparse.Namespace, *, twice: bool) -> str:
    if given.passphrase_file:
        return str(given.passphrase_file.read_text("utf-8").strip())
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    first = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != first:
        raise Trouble("The two passphrases differ; nothing was written.", exits.USAGE)
    if twice and len(first) < 12:
        raise Trouble("The passphrase is too short: use at least 12 characters, better four words.", exits.USAGE)
    return first
