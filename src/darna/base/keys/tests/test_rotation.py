"""A new master key: person keys move under it, sealed values and search tokens do not change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from darna.base.audit.tests.databases import House
from darna.base.keys import keyring as keyrings
from darna.base.keys.models import PersonKey
from darna.base.keys.queries import ciphers_of
from darna.base.keys.rotation import StillInUse, drop_old, rewrap, rotate
from darna.base.keys.sealing import agency_token
from darna.base.keys.tests.rings import own_keyring
from darna.base.rowsecurity.context import acting


@pytest.fixture(autouse=True)
def former_keyring(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[keyrings.Keyring]:
    """The keyring before it was changed."""
    with own_keyring(tmp_path, monkeypatch) as ring:
        yield ring


def test_a_rotation_changes_no_sealed_value_and_no_token(house: House, former_keyring: keyrings.Keyring) -> None:
    files = dict(house.open_file() for _ in range(3))
    sealed = {person: cipher.seal("note", field="note") for person, cipher in files.items()}
    assert rotate() == 3
    with acting(house.staff().context):
        for person, cipher in ciphers_of(files).items():
            assert cipher.open(sealed[person], field="note") == "note"
    assert set(PersonKey.objects.using("migrator").values_list("master", flat=True)) == {former_keyring.current + 1}
    after = agency_token(keyrings.keyring(), house.agency_id, "phone", "0600")
    assert agency_token(former_keyring, house.agency_id, "phone", "0600") == after


def test_a_rotation_that_stopped_half_way_goes_on(house: House) -> None:
    house.open_file()
    ring = keyrings.rotated(keyrings.keyring())
    keyrings.save(ring, keyrings.place())
    house.open_file()
    assert rotate() == 1
    assert keyrings.keyring().current == ring.current


def test_an_old_master_is_dropped_only_when_it_wraps_nothing(house: House, former_keyring: keyrings.Keyring) -> None:
    house.open_file()
    rotate()
    keyrings.save(keyrings.rotated(keyrings.keyring()), keyrings.place())
    with pytest.raises(StillInUse):
        drop_old()
    rewrap(keyrings.keyring())
    assert drop_old() == [former_keyring.current + 1]
    assert sorted(keyrings.keyring().masters) == [keyrings.FIRST, former_keyring.current + 2]


def test_the_new_keyring_can_be_printed_and_typed_again(house: House) -> None:
    rotate()
    ring = keyrings.keyring()
    assert keyrings.from_recovery_sheet(keyrings.recovery_sheet(ring)) == ring


def test_the_application_cannot_rewrap_a_key(house: House) -> None:
    house.open_file()
    with connections["migrator"].cursor() as cursor:
        cursor.execute("select has_table_privilege('darna_app', 'keys_personkey', 'update')")
        assert cursor.fetchone() == (False,)
