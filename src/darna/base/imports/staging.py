"""What waits between dropping a workbook and bringing it in: sealed for its agency, and known again by its headings."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import zlib
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from darna.base.imports.reading.text import fold
from darna.base.keys.keyring import keyring
from darna.base.keys.sealing import NONCE_BYTES, Unreadable, agency_token

#: The parts of a staged register; a part moved to another place does not open there.
WORKBOOK: Final = "workbook"
COLUMNS: Final = "columns"
MAPPING: Final = "mapping"
TOLD: Final = "told"
DECISIONS: Final = "decisions"


def sealed(data: bytes, *, agency_id: UUID, staged_id: UUID, part: str) -> bytes:
    """Bytes that open for the same agency, register and part only."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _aead(agency_id).encrypt(nonce, data, _bound(staged_id, part))


def opened(body: bytes | memoryview, *, agency_id: UUID, staged_id: UUID, part: str) -> bytes:
    """The bytes behind it; nothing behind nothing. Raises: Unreadable."""
    whole = bytes(body)
    if not whole:
        return b""
    try:
        return _aead(agency_id).decrypt(whole[:NONCE_BYTES], whole[NONCE_BYTES:], _bound(staged_id, part))
    except InvalidTag as wrong:
        raise Unreadable(part) from wrong


def sealed_value(value: Any, *, agency_id: UUID, staged_id: UUID, part: str) -> bytes:
    """The same for a value of plain kinds."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
    return sealed(zlib.compress(text, 3), agency_id=agency_id, staged_id=staged_id, part=part)


def opened_value(body: bytes | memoryview, *, agency_id: UUID, staged_id: UUID, part: str) -> Any:
    """The value behind it, None behind nothing. Raises: Unreadable."""
    text = opened(body, agency_id=agency_id, staged_id=staged_id, part=part)
    return json.loads(zlib.decompress(text)) if text else None


def headings_mark(agency_id: UUID, headings: Iterable[str]) -> bytes:
    """The mark by which an agency knows a source again: the same headings in the same order."""
    # One by one, for a token leaves out what stands between words.
    told = hashlib.sha256("\x1f".join(fold(heading) for heading in headings).encode("utf-8", "replace")).hexdigest()
    return agency_token(keyring(), agency_id, "register headings", told)


def heading_mark(agency_id: UUID, heading: str) -> str:
    """The mark of one heading, by which a kept mapping names it without its words."""
    told = hashlib.sha256(fold(heading).encode("utf-8", "replace")).hexdigest()
    return agency_token(keyring(), agency_id, "register heading", told).hex()


def _aead(agency_id: UUID) -> AESGCM:
    return AESGCM(hmac.digest(keyring().root("staging"), agency_id.bytes, hashlib.sha256))


def _bound(staged_id: UUID, part: str) -> bytes:
    return f"{staged_id}|{part}".encode()
