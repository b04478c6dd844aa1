"""The people of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

if TYPE_CHECKING:
    from darna.domains.law.tests.makers import Keepers


@pytest.fixture
def keepers(db: None) -> Iterator[Keepers]:
    """Two houses and a partner agency, inside a transaction that is undone; their pages speak English."""
    # Makers know models, which come after this file has been read.
    from darna.domains.law.tests.makers import make_keepers

    with translation.override("en"):
        yield make_keepers()
