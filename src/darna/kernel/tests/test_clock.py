"""The clock goes by the newest rules of time zones that are at hand."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest

from darna.kernel import clock


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Path]:
    """A machine with rules of its own in one folder."""
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=(str(tmp_path),))
    yield tmp_path
    zoneinfo.reset_tzpath(to=before)
    zoneinfo.ZoneInfo.clear_cache()


def test_older_rules_of_the_machine_are_left_aside(machine: Path) -> None:
    (machine / "tzdata.zi").write_text("# version 2018e\nR d 1916\n", "ascii")
    clock.use_the_newer_calendar_of_zones()
    assert zoneinfo.TZPATH == ()
    assert zoneinfo.ZoneInfo(clock.CASABLANCA).key == clock.CASABLANCA


def test_newer_rules_of_the_machine_are_taken(machine: Path) -> None:
    (machine / "tzdata.zi").write_text("# version 2999a\n", "ascii")
    clock.use_the_newer_calendar_of_zones()
    assert list(zoneinfo.TZPATH) == [str(machine)]


def test_a_machine_without_rules_takes_the_packaged_ones(machine: Path) -> None:
    clock.use_the_newer_calendar_of_zones()
    assert zoneinfo.TZPATH == ()
