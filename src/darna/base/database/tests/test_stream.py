"""An encrypted file is opened whole and unchanged, or not at all."""

from __future__ import annotations

import io
import os

import pytest

from darna.base.database import stream
from darna.base.database.errors import Corrupt, Truncated, WrongKey

KEY = bytes(range(32))
MIB = 1024 * 1024


@pytest.fixture(autouse=True)
def _light_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "SCRYPT_LOG2_N", 12)


def sealed(clear: bytes, secret: stream.Secret = KEY, content: str = "main") -> bytes:
    target = io.BytesIO()
    stream.encrypt(io.BytesIO(clear), target, secret, content)
    return target.getvalue()


def opened(file: bytes, secret: stream.Secret = KEY, content: str = "main") -> bytes:
    return b"".join(stream.decrypted(io.BytesIO(file), secret, content))


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB])
@pytest.mark.parametrize("secret", [KEY, "une phrase de passe جملة"])
def test_what_was_sealed_comes_back(size: int, secret: stream.Secret) -> None:
    clear = os.urandom(size)
    assert opened(sealed(clear, secret), secret) == clear


def test_the_same_content_never_looks_the_same() -> None:
    assert sealed(b"x" * 100)[100:] != sealed(b"x" * 100)[100:]


@pytest.mark.parametrize(("right", "wrong"), [("open", "Open"), (KEY, KEY[::-1]), (KEY, "open"), ("open", KEY)])
def test_another_secret_is_called_a_wrong_key(right: stream.Secret, wrong: stream.Secret) -> None:
    with pytest.raises(WrongKey):
        opened(sealed(b"Amina", right), wrong)


def test_every_shorter_file_is_called_truncated() -> None:
    file = sealed(b"Amina lives in Khouribga")
    for length in range(len(file)):
        with pytest.raises(Truncated):
            opened(file[:length])


def test_a_file_cut_between_two_frames_is_called_truncated() -> None:
    file = sealed(os.urandom(2 * MIB + 5))
    header = len(sealed(b"")) - 5 - 16
    with pytest.raises(Truncated):
        opened(file[: header + 5 + MIB + 16])


def test_no_changed_bit_goes_unnoticed() -> None:
    file = sealed(b"Amina")
    for position in range(len(file)):
        for bit in range(8):
            changed = bytearray(file)
            changed[position] ^= 1 << bit
            with pytest.raises((Corrupt, Truncated)):
                opened(bytes(changed))


def test_frames_out_of_order_or_doubled_are_noticed() -> None:
    file = sealed(os.urandom(2 * MIB + 5))
    start, size = len(sealed(b"")) - 5 - 16, 5 + MIB + 16
    first, second = file[start : start + size], file[start + size : start + 2 * size]
    for frames in (second + first, first + first + second, second):
        with pytest.raises(Corrupt):
            opened(file[:start] + frames + file[start + 2 * size :])


def test_anything_after_the_end_is_noticed() -> None:
    with pytest.raises(Corrupt):
        opened(sealed(b"Amina") + b"\0")


def test_a_copy_of_keys_does_not_pass_for_a_main_copy() -> None:
    with pytest.raises(Corrupt, match="holds keys, not main"):
        opened(sealed(b"Amina", content="keys"))


def test_any_other_file_is_refused() -> None:
    with pytest.raises(Corrupt, match="not an encrypted copy"):
        opened(b"PGDMP" + bytes(200))
