"""Sealing of what is asked and answered, under the house's keyring; and of the code while it is in use on a phone."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from darna.base.keys.keyring import keyring
from darna.base.keys.sealing import NONCE_BYTES, PersonCipher
from darna.kernel.clock import now

#: How long a code that was typed stays in use on a phone, in seconds.
IN_USE: Final = 20 * 60


def sealed(text: str, *, question_id: UUID, message_id: UUID) -> bytes:
    """A text that opens as this message of this question only."""
    return _cipher(question_id).seal(text, field=_field(message_id))


def opened(body: bytes | memoryview, *, question_id: UUID, message_id: UUID) -> str:
    """The text behind it. Raises: `Unreadable`."""
    return _cipher(question_id).open(body, field=_field(message_id))


def in_use(code: str) -> str:
    """A code for a cookie: whoever finds the cookie cannot read the code, and it is over in twenty minutes."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    told = json.dumps([code, int(now().timestamp()) + IN_USE]).encode()
    return urlsafe_b64encode(nonce + _cookies().encrypt(nonce, told, None)).decode()


def code_in_use(cookie: str) -> str:
    """The code behind a cookie; empty when it is over, or none of this house's."""
    try:
        body = urlsafe_b64decode(cookie.encode("ascii"))
        code, until = json.loads(_cookies().decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], None))
    except (ValueError, NotBase64, InvalidTag):
        return ""
    return str(code) if until > now().timestamp() else ""


def _cipher(question_id: UUID) -> PersonCipher:
    key = hmac.digest(keyring().root("asking.text"), question_id.bytes, hashlib.sha256)
    return PersonCipher(question_id, key)


def _field(message_id: UUID) -> str:
    return f"asking.message.{message_id}"


def _cookies() -> AESGCM:
    return AESGCM(keyring().root("asking.cookie"))
