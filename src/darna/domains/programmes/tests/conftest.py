"""The people of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from darna.domains.programmes.tests.makers import Office, make_office


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    """Two agencies, inside a transaction that is undone; their pages speak English."""
    with translation.override("en"):
        yield make_office()
