"""The middle and the slowest of some days are those that PostgreSQL's own shares give."""

from __future__ import annotations

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@pytest.mark.django_db(databases=["default", "owner"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 2000), min_size=1, max_size=30))
def test_a_share_is_the_one_of_percentile_disc(db: None, days: list[int]) -> None:
    """Asked as the guard, for nobody else may call it by itself."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("set local role darna_guard")
        cursor.execute(
            "select sec.share_of(%s::int[], 0.5), sec.share_of(%s::int[], 0.9), "
            "percentile_disc(0.5) within group (order by n), percentile_disc(0.9) within group (order by n) "
            "from unnest(%s::int[]) n",
            [days, days, days],
        )
        middle, slowest, theirs, their_slowest = cursor.fetchone()
        cursor.execute("reset role")
    assert (middle, slowest) == (theirs, their_slowest)
