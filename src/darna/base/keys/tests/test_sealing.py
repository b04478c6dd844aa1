"""Sealed values open for the person and field they were sealed for, unaltered, and for nobody else."""

from __future__ import annotations

from uuid import uuid4

import pytest

from darna.base.keys.keyring import (
    BadRecoverySheet,
    Keyring,
    fresh,
    from_recovery_sheet,
    load,
    recovery_sheet,
    rotated,
    save,
)
from darna.base.keys.sealing import PersonCipher, Unreadable, agency_salt, agency_token, new_person_key, unwrap, wrap

HAMID = PersonCipher(uuid4(), new_person_key())


@pytest.mark.parametrize("text", ["Aïcha", "عائشة بنت محمد", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "‏a‎b", "x" * 100_000, " "])
def test_any_text_comes_back_as_it_was(text: str) -> None:
    sealed = HAMID.seal(text, field="note")
    assert HAMID.open(sealed, field="note") == text
    assert text.encode() not in sealed or text == " "


def test_what_is_no_text_comes_back_as_it_was() -> None:
    body = bytes(range(256)) * 1000
    sealed = HAMID.seal_bytes(body, field="page")
    assert HAMID.open_bytes(sealed, field="page") == body
    assert body[:40] not in sealed
    for opener, field in ((HAMID, "another"), (PersonCipher(HAMID.person_id, new_person_key()), "page")):
        with pytest.raises(Unreadable):
            opener.open_bytes(sealed, field=field)


def test_an_empty_text_stays_empty() -> None:
    assert HAMID.seal("", field="note") == HAMID.seal_bytes(b"", field="note") == b""
    assert HAMID.open(None, field="note") == HAMID.open(b"", field="note") == ""


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert HAMID.seal("Khénifra", field="note") != HAMID.seal("Khénifra", field="note")


def test_a_value_moved_to_another_field_does_not_open() -> None:
    with pytest.raises(Unreadable):
        HAMID.open(HAMID.seal("0600", field="phone"), field="note")


def test_a_value_moved_to_another_person_does_not_open_even_under_the_same_key() -> None:
    with pytest.raises(Unreadable):
        PersonCipher(uuid4(), HAMID.key).open(HAMID.seal("0600", field="phone"), field="phone")


def test_a_value_does_not_open_under_another_key() -> None:
    with pytest.raises(Unreadable):
        PersonCipher(HAMID.person_id, new_person_key()).open(HAMID.seal("0600", field="phone"), field="phone")


def test_one_altered_byte_anywhere_is_noticed() -> None:
    sealed = HAMID.seal("0600", field="phone")
    for place in range(len(sealed)):
        altered = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(Unreadable):
            HAMID.open(altered, field="phone")


def test_a_wrapped_key_opens_for_its_person_and_master_only() -> None:
    ring, person, key = fresh(), uuid4(), new_person_key()
    number, wrapped = wrap(ring, person, key)
    assert unwrap(rotated(ring), person, number, wrapped) == key
    for wrong in ((fresh(), person, number), (ring, uuid4(), number), (ring, person, 7)):
        with pytest.raises(Unreadable):
            unwrap(wrong[0], wrong[1], wrong[2], wrapped)


def test_two_agencies_share_no_token_and_no_salt() -> None:
    ring, ours, theirs = fresh(), uuid4(), uuid4()
    assert agency_token(ring, ours, "phone", "0600") != agency_token(ring, theirs, "phone", "0600")
    assert agency_token(ring, ours, "phone", "0600") != agency_token(ring, ours, "number", "0600")
    assert agency_salt(ring, ours) != agency_salt(ring, theirs)


def test_a_number_is_found_again_however_it_was_typed() -> None:
    ring, agency = fresh(), uuid4()
    assert agency_token(ring, agency, "number", "bh 123-456") == agency_token(ring, agency, "number", "BH123456")


def test_a_typed_recovery_sheet_gives_the_keyring_again() -> None:
    ring = rotated(fresh())
    typed = [line.lower() + "  " for line in recovery_sheet(ring)]
    assert from_recovery_sheet(["", *typed]) == ring


@pytest.mark.parametrize("wrong_line", [1, 2, 3, 4])
def test_a_typing_error_names_its_line(wrong_line: int) -> None:
    lines = recovery_sheet(rotated(fresh()))
    line = lines[wrong_line - 1]
    typed = line[:5] + ("A" if line[5] != "A" else "B") + line[6:]
    with pytest.raises(BadRecoverySheet) as problem:
        from_recovery_sheet([*lines[: wrong_line - 1], typed, *lines[wrong_line:]])
    assert problem.value.line == wrong_line


@pytest.mark.parametrize("typed", ["", "1A", "1A ABCD", "nothing of the kind at all", "1A ABCD-EFGH 12345"])
def test_what_is_no_line_of_a_sheet_names_its_line(typed: str) -> None:
    lines = recovery_sheet(fresh())
    with pytest.raises(BadRecoverySheet) as problem:
        from_recovery_sheet([lines[0], typed])
    assert problem.value.line in {2, 3}


def test_two_lines_typed_in_the_wrong_order_are_still_one_key() -> None:
    ring = fresh()
    assert from_recovery_sheet(recovery_sheet(ring)[::-1]) == ring


def test_a_keyring_file_is_for_its_owner_only_and_shows_no_key_when_printed(tmp_path: object) -> None:
    from pathlib import Path

    path, ring = Path(str(tmp_path)) / "keys" / "keyring.json", fresh()
    save(ring, path)
    save(rotated(ring), path)
    assert load(path).masters[1] == ring.masters[1]
    assert path.stat().st_mode & 0o777 == 0o400
    assert "b'" not in repr(ring)
    assert isinstance(ring, Keyring)


def test_what_was_sealed_in_a_merged_file_opens_in_the_one_that_stays() -> None:
    other = PersonCipher(uuid4(), new_person_key())
    both = PersonCipher(HAMID.person_id, HAMID.key, (other,))
    assert both.open(other.seal("0600", field="phone"), field="phone") == "0600"
    sealed = both.seal("0700", field="phone")
    assert HAMID.open(sealed, field="phone") == "0700"
    for stranger, field in ((other, "phone"), (both, "note")):
        with pytest.raises(Unreadable):
            stranger.open(sealed, field=field)
