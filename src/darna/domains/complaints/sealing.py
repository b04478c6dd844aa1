"""A key for each complaint, wrapped by the house's keyring; and the receipt code, kept as a keyed hash."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from darna.base.keys.keyring import keyring
from darna.base.keys.sealing import PersonCipher, new_person_key
from darna.domains.asking import codes

_LESSON, _CONTACT = "complaints.lesson", "complaints.contact"


def new_key(complaint_id: UUID) -> tuple[PersonCipher, bytes]:
    """A cipher of its own for a complaint, and its key as the database keeps it: wrapped."""
    key = new_person_key()
    return PersonCipher(complaint_id, key), _wrapping(complaint_id).seal_bytes(key, field="complaints.key")


def cipher_of(complaint_id: UUID, wrapped: bytes | memoryview | None) -> PersonCipher:
    """The cipher behind a wrapped key. Raises: `Unreadable`."""
    return PersonCipher(complaint_id, _wrapping(complaint_id).open_bytes(wrapped, field="complaints.key"))


def message_field(message_id: UUID) -> str:
    """To what a message is bound."""
    return f"complaints.message.{message_id}"


def seal_lesson(cipher: PersonCipher, text: str) -> bytes:
    """What the house learns from a complaint, sealed under the complaint's key."""
    return cipher.seal(text, field=_LESSON)


def open_lesson(cipher: PersonCipher, body: bytes | memoryview | None) -> str:
    """The text behind it."""
    return cipher.open(body, field=_LESSON)


def seal_contact(cipher: PersonCipher, text: str) -> bytes:
    """How somebody may be reached who said so, sealed under the complaint's key."""
    return cipher.seal(text, field=_CONTACT)


def open_contact(cipher: PersonCipher, body: bytes | memoryview | None) -> str:
    """The text behind it."""
    return cipher.open(body, field=_CONTACT)


def seal_handover(handover_id: UUID, text: str) -> bytes:
    """What the desk may be told: under a key apart, for the desk never gets the complaint's."""
    return _apart(handover_id).seal(text, field="complaints.handover")


def open_handover(handover_id: UUID, body: bytes | memoryview) -> str:
    """The text behind it."""
    return _apart(handover_id).open(body, field="complaints.handover")


def code_of(seed: bytes) -> str:
    """The receipt code of a form that was sent; the same form sent twice gets the same code."""
    return codes.code_of(b"complaint|" + seed)


def id_of(seed: bytes) -> UUID:
    """The identifier that follows from a form that was sent."""
    return codes.id_of(b"complaint|" + seed)


def hash_of(code: str) -> bytes:
    """By what a complaint is found again; the code itself is kept nowhere."""
    return hmac.digest(keyring().root("complaints.receipt"), code.encode(), hashlib.sha256)


def _wrapping(complaint_id: UUID) -> PersonCipher:
    return PersonCipher(complaint_id, _root("complaints.wrapping", complaint_id))


def _apart(handover_id: UUID) -> PersonCipher:
    return PersonCipher(handover_id, _root("complaints.handover", handover_id))


def _root(purpose: str, one: UUID) -> bytes:
    return hmac.digest(keyring().root(purpose), one.bytes, hashlib.sha256)
