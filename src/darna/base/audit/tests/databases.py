"""A database of one's own, with committed rows: what a sealer, a verifier and a restore work on."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import connections

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.database.connections import Server
from darna.base.database.dumps import drop_database
from darna.base.database.launcher import create_database
from darna.base.database.temporary import temporary_server
from darna.base.keys.sealing import PersonCipher
from darna.base.rowsecurity.context import acting

TEMPLATE = "darna_template"


@dataclass(frozen=True)
class House:
    """A database of its own with two agencies; Django's aliases point at it while the test runs."""

    server: Server
    database: str
    agency_id: UUID
    other_agency_id: UUID

    def connect(self, role: str, **more: Any) -> psycopg.Connection[Any]:
        """A connection of one role to this database."""
        return self.server.connect(role, self.database, **more)

    def staff(self, role: Role = Role.DATA_OFFICER, agency_id: UUID | None = None) -> Actor:
        """Somebody who works in an agency; in the first one unless another is named."""
        return Actor(uuid4(), uuid4(), agency_id or self.agency_id, role, name="Salma Idrissi", language="en")

    def open_file(self, name: str = "Hamid", *, by: Actor | None = None) -> tuple[UUID, PersonCipher]:
        """A person's file, committed: the key first, then the row."""
        # Models come later than this file, which pytest reads before Django is set up.
        from darna.base.keys.actions import make_key

        actor, person_id = by or self.staff(), uuid4()
        with acting(actor.context):
            cipher = make_key(person_id, actor.agency_id)
            apps.get_model("people.Person")(
                pk=person_id,
                agency_id=actor.agency_id,
                reference=secrets.token_hex(6),
                given_name=name,
                family_name="Ouazzani",
                sealed_names=cipher.seal(name, field="names"),
            ).save(force_insert=True)
        return person_id, cipher


@contextmanager
def own_house(template: str = TEMPLATE) -> Iterator[House]:
    """A copy of the migrated template, with Django's aliases pointed at it, dropped afterwards."""
    name = f"darna_own_{secrets.token_hex(4)}"
    former = {alias: str(connections[alias].settings_dict["NAME"]) for alias in connections}
    with temporary_server(shared=True) as server:
        create_database(server, name, template=template)
        try:
            _point_at(dict.fromkeys(former, name))
            yield House(server, name, *_two_agencies())
        finally:
            _point_at(former)
            drop_database(server, name)


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """One house for the tests of a module; what one test commits, the next one finds."""
    with django_db_blocker.unblock(), own_house() as found:
        yield found


@pytest.fixture
def fresh_house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """A house of its own for a test that destroys it."""
    with django_db_blocker.unblock(), own_house() as found:
        yield found


def _two_agencies() -> Iterator[UUID]:
    for slug in ("house", "other"):
        names = {f"name_{language}": slug for language in ("ar", "fr", "it", "en")}
        made = apps.get_model("agencies.Agency")(
            slug=f"{slug}-{secrets.token_hex(3)}", kind="maison", reference_prefix="TS", **names
        )
        made.save(using="migrator", force_insert=True)
        yield made.pk


def _point_at(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
