"""The house of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from darna.domains.cases.tests.makers import House, make_house


@pytest.fixture
def house(db: None) -> Iterator[House]:
    """Two agencies with their workers, inside a transaction that is undone; their pages speak English."""
    with translation.override("en"):
        yield make_house()
