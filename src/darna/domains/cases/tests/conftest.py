"""The house of these tests."""

from __future__ import annotations

import pytest

from darna.domains.cases.tests.makers import House, make_house


@pytest.fixture
def house(db: None) -> House:
    """Two agencies with their workers, inside a transaction that is undone."""
    return make_house()
