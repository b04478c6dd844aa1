"""What every command stands on: a home with a keyring, a database that answers, Django set up."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from darna.base.database.connections import Server, is_external
from darna.base.database.home import Home, find_home, open_home
from darna.base.database.launcher import external_server, hold, start
from darna.base.keys import keyring
from darna.faces.cli.saying import Trouble as Trouble
from darna.faces.cli.saying import complain as complain
from darna.faces.cli.saying import say as say

PACKAGE = Path(__file__).resolve().parents[2]
STAMP = "installed.json"


def find_keyring(*, make: bool) -> Path:
    """The place of the master key; made when asked, because nothing can be read without it."""
    place = keyring.place()
    if not place.exists():
        if not make:
            raise Trouble(f"There is no master key at {place}. Run `darna setup` first.", 3)
        keyring.save(keyring.fresh(), place)
    return place


@contextmanager
def grounded(*, make_keyring: bool = False, up_to_date: bool = True) -> Iterator[Home]:
    """A command inside a running installation: database held, Django ready, schema current."""
    with held(make_keyring=make_keyring) as home:
        set_up_django()
        if up_to_date:
            bring_up_to_date(home)
        yield home


@contextmanager
def held(*, make_keyring: bool = False) -> Iterator[Home]:
    """The database held and the master key there; Django is not loaded."""
    home = open_home(find_home())
    find_keyring(make=make_keyring)
    with hold(home):
        yield home


def set_up_django() -> None:
    """Load the settings; only after the database runs, for its passwords are made at its first start."""
    import django  # Settings read the running server's passwords, so Django may not be imported before it runs.

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "darna.config.settings")
    django.setup()


def is_up_to_date(home: Home) -> bool:
    """Whether this very code brought this very database up to date. Asked without Django, which takes seconds to load."""
    stamp = home.root / STAMP
    return stamp.exists() and json.loads(stamp.read_text("utf-8")) == _state(home)


def bring_up_to_date(home: Home, *, always: bool = False, verbosity: int = 0) -> bool:
    """Migrate, load reference data, collect static files, unless that was done before. True if it was done now."""
    from darna.faces.cli.installing import collect_static, install

    if not always and is_up_to_date(home):
        return False
    install(verbosity=verbosity)
    collect_static()
    (home.root / STAMP).write_text(json.dumps(_state(home)), "utf-8")
    return True


def _state(home: Home) -> dict[str, str]:
    return {"code": code_fingerprint(), "database": _database_identity(server_of(home))}


def _database_identity(server: Server) -> str:
    """What tells this database from another one, and from itself after a restore."""
    with server.connect("owner") as connection:
        row = connection.execute(
            "select current_database(), oid::text, to_regclass('django_migrations') is not null"
            " from pg_database where datname = current_database()"
        ).fetchone()
    return "/".join(map(str, row or ()))


def code_fingerprint() -> str:
    """A hash over everything that decides what the database must look like."""
    digest = hashlib.sha256()
    patterns = (
        "**/migrations/*.py",
        "**/*_sql.py",
        "**/guards.py",
        "**/open_tables.py",
        "base/*/data/*",
        "domains/*/data/*",
        "**/static/**/*",
    )
    for pattern in patterns:
        for path in sorted(PACKAGE.glob(pattern)):
            if path.is_file():
                digest.update(path.relative_to(PACKAGE).as_posix().encode())
                digest.update(path.read_bytes())
    digest.update(keyring.place().read_bytes())
    return digest.hexdigest()


def server_of(home: Home) -> Server:
    """The server of a running installation, ours or the one named in the environment."""
    return external_server() if speaks_to_external_server() else start(home)


def speaks_to_external_server() -> bool:
    """Whether DATABASE_URL names a server that is not ours."""
    return is_external(os.environ)
