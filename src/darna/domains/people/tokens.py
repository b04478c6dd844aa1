"""What a person is found by: keyed tokens of exact values, and numbers made of a name however it is spelled."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from uuid import UUID

from darna.base.imports.reading.identifiers import read_identifiers
from darna.base.imports.reading.phones import read_phones
from darna.base.imports.reading.text import western_digits
from darna.base.keys.keyring import keyring
from darna.base.keys.sealing import agency_salt, agency_token
from darna.domains.people.values import PHONE_CHANNELS, Names
from darna.methods.names import (
    exact_keys,
    initial_keys,
    is_initial,
    normalise,
    parts_of,
    person_keys,
    protected_tokens,
    query_keys,
    single_keys,
)

#: Letters of a beginning that are looked up: after three one sees somebody, after five nearly only them.
BEGINNINGS: Final = (3, 5)
#: Names of a question that must each be met where pairs find nobody: more would only find fewer.
MOST_WORDS: Final = 3
_FEWEST_SIGNS: Final = 4


#: Version of the rules by which keys are made of names. One more whenever the same name gives other keys.
RULES: Final = 3


def name_keys(names: Names, agency_id: UUID) -> list[int]:
    """The numbers by which an ordinary file is found in this agency by two names together."""
    return person_keys(*_four(names), salt=agency_salt(keyring(), agency_id))


def word_keys(names: Names, agency_id: UUID) -> list[int]:
    """The numbers by which it is found by one name alone, by how one begins, or beside one by an initial."""
    salt = agency_salt(keyring(), agency_id)
    begun = {key for name in _four(names) for key in _beginnings(name, salt)}
    return sorted({*single_keys(*_four(names), salt=salt), *begun, *initial_keys(*_four(names), salt=salt)})


@lru_cache(maxsize=8192)
def _beginnings(name: str, salt: int) -> tuple[int, ...]:
    words = set(_words(name))
    return tuple({_beginning(word[:length], salt) for word in words for length in BEGINNINGS if len(word) >= length})


@dataclass(frozen=True, slots=True)
class Step:
    """One way to look: files with any of the `pairs`, or files with a word of each of the `words`."""

    pairs: tuple[int, ...] = ()
    words: tuple[tuple[int, ...], ...] = ()


def typed_steps(text: str, agency_id: UUID) -> list[Step]:
    """What to look for when somebody types a name; the next step when one finds nobody likely.

    Two names or more are looked for as pairs, with a slip too, then as files that have a word of each; every word may
    be only begun. Words come last because their entries are long: Mohamed's holds a tenth of a register.
    """
    salt = agency_salt(keyring(), agency_id)
    wanted = query_keys(text, salt=salt)
    words = Step(words=_each_word(text, salt))
    if not wanted.exact:
        return [Step(pairs=tuple(wanted.joined)), words]
    # Whoever has the very pair shares the pairs with a slip too, and so comes first.
    return [Step(pairs=(*wanted.exact, *wanted.joined, *wanted.loose)), words]


def pair_keys(names: Names, agency_id: UUID) -> list[int]:
    """The pair keys of a person's name alone, as a query: for looking for the same person again."""
    salt = agency_salt(keyring(), agency_id)
    return sorted({key for spelling in names.spellings for key in exact_keys(spelling, salt=salt)})


def protected_name_tokens(agency_id: UUID, *names: str) -> list[bytes]:
    """The tokens of a protected person's names, or of what somebody typed, in this agency."""
    key = hmac.digest(keyring().root("protected names"), agency_id.bytes, hashlib.sha256)
    return protected_tokens(*names, key=key)


def contact_token(agency_id: UUID, channel: str, value: str) -> bytes:
    """The token of a phone number in any notation, of an e-mail address, or of another way to reach somebody."""
    return agency_token(keyring(), agency_id, "contact", plain_contact(channel, value))


def identifier_token(agency_id: UUID, number: str) -> bytes:
    """The token of a document's number however it is spaced; the kind of document does not count."""
    return agency_token(keyring(), agency_id, "identifier", western_digits(number))


def plain_contact(channel: str, value: str) -> str:
    """A way to reach somebody in one notation: a phone number as the world dials it."""
    if channel not in PHONE_CHANNELS:
        return value.strip()
    return next((phone.international for phone in read_phones(value) if phone.international), value.strip())


def typed_contact_tokens(agency_id: UUID, text: str) -> list[bytes]:
    """The tokens of what may be a phone number or an e-mail address in a search; none for a name."""
    if "@" in text:
        return [contact_token(agency_id, "email", text)]
    if sum(sign.isdecimal() for sign in text) < _FEWEST_SIGNS:
        return []
    dialled = {phone.international for phone in read_phones(text) if phone.international}
    return [agency_token(keyring(), agency_id, "contact", number) for number in sorted({*dialled, text.strip()})]


def typed_identifier_tokens(agency_id: UUID, text: str) -> list[bytes]:
    """The tokens of what may be a document's number in a search; none for a name."""
    if sum(sign.isalnum() for sign in text) < _FEWEST_SIGNS or not any(sign.isdecimal() for sign in text):
        return []
    found, _ = read_identifiers(text)
    numbers = {text, *(identifier.value for identifier in found)}
    return sorted({identifier_token(agency_id, number) for number in numbers})


def query_hash(agency_id: UUID, text: str) -> str:
    """A search as the audit keeps it: the same words give the same mark, and nobody reads them out of it."""
    return agency_token(keyring(), agency_id, "search", text).hex()


def _each_word(text: str, salt: int) -> tuple[tuple[int, ...], ...]:
    """For the first two names and the last: the keys of the name however spelled, and of how it begins."""
    parts = parts_of(text)
    chosen = [part.letters for part in (*parts[: MOST_WORDS - 1], *parts[MOST_WORDS - 1 :][-1:])]
    groups = [{*query_keys(letters, salt=salt).single, *_begun(letters, salt)} for letters in chosen]
    if not all(map(is_initial, parts)):
        # An initial alone would lead to half of a register.
        for group, letters in zip(groups, chosen, strict=True):
            group |= set(initial_keys(letters, salt=salt)) if len(letters) == 1 else set()
    if groups:
        # Of Ben Aissa only the last word is unfinished.
        groups[-1] |= _begun(list(_words(text))[-1], salt)
    return tuple(tuple(sorted(group)) for group in groups)


def _begun(word: str, salt: int) -> set[int]:
    """The longest known beginning of a word that may still be unfinished."""
    lengths = [length for length in BEGINNINGS if len(word) >= length]
    return {_beginning(word[: lengths[-1]], salt)} if lengths else set()


def _four(names: Names) -> tuple[str, str, str, str]:
    return names.given_name, names.family_name, names.given_name_ar, names.family_name_ar


def _words(*names: str) -> Iterator[str]:
    for name in names:
        yield from normalise(name).split()


def _beginning(letters: str, salt: int) -> int:
    digest = hashlib.blake2b(
        letters.encode("utf-8", "surrogatepass"), digest_size=4, person=b"begin", key=str(salt).encode()
    )
    return int.from_bytes(digest.digest(), "big", signed=True)
