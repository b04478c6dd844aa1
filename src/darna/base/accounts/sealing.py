"""Second factors at rest: sealed under a key of the installation that is not in the database."""

from __future__ import annotations

import base64
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from darna.base.keys.keyring import keyring

_NONCE = 12
_BOUND = b"darna/mfa/1"


def seal(text: str) -> str:
    """The text as ciphertext in letters."""
    nonce = secrets.token_bytes(_NONCE)
    return base64.b64encode(nonce + AESGCM(keyring().root("mfa")).encrypt(nonce, text.encode(), _BOUND)).decode()


def unseal(sealed: str) -> str:
    """The text again. Raises: `cryptography.exceptions.InvalidTag` when it was altered or the key is another."""
    body = base64.b64decode(sealed)
    return AESGCM(keyring().root("mfa")).decrypt(body[:_NONCE], body[_NONCE:], _BOUND).decode()
