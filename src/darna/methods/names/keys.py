"""Numbers by which an index finds a person: one for each pair of names, whatever their order.

A pair key holds given *and* family name, so an index entry is rare even for Mohamed. A key is also made
with each letter left out once: two spellings that differ by one letter, whichever, share at least one.
The agency's salt goes into every key, so another agency's persons are not even candidates.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Final

from darna.methods.names.initials import heads_of
from darna.methods.names.skeleton import Part, bones, joined_sound, parts_of

#: Parts of one field that are paired; a longer name is found by its first parts.
MOST_PARTS: Final = 5
#: Bytes of a protected token.
TOKEN_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class QueryKeys:
    """What to look for: `exact` first, `exact` and `loose` together if that finds too little.

    `single` finds by one name alone and is long for common names: only when nothing else was typed. `joined` is the
    whole as one word: a space that slipped or was left out changes every pair, and no letter.
    All signed 32-bit, sorted, without repetition.
    """

    exact: list[int] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)
    single: list[int] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)


def person_keys(given: str, family: str, given_ar: str = "", family_ar: str = "", *, salt: int) -> list[int]:
    """The pair keys of a person: given × family, the same with one letter left out, and the name as one word.

    A full name in a single field is paired within itself, every part as a possible given or family name.
    Shape: signed 32-bit, sorted, no repetition; none for a person with fewer than two names.

    >>> latin = person_keys("Mohamed", "Ben Aissa", salt=7)
    >>> latin == person_keys("Benaïssa", "MOHAMMED", salt=7) == person_keys("", "", "محمد", "بن عيسى", salt=7)
    True
    >>> set(latin) & set(person_keys("Mohamed", "Ben Aissa", salt=8))
    set()
    """
    pairs = set(_field_pairs(given, family)) | set(_field_pairs(given_ar, family_ar))
    if not pairs:
        # One name in each script: Latin given name, Arabic family name.
        pairs = set(_field_pairs(given or given_ar, family or family_ar))
    wholes = {*_wholes(given, family), *_wholes(given_ar, family_ar)}
    return sorted({*_hashed(b"p", chain(pairs, _shortened(pairs)), salt), *_hashed(b"w", wholes, salt)})


def single_keys(*names: str, salt: int) -> list[int]:
    """The keys of each of a person's names by itself; they live in another key space than pair keys.

    Kept apart because it is the caller who pays: the entry for Mohamed holds a tenth of the register.
    """
    return sorted({key for name in names for key in _keys_of_one(name, salt)})


def initial_keys(*names: str, salt: int) -> list[int]:
    """The keys of the first letters of each name, the same in every script, or of an initial that was typed.

    The longest entries of all: only beside a whole name.
    """
    return sorted({key for name in names for key in _initials_of_one(name, salt)})


@lru_cache(maxsize=8192)
def _initials_of_one(name: str, salt: int) -> tuple[int, ...]:
    heads = {head for part in parts_of(name)[:MOST_PARTS] for head in heads_of(part)}
    return tuple(_hashed(b"i", heads, salt))


@lru_cache(maxsize=8192)
def _keys_of_one(name: str, salt: int) -> tuple[int, ...]:
    return tuple(_hashed(b"s", _readings(parts_of(name)[:MOST_PARTS]), salt))


def exact_keys(text: str, *, salt: int) -> list[int]:
    """The pair keys of a whole name as it is written, without a slip (`query_keys(...).exact`)."""
    return _hashed(b"p", set(_inner_pairs(parts_of(text)[: MOST_PARTS + 1])), salt)


def query_keys(text: str, *, salt: int) -> QueryKeys:
    """What to look for when somebody types a name, in either script and any order.

    >>> register = set(person_keys("Fatima Zahra", "El Idrissi", salt=7))
    >>> bool(register.intersection(query_keys("الإدريسي فاطمة الزهراء", salt=7).exact))
    True
    >>> query_keys("Idrissi", salt=7).exact
    []
    """
    parts = parts_of(text)[: MOST_PARTS + 1]
    pairs = set(_inner_pairs(parts))
    exact = exact_keys(text, salt=salt)
    loose = sorted(set(_hashed(b"p", _shortened(pairs), salt)).difference(exact))
    whole = {bones(joined_sound(parts))} if parts else set()
    return QueryKeys(exact, loose, _hashed(b"s", _readings(parts), salt), _hashed(b"w", whole, salt))


def protected_tokens(*names: str, key: bytes) -> list[bytes]:
    """Keyed tokens of a protected person's names, one for each skeleton; without the key they say nothing.

    Shape: 16 bytes each, sorted, no repetition. The same name in another script gives the same token.
    """
    skeletons = {skeleton for name in names for skeleton in _readings(parts_of(name)[: MOST_PARTS + 1])}
    return sorted(hmac.digest(key, _bytes(skeleton), "sha256")[:TOKEN_BYTES] for skeleton in skeletons)


def _wholes(given: str, family: str) -> Iterator[str]:
    """Both names as if no space parted them, in both orders; nothing for one name alone."""
    one, other = parts_of(given)[:MOST_PARTS], parts_of(family)[:MOST_PARTS]
    if len(one) + len(other) > 1:
        yield bones(joined_sound((*one, *other)))
        yield bones(joined_sound((*other, *one)))


def _field_pairs(given: str, family: str) -> Iterator[tuple[str, str]]:
    givens, families = parts_of(given)[:MOST_PARTS], parts_of(family)[:MOST_PARTS]
    if givens and families:
        right = _readings(families)
        return (_pair(one, other) for one in _readings(givens) for other in right)
    return _inner_pairs((givens or families)[: MOST_PARTS + 1])


def _readings(parts: tuple[Part, ...]) -> list[str]:
    """Each part, each two neighbours as one word, and the whole as one word."""
    alone = [skeleton for part in parts for skeleton in part.skeletons]
    neighbours = [parts[at : at + 2] for at in range(len(parts) - 1)]
    whole = [parts] if len(parts) > 2 else []
    return list(dict.fromkeys([*alone, *(bones(joined_sound(some)) for some in (*neighbours, *whole))]))


def _inner_pairs(parts: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    """Every two stretches of a full name that do not overlap, one to two parts each, and each split in two."""
    count = len(parts)
    stretches = [(at, to) for at in range(count) for to in (at + 1, at + 2) if to <= count]
    for start, end in stretches:
        for begin, stop in stretches:
            if end <= begin:
                yield from _crossed(parts[start:end], parts[begin:stop])
    for at in range(1, count):
        yield from _crossed(parts[:at], parts[at:])


def _crossed(left: tuple[Part, ...], right: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    ones, others = (some[0].skeletons if len(some) == 1 else (bones(joined_sound(some)),) for some in (left, right))
    return (_pair(one, other) for one in ones for other in others)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _shortened(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for one, other in pairs:
        for shorter in _without_one(one):
            yield _pair(shorter, other)
        for shorter in _without_one(other):
            yield _pair(one, shorter)


def _without_one(skeleton: str) -> set[str]:
    return {skeleton[:at] + skeleton[at + 1 :] for at in range(len(skeleton))} if len(skeleton) > 1 else set()


def _hashed(space: bytes, values: Iterable[str | tuple[str, str]], salt: int) -> list[int]:
    salted = _salted(space, salt)
    found = set()
    for value in values:
        key = salted.copy()
        key.update(_bytes(value if isinstance(value, str) else "\x1f".join(value)))
        found.add(int.from_bytes(key.digest(), "big", signed=True))
    return sorted(found)


@lru_cache(maxsize=256)
def _salted(space: bytes, salt: int) -> hashlib.blake2b:
    # 4 bytes: what PostgreSQL's integer holds. Chance meetings are weeded out by the ranking.
    return hashlib.blake2b(space, digest_size=4, key=hashlib.sha256(str(salt).encode()).digest())


def _bytes(skeleton: str) -> bytes:
    # Scripts we cannot read keep their letters; a broken surrogate must not stop a search.
    return skeleton.encode("utf-8", "surrogatepass")
