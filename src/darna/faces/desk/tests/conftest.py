"""A worker at their screen."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def worker(db: None) -> Any:
    """A caseworker of the Maison, signed in."""
    # Imported here: this file is read before Django is set up.
    from darna.base.agencies.roles import Role
    from darna.faces.desk.tests.makers import sit_down

    return sit_down(Role.CASEWORKER)
