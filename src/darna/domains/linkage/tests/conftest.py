"""Pages of these tests speak English, in a house of two agencies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from darna.domains.cases.tests.makers import House, make_house


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are looked for as the code says them."""
    with translation.override("en"):
        yield


@pytest.fixture
def house(db: None) -> House:
    """Two agencies with their workers, inside a transaction that is undone."""
    return make_house()
