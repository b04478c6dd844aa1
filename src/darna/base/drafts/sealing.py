"""A draft under the key of its member, and under the person's own key too where it is about a person."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from darna.base.agencies.actor import Actor
from darna.base.keys.keyring import keyring
from darna.base.keys.sealing import NONCE_BYTES, PersonCipher, Unreadable

#: What a draft is bound to inside the person's key.
FIELD: Final = "draft.body"


def sealed(value: Any, *, by: Actor, form: str, about: UUID, cipher: PersonCipher | None = None) -> bytes:
    """A value that opens for the same member, form and record only; with the person's key it dies with that key."""
    # In ASCII: a browser may send half of a surrogate pair, which is kept as it came and refused at the saving.
    text = json.dumps(value, ensure_ascii=True)
    body = cipher.seal(text, field=FIELD) if cipher else text.encode()
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _aead(by).encrypt(nonce, body, _bound(form, about))


def opened(body: bytes | memoryview, *, by: Actor, form: str, about: UUID, cipher: PersonCipher | None = None) -> Any:
    """The value behind it. Raises: `Unreadable` for another member's, another form's, or without the person's key."""
    whole = bytes(body)
    try:
        inner = _aead(by).decrypt(whole[:NONCE_BYTES], whole[NONCE_BYTES:], _bound(form, about))
    except InvalidTag as wrong:
        raise Unreadable(form) from wrong
    return json.loads(cipher.open(inner, field=FIELD) if cipher else inner)


def _aead(by: Actor) -> AESGCM:
    member = f"{by.agency_id}|{by.membership_id}".encode()
    return AESGCM(hmac.digest(keyring().root("draft"), member, hashlib.sha256))


def _bound(form: str, about: UUID) -> bytes:
    return f"{form}|{about}".encode()
