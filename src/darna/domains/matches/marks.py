"""The marks by which two agencies may find out that they keep files of one person, without reading them."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from typing import Final

from darna.base.imports.reading.text import western_digits
from darna.base.keys.keyring import keyring
from darna.domains.people.queries.facts import Facts
from darna.kernel.dates import Precision
from darna.methods.names import person_keys

DOCUMENT, BIRTH, PHONE = "document", "birth", "phone"
#: Marks of one file: names with many parts stop here.
MOST: Final = 200
_LENGTH: Final = 16


def marks_of(facts: Facts) -> dict[bytes, str]:
    """The marks of a file with their kinds: each number, each name with the day of birth, each name with a phone.

    Keyed with a key of this house that no agency has, and made of the same name however it is spelled; one letter may
    be missing. A birth known by its year alone leaves no mark: too many share it.
    """
    key = keyring().root("marks between agencies")
    found = dict(list(_marks(facts, key))[:MOST])
    return found


def _marks(facts: Facts, key: bytes) -> Iterator[tuple[bytes, str]]:
    for number in facts.numbers:
        yield _mark(key, DOCUMENT, _plain(number)), DOCUMENT
    names = facts.names
    salt = int.from_bytes(hmac.digest(key, b"names", "sha256")[:8], "big") >> 1
    keys = person_keys(names.given_name, names.family_name, names.given_name_ar, names.family_name_ar, salt=salt)
    for name in keys:
        if facts.birth is not None and facts.birth.precision is Precision.DAY:
            yield _mark(key, BIRTH, f"{name}|{facts.birth.value.isoformat()}"), BIRTH
        for phone in facts.phones:
            yield _mark(key, PHONE, f"{name}|{phone}"), PHONE


def _mark(key: bytes, kind: str, told: str) -> bytes:
    return hmac.digest(key, f"{kind}|{told}".encode("utf-8", "surrogatepass"), hashlib.sha256)[:_LENGTH]


def _plain(number: str) -> str:
    return "".join(sign for sign in western_digits(number).casefold() if sign.isalnum())
