"""Receipt codes: made so that nobody guesses them, in signs that nobody confuses, on paper or aloud."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from typing import Final
from uuid import UUID

from darna.base.keys.keyring import keyring

#: Without vowels and without signs that look or sound alike: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET: Final = "34679CDFGHJKMNPQRTVWXY"
#: 22 signs, 18 times: more than 80 bits.
LENGTH: Final = 18
GROUP: Final = 3


def code_of(seed: bytes) -> str:
    """The receipt code of a form that was sent; the same form sent twice gets the same code.

    Shape: `seed` is unguessable and was given to one form only.
    """
    number = int.from_bytes(_digest("asking.code", seed))
    signs = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def id_of(seed: bytes) -> UUID:
    """The identifier of the question of a form that was sent."""
    return UUID(bytes=_digest("asking.id", seed)[:16], version=4)


def grouped(code: str) -> str:
    """A code as it is written down.

    >>> grouped("34679CDFGHJKMNPQRT")
    '346-79C-DFG-HJK-MNP-QRT'
    """
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """The code behind what was typed, empty for what is none: small letters, blanks and figures of any script are fine.

    >>> read_code(" 346 79c-dfg.hjk mnp qrt "), read_code("346")
    ('34679CDFGHJKMNPQRT', '')
    """
    signs = [_sign(one) for one in unicodedata.normalize("NFKC", typed).upper() if one.isalnum()]
    code = "".join(signs)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def hash_of(code: str) -> bytes:
    """By what a question is found again: a keyed hash, for the code itself is kept nowhere."""
    return _digest("asking.receipt", code.encode())


def client_mark(address: str, day: str) -> bytes:
    """Where a question came from, as a keyed hash of one day: counted, and meaningless the day after."""
    return _digest("asking.client", f"{day}|{address}".encode())


def text_mark(agency_id: UUID, text: str, day: str) -> bytes:
    """The same words sent again to the same house on the same day have the same mark."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
    return _digest("asking.words", f"{day}|{agency_id}|{plain}".encode("utf-8", "surrogatepass"))


def _digest(purpose: str, value: bytes) -> bytes:
    return hmac.digest(keyring().root(purpose), value, hashlib.sha256)


def _sign(one: str) -> str:
    return str(unicodedata.digit(one)) if one.isdigit() else one
