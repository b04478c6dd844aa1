"""The agencies of these tests, and the register of the demo brought in once, for all who only read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.audit.tests.databases import House as Database
from darna.base.audit.tests.databases import own_house
from darna.base.rowsecurity.context import acting
from darna.domains.cases.registers.tests.registers import SAMPLE, brought
from darna.domains.cases.tests.makers import House, make_house


@dataclass(frozen=True)
class Brought:
    """The sample register, committed for one agency, and a second agency that has nothing."""

    database: Database
    supervisor: Actor
    neighbour: Actor
    result: Any


@pytest.fixture
def house(db: None) -> House:
    """Two agencies with their workers, inside a transaction that is undone."""
    return make_house()


@pytest.fixture
def desk(house: House) -> Iterator[House]:
    """The same, acting as the supervisor of the Maison."""
    with acting(house.supervisor.context, seconds=600):
        yield house


@pytest.fixture(scope="module")
def sample(django_db_setup: None, django_db_blocker: Any) -> Iterator[Brought]:
    """What one test of the module commits, the next one finds."""
    with django_db_blocker.unblock(), own_house() as database:
        supervisor = replace(database.staff(Role.SUPERVISOR), reference_prefix="BM")
        neighbour = replace(database.staff(Role.SUPERVISOR, database.other_agency_id), reference_prefix="EN")
        yield Brought(database, supervisor, neighbour, brought(SAMPLE, by=supervisor))
