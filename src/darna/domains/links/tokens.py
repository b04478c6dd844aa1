"""The secret of a link: made from the house's key, kept nowhere, found again by a keyed hash.

It can be written anew on a sheet or in a letter as long as the link is the same; a renewal makes another.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import Final
from uuid import UUID

from darna.base.keys.keyring import keyring

#: 24 bytes are 192 bits: guessing is hopeless.
BYTES: Final = 24
_SHAPE: Final = re.compile(r"[A-Za-z0-9_-]{32}")


def token_of(link_id: UUID, number: int) -> str:
    """The secret of the link as it was made for the so-many-th time: thirty-two signs."""
    return base64.urlsafe_b64encode(_digest("link.token", f"{link_id}|{number}".encode())[:BYTES]).decode()


def hash_of(token: str) -> bytes:
    """By what the link is found again; of what cannot be one, the hash of nothing that exists."""
    told = token if _SHAPE.fullmatch(token) else ""
    return _digest("link.hash", told.encode())


def client_of(address: str) -> bytes:
    """The place from which somebody comes, as a keyed hash for counting."""
    return _digest("link.client", address.encode())


def _digest(purpose: str, told: bytes) -> bytes:
    return hmac.digest(keyring().root(purpose), told, hashlib.sha256)
