"""Pages of these tests speak English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are looked for as the code says them."""
    with translation.override("en"):
        yield
