"""A house with a demo's training mode, and learners in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from darna.domains.cases.tests.makers import House, make_house


@pytest.fixture
def house(db: None, settings: Any) -> Iterator[House]:
    """Two agencies with their workers in a demo, inside a transaction that is undone; their pages speak English."""
    settings.DARNA_DEMO = True
    with translation.override("en"):
        yield make_house()
