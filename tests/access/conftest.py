"""The world of the access table: made once for all its tests, each request undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.access.world import World


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everybody who asks and everything they ask for."""
    # Models come later than this file, which pytest reads before Django is set up.
    from django.test import override_settings

    from tests.access.world import committed_world

    # Whoever signed in at the beginning is still there at the end, however slow the machine is.
    lasting = override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=86_400)
    with lasting, django_db_blocker.unblock(), committed_world() as made:
        yield made
