"""A database of its own with committed rows: guards are judged from real connections of real roles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from darna.base.database.connections import Server
from darna.base.database.launcher import create_database
from darna.base.database.temporary import temporary_server
from tests.guards.world import World, make_world

#: The operator of the platform keeps agencies and their administrators; the cells judge those rows one by one.
OPERATED = {"agencies_agency", "agencies_membership", "agencies_invitation"}


@dataclass
class Ground:
    """The server, the database's name, and who is in it."""

    server: Server
    database: str
    world: World
    counted: dict[tuple[str, str], int] = field(default_factory=dict)

    def rows_of(self, table: str, context: str) -> int:
        """How many rows of a table a stranger may call its own."""
        if (table, context) not in self.counted:
            own = {"shared_with": self.world.partner, "operator": self.world.operator}
            agency = {**own, "other": self.world.stranger, "other_office": self.world.stranger}
            self.counted[table, context] = self._count(table, agency.get(context))
            if context == "operator" and table in OPERATED:
                self.counted[table, context] = 10**5
        return self.counted[table, context]

    def _count(self, table: str, agency: object) -> int:
        if agency is None or table in {"agencies_agency", "audit_seal", "matches_possiblematch"}:
            return 0
        with self.connect("migrator") as connection:
            # A referral is of two agencies: whoever receives it takes steps in it too.
            whose = "%s in (agency_id, to_agency_id)" if table == "referrals_referral" else "agency_id = %s"
            row = connection.execute(f"select count(*) from {table} where {whose}", [agency]).fetchone()
        return int(row[0]) if row else 0

    def connect(self, role: str) -> psycopg.Connection[Any]:
        """A connection of one role."""
        return self.server.connect(role, self.database)


@pytest.fixture(scope="session")
def ground(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    """Two agencies with one row in every guarded table."""
    # This file is read before Django is set up.
    from tests.databases import TEMPLATE, point_at, template_is_made

    database = f"darna_guards_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with temporary_server(shared=True) as server, django_db_blocker.unblock():
        template_is_made(Path(os.environ["DARNA_TEST_HOME"]), server)
        create_database(server, database, template=TEMPLATE)
        names = {alias: str(connections[alias].settings_dict["NAME"]) for alias in connections}
        point_at(dict.fromkeys(names, database))
        try:
            world = make_world()
        finally:
            point_at(names)
        with server.connect("super", database) as top:
            top.execute(
                "insert into audit_seal (number, epoch, from_txid, to_txid, changes, entries, previous, hash, sealed_at) "
                "values (999, 1, 0, 0, 0, 0, '', '', now())"
            )
            top.execute(
                "insert into audit_entry (epoch, txid, at, agency_id, verb, object_kind, detail) "
                "values (1, 1, now(), %s, 'x.y', 'person', '')",
                [world.home],
            )
            for table in ("audit_seal", "audit_entry"):
                found = top.execute(f"select to_jsonb(t) from {table} t order by 1 desc limit 1").fetchone()
                assert found is not None
                world.rows[table] = found[0]
        yield Ground(server, database, world)
