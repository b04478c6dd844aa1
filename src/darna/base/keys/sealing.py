"""Sealing of single values under a person's own key, and keyed tokens to find a value again."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from darna.base.keys.keyring import Keyring

NONCE_BYTES = 12
VERSION = b"\x01"


class Unreadable(ValueError):
    """The sealed value does not belong to this person and field, was altered, or its key is gone."""


@dataclass(frozen=True)
class PersonCipher:
    """Seals and opens the values of one person; a value moved to another person or field does not open.

    What was sealed in files that were merged into this one opens with their keys, and is never sealed anew.
    """

    person_id: UUID
    key: bytes
    inherited: tuple[PersonCipher, ...] = ()

    @cached_property
    def _aead(self) -> AESGCM:
        return AESGCM(self.key)

    def seal(self, text: str, *, field: str) -> bytes:
        """The text as ciphertext bound to this person and field; an empty text stays empty."""
        return self.seal_bytes(text.encode(), field=field)

    def open(self, sealed: bytes | memoryview | None, *, field: str) -> str:
        """The text behind a sealed value. Raises: `Unreadable`."""
        return self.open_bytes(sealed, field=field).decode()

    def seal_bytes(self, body: bytes, *, field: str) -> bytes:
        """The same for what is no text, such as a picture."""
        if not body:
            return b""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return VERSION + nonce + self._aead.encrypt(nonce, body, self._bound(field))

    def open_bytes(self, sealed: bytes | memoryview | None, *, field: str) -> bytes:
        """What was sealed with `seal_bytes`. Raises: `Unreadable`."""
        body = bytes(sealed or b"")
        if not body:
            return b""
        if body[:1] != VERSION:
            raise Unreadable(field)
        for cipher in (self, *self.inherited):
            opened = cipher._opened(body, field)
            if opened is not None:
                return opened
        raise Unreadable(field)

    def _opened(self, body: bytes, field: str) -> bytes | None:
        try:
            return self._aead.decrypt(body[1 : 1 + NONCE_BYTES], body[1 + NONCE_BYTES :], self._bound(field))
        except InvalidTag:
            return None

    def _bound(self, field: str) -> bytes:
        return f"{self.person_id}|{field}|1".encode()


def new_person_key() -> bytes:
    """A random data key for one person."""
    return AESGCM.generate_key(256)


def new_salt() -> bytes:
    """A random salt for the hashes that the audit keeps of one person's values."""
    return secrets.token_bytes(16)


def wrap(ring: Keyring, person_id: UUID, key: bytes) -> tuple[int, bytes]:
    """A person's key sealed under the current master key: the master's number and the wrapped key."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = AESGCM(ring.wrapping_key(ring.current)).encrypt(nonce, key, person_id.bytes)
    return ring.current, nonce + body


def unwrap(ring: Keyring, person_id: UUID, number: int, wrapped: bytes | memoryview) -> bytes:
    """A person's key again. Raises: `Unreadable` with another master key or another person."""
    body = bytes(wrapped)
    try:
        return AESGCM(ring.wrapping_key(number)).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], person_id.bytes)
    except (InvalidTag, KeyError) as wrong:
        raise Unreadable("key") from wrong


def agency_token(ring: Keyring, agency_id: UUID, purpose: str, value: str) -> bytes:
    """A keyed hash by which one agency finds an exact value again; another agency's token differs.

    Units: 16 bytes of HMAC-SHA-256 over the normalised value; purposes are kept apart.
    """
    key = hmac.digest(ring.root("token"), f"{agency_id}|{purpose}".encode(), hashlib.sha256)
    return hmac.digest(key, _plain(value).encode("utf-8", "surrogatepass"), hashlib.sha256)[:16]


def agency_salt(ring: Keyring, agency_id: UUID) -> int:
    """A number below 2**63 mixed into an agency's name keys, so that agencies share no key."""
    return int.from_bytes(hmac.digest(ring.root("names"), agency_id.bytes, hashlib.sha256)[:8], "big") >> 1


def _plain(value: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", value).casefold() if c.isalnum() or c in "+@")
