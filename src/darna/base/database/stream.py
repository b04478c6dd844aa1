"""Encrypted files that notice everything: a wrong key, a missing end, a changed bit, another file in their place.

Layout: a header (what it is, how the key was made), then frames of up to one mebibyte, each under AES-256-GCM with
its number and whether it is the last. The header is part of what every frame proves.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from .errors import Corrupt, Truncated, WrongKey

Secret = str | bytes
"""A passphrase (text) or a key of 32 random bytes."""

_MAGIC = b"DARNA-COPY\n"
_HEADER = struct.Struct(">11sB8sBBB16s16s")  # magic, format, content, log2 of n, r, p, salt, key check
_DIGEST = 16
_FRAME = struct.Struct(">BI")
_FORMAT = 1
_MIB = 1024 * 1024
_TAG = 16

# 128 MiB of memory and about half a second for each guess of a passphrase.
SCRYPT_LOG2_N = 17
_HEAVIEST_LOG2_N = 20


@dataclass(frozen=True)
class _Opened:
    header: bytes
    key: bytes


def encrypt(source: IO[bytes], target: IO[bytes], secret: Secret, content: str) -> int:
    """Write what the source gives into an encrypted file; returns how many clear bytes there were.

    Shape: content names what is inside, in up to eight letters; it is not secret.
    """
    opened = _new_header(secret, content)
    target.write(opened.header)
    cipher, total = AESGCM(opened.key), 0
    for number, (piece, last) in enumerate(_pieces(source)):
        frame = _FRAME.pack(last, len(piece))
        target.write(frame + cipher.encrypt(_nonce(number, last), piece, opened.header + frame))
        total += len(piece)
    return total


def decrypted(source: IO[bytes], secret: Secret, content: str) -> Iterator[bytes]:
    """The clear pieces of an encrypted file, each proven before it is given.

    Only when the iteration ends without an error is the file whole: act on nothing before.
    Raises: WrongKey, Truncated, Corrupt.
    """
    opened = _read_header(source, secret, content)
    cipher, number, last = AESGCM(opened.key), 0, False
    while not last:
        frame = _exactly(source, _FRAME.size)
        last, length = bool(frame[0]), _FRAME.unpack(frame)[1]
        if frame[0] > 1 or length > _MIB:
            raise Corrupt(_CHANGED)
        sealed = _exactly(source, length + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last), sealed, opened.header + frame)
        except InvalidTag as fault:
            raise Corrupt(_CHANGED) from fault
        number += 1
    if source.read(1):
        raise Corrupt(_CHANGED)


def verify(source: IO[bytes], secret: Secret, content: str) -> int:
    """Read an encrypted file to its end; returns how many clear bytes it holds.

    Raises: WrongKey, Truncated, Corrupt.
    """
    return sum(len(piece) for piece in decrypted(source, secret, content))


def _pieces(source: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    piece = _up_to(source, _MIB)
    while True:
        following = _up_to(source, _MIB) if len(piece) == _MIB else b""
        yield piece, not following
        if not following:
            return
        piece = following


def _up_to(source: IO[bytes], size: int) -> bytes:
    # A pipe may give less than asked before its end.
    found = bytearray()
    while len(found) < size and (more := source.read(size - len(found))):
        found += more
    return bytes(found)


def _exactly(source: IO[bytes], size: int) -> bytes:
    found = _up_to(source, size)
    if len(found) < size:
        raise Truncated("The file ends too early: its copying was interrupted. Take it again from where it is kept.")
    return found


def _nonce(number: int, last: bool) -> bytes:
    # The key is new for every file, so counting is enough; the last frame cannot pass for another one.
    return struct.pack(">xxxQB", number, last)


def _new_header(secret: Secret, content: str) -> _Opened:
    salt, log2_n = os.urandom(16), SCRYPT_LOG2_N if isinstance(secret, str) else 0
    name = content.encode().ljust(8)
    if len(name) != 8:
        raise ValueError("The content of an encrypted file is named in up to eight letters.")
    key, check = _keys(secret, salt, log2_n, 8, 1)
    plain = _HEADER.pack(_MAGIC, _FORMAT, name, log2_n, 8, 1, salt, check)
    return _Opened(plain + hashlib.sha256(plain).digest()[:_DIGEST], key)


def _read_header(source: IO[bytes], secret: Secret, content: str) -> _Opened:
    plain, digest = _exactly(source, _HEADER.size), _exactly(source, _DIGEST)
    magic, version, name, log2_n, r, p, salt, check = _HEADER.unpack(plain)
    if magic != _MAGIC:
        raise Corrupt("This is not an encrypted copy made by Darna.")
    # Without this, a bit lost in the salt would be reported as a wrong passphrase.
    if hashlib.sha256(plain).digest()[:_DIGEST] != digest:
        raise Corrupt(_CHANGED)
    if version != _FORMAT or log2_n > _HEAVIEST_LOG2_N or (r, p) != (8, 1):
        raise Corrupt("This copy was made by a newer version of Darna. Restore it with that version.")
    if name.rstrip() != content.encode():
        raise Corrupt(f"This copy holds {name.decode('ascii', 'replace').strip()}, not {content}: take the other file.")
    if (log2_n > 0) != isinstance(secret, str):
        raise WrongKey(f"This copy opens with a {'passphrase' if log2_n else 'key'}.")
    key, expected = _keys(secret, salt, log2_n, r, p)
    if not hmac.compare_digest(check, expected):
        raise WrongKey("This passphrase or key does not open the copy. Nothing was changed.")
    return _Opened(plain + digest, key)


def _keys(secret: Secret, salt: bytes, log2_n: int, r: int, p: int) -> tuple[bytes, bytes]:
    """The key of one file, and a value by which a wrong secret is told from a damaged file."""
    if isinstance(secret, str):
        root = Scrypt(salt=salt, length=32, n=2**log2_n, r=r, p=p).derive(secret.encode())
    elif len(secret) == 32:
        root = secret
    else:
        raise WrongKey("A key has 32 bytes.")
    both = HKDF(SHA256(), length=48, salt=salt, info=b"darna copy").derive(root)
    return both[:32], both[32:]


_CHANGED = "The file was changed or damaged after it was written. Take another copy. Nothing was changed."
