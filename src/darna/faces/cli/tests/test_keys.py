"""What is done to the master key at the machine is told in the trail of every agency."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from uuid import UUID

import pytest

from darna.base.audit.models import PLAIN, Entry
from darna.base.audit.tests.databases import House, house
from darna.base.keys import keyring as keyrings
from darna.base.keys.tests.rings import own_keyring
from darna.base.rowsecurity.context import acting
from darna.faces.cli.commands import keys

__all__ = ["house"]

NOTHING = argparse.Namespace()


@pytest.fixture(autouse=True)
def former_keyring(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[keyrings.Keyring]:
    """The keyring before it was changed."""
    monkeypatch.setattr(keys, "grounded", nullcontext)
    with own_keyring(tmp_path, monkeypatch) as ring:
        yield ring


def told(house: House, agency_id: UUID) -> list[tuple[str, object]]:
    """The verbs of keys in an agency's trail with their details, oldest first."""
    with acting(house.staff(agency_id=agency_id).context):
        rows = Entry.objects.filter(verb__startswith="keys.").order_by("id").values_list("verb", "detail")
        return [(verb, json.loads(bytes(detail).removeprefix(PLAIN))) for verb, detail in rows]


def test_a_rotation_and_a_forgetting_are_told_to_every_agency(house: House, former_keyring: keyrings.Keyring) -> None:
    house.open_file()
    first = former_keyring.current
    keys.rotate(NOTHING)
    keys.rotate(NOTHING)
    keys.drop(NOTHING)
    sentences = [
        ("keys.rotated", {"current": first + 1, "rewrapped": 1}),
        ("keys.rotated", {"current": first + 2, "rewrapped": 1}),
        ("keys.dropped", {"forgotten": [first + 1]}),
    ]
    assert told(house, house.agency_id) == told(house, house.other_agency_id) == sentences


def test_a_forgetting_that_finds_nothing_leaves_no_sentence(house: House) -> None:
    before = told(house, house.agency_id)
    keys.drop(NOTHING)
    assert told(house, house.agency_id) == before
