"""The house of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

if TYPE_CHECKING:
    from darna.domains.referrals.tests.makers import House


@pytest.fixture
def house(db: None) -> Iterator[House]:
    """The Maison and its neighbours, inside a transaction that is undone; pages speak English."""
    from darna.domains.referrals.tests.makers import make_house

    with translation.override("en"):
        yield make_house()
