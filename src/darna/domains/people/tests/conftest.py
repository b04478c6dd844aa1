"""The two houses of these tests, made once; what a test writes in them is undone after it."""

from __future__ import annotations

from typing import Any

import pytest

from darna.domains.people.tests.makers import World, make_world


@pytest.fixture(scope="session")
def _world(django_db_setup: None, django_db_blocker: Any) -> World:
    with django_db_blocker.unblock():
        return make_world()


@pytest.fixture
def world(_world: World, db: None) -> World:
    """Two agencies with their workers, inside a transaction that is undone."""
    return _world
