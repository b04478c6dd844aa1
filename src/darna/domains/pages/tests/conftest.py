"""The people of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

if TYPE_CHECKING:
    from darna.domains.pages.tests.makers import Writers


@pytest.fixture
def writers(db: None) -> Iterator[Writers]:
    """A house and a partner agency, inside a transaction that is undone; their pages speak English."""
    # Makers know models, which come after this file has been read.
    from darna.domains.pages.tests.makers import make_writers

    with translation.override("en"):
        yield make_writers()
