"""The end: Ctrl-C. Last of all, because nothing answers in that house afterwards."""

from __future__ import annotations

import pytest

from tests.journeys.house import House

pytestmark = pytest.mark.journey


def test_ctrl_c_leaves_no_process_behind(lone_house: House) -> None:
    house = lone_house
    assert house.processes(), "the house was running"
    code = house.interrupt()
    assert code == 0, f"the demo ended with {code}:\n{house.said()}"
    assert house.processes() == {}
    assert not house.answers()
