"""Two agencies with their workers, and the register that ships with the demo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from darna.base.rowsecurity.context import acting
from darna.domains.people.tests.makers import World, make_world

SAMPLE = Path(__file__).parents[6] / "data" / "demo" / "registre-maison-2023.xlsx"


@pytest.fixture(scope="session")
def _world(django_db_setup: None, django_db_blocker: Any) -> World:
    with django_db_blocker.unblock():
        return make_world()


@pytest.fixture
def world(_world: World, db: None) -> Iterator[World]:
    """Two agencies with their workers, inside a transaction that is undone."""
    yield _world


@pytest.fixture
def desk(world: World) -> Iterator[World]:
    """The same, acting as the supervisor of the first agency."""
    with acting(world.supervisor.context, seconds=600):
        yield world
