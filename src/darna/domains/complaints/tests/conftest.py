"""The people of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

if TYPE_CHECKING:
    from darna.domains.complaints.tests.makers import Desk


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    """Agencies that take complaints, inside a transaction that is undone; their pages speak English."""
    # Imported here: this file is read before Django is set up.
    from darna.domains.complaints.tests.makers import make_desk

    with translation.override("en"):
        yield make_desk()
