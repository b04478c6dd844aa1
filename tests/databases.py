"""A migrated database for tests: made once by the owner as a template, copied for each worker."""

from __future__ import annotations

import fcntl
from pathlib import Path

from django.db import connections

from darna.base.database.connections import Server
from darna.base.database.launcher import create_database
from darna.base.database.temporary import temporary_server
from darna.faces.cli.installing import install

TEMPLATE = "darna_template"


def database_for_tests(home: Path) -> None:
    """Make this worker's database from the template, making the template first if nobody has."""
    with temporary_server(shared=True) as server:
        template_is_made(home, server)
        create_database(server, str(connections["default"].settings_dict["NAME"]), template=TEMPLATE)


def template_is_made(home: Path, server: Server) -> None:
    """Make the template unless another worker has."""
    with (home / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "template.made").exists():
            make_template(server)
            (home / "template.made").touch()


def make_template(server: Server) -> None:
    """Migrate a database named as the template, with all reference data, and close every connection to it."""
    create_database(server, TEMPLATE)
    names = {alias: str(connections[alias].settings_dict["NAME"]) for alias in connections}
    try:
        point_at(dict.fromkeys(names, TEMPLATE))
        install()
    finally:
        point_at(names)


def point_at(names: dict[str, str]) -> None:
    """Let Django's aliases speak to other databases of the same server."""
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
