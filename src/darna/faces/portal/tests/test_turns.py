"""Answers without an account are not worked out without end: whoever asks too often waits, and loses nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import psycopg
import pytest
import time_machine
from django.db import connection
from django.test import Client

from darna.base.accounts.turns import take_turn
from darna.faces.portal.rights.tests.makers import THREE
from darna.kernel.clock import now

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("rights/", THREE),
        ("rights/letter/", {**THREE, "to": "FR"}),
        ("access/stay/check/", {"birth_date": "1979"}),
        ("access/forms/", {}),
    ],
)
def test_whoever_asks_too_often_is_told_to_wait_and_keeps_what_was_written(path: str, told: Any) -> None:
    _take(120, HERE)
    response = Client(REMOTE_ADDR=HERE).post(f"/en/{path}", told)
    page = response.content.decode()
    assert response.status_code == 429
    assert "Too many answers were asked for" in page
    assert "Nothing you wrote is lost" in page
    assert 'id="answer"' not in page
    assert all(f'value="{told[name]}"' in page for name in ("p0-first", "birth_date") if name in told)
    assert Client(REMOTE_ADDR=ELSEWHERE).post(f"/en/{path}", told).status_code == 200


def test_a_turn_comes_back_after_an_hour() -> None:
    _take(120, HERE)
    assert not take_turn(HERE)
    with time_machine.travel(now() + timedelta(minutes=61)):
        assert take_turn(HERE)


def test_a_row_more_and_what_cannot_be_read_take_no_turn() -> None:
    _take(119, HERE)
    for told in ({**THREE, "do": "add"}, {**THREE, "p0-first": "soon"}):
        Client(REMOTE_ADDR=HERE).post("/en/rights/", told)
    assert Client(REMOTE_ADDR=HERE).post("/en/rights/", THREE).status_code == 200


def test_all_places_together_have_a_bound_that_ends_with_the_minute() -> None:
    begun = now()
    with time_machine.travel(begun, tick=False):
        assert all(take_turn(f"192.0.2.{number}") for number in range(90))
        assert not take_turn(ELSEWHERE)
    with time_machine.travel(begun + timedelta(seconds=61)):
        assert take_turn(ELSEWHERE)


def test_nobody_takes_a_turn_as_no_one() -> None:
    with pytest.raises(Exception, match="a turn is taken by somebody") as refused, connection.cursor() as cursor:
        cursor.execute("select published.take_turn(%s, %s)", [b"", now()])
    assert isinstance(refused.value.__cause__, psycopg.errors.InvalidParameterValue)


def _take(times: int, address: str) -> None:
    """Turns that one place took over some minutes."""
    for number in range(times):
        with time_machine.travel(now() - timedelta(minutes=50) + timedelta(seconds=2 * number), tick=False):
            assert take_turn(address)
