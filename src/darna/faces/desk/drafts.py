"""What a worker searched for, for the next page of the same session: sealed on the server, never in the browser.

What is typed into a form outlives the session: `darna.base.drafts`.
"""

from __future__ import annotations

import base64
import json
import secrets
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.sessions.backends.base import SessionBase

from darna.base.agencies.actor import Actor
from darna.base.keys.keyring import keyring
from darna.kernel.clock import now

#: How long a draft waits for the next step, in seconds.
LIFE_SECONDS: Final = 2 * 3600
NONCE_BYTES: Final = 12


def keep(session: SessionBase, name: str, value: object, *, actor: Actor) -> None:
    """Seal a value into the session under a name; it opens only for the same member and the same name."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    text = json.dumps({"until": now().timestamp() + LIFE_SECONDS, "value": value}, ensure_ascii=False)
    body = nonce + _aead().encrypt(nonce, text.encode("utf-8", "surrogatepass"), _bound(actor, name))
    session[_slot(name)] = base64.b64encode(body).decode()


def kept(session: SessionBase, name: str, *, actor: Actor) -> Any:
    """The value kept under this name, or None when there is none, it is too old, or another member wrote it."""
    sealed = session.get(_slot(name))
    if not sealed:
        return None
    body = base64.b64decode(sealed)
    try:
        text = _aead().decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], _bound(actor, name))
    except InvalidTag:
        return None
    found = json.loads(text.decode("utf-8", "surrogatepass"))
    return found["value"] if found["until"] > now().timestamp() else None


def forget(session: SessionBase, *names: str) -> None:
    """Drop what was kept under these names."""
    for name in names:
        session.pop(_slot(name), None)


def _slot(name: str) -> str:
    return f"desk.{name}"


def _aead() -> AESGCM:
    return AESGCM(keyring().root("draft"))


def _bound(actor: Actor, name: str) -> bytes:
    return f"{actor.membership_id}|{name}".encode()
