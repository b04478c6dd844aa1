"""The house of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

if TYPE_CHECKING:
    from darna.domains.reception.tests.makers import House


@pytest.fixture
def house(db: None) -> Iterator[House]:
    """Two agencies with their people, inside a transaction that is undone; their pages speak English."""
    # Imported here: this file is read before Django is set up.
    from darna.domains.reception.tests.makers import make_house

    with translation.override("en"):
        yield make_house()
