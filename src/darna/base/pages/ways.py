"""Addresses of pages, worked out once for each language where only keys differ.

A file leads to forty places. Their patterns do not change while the server runs, so an address is kept with stand-ins
for the keys.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

#: Keys that stand for others; nobody draws them by chance.
STAND_INS: Final = tuple(UUID(int=0xDA12A0000000000000000000000000 + place) for place in range(3))


def way(name: str, *keys: UUID) -> str:
    """The address of a page about what these keys name, in the language of the reader. Raises: NoReverseMatch."""
    text = _kept(name, len(keys), get_language(), get_script_prefix(), get_urlconf())
    for stand_in, key in zip(_WRITTEN, keys, strict=False):
        text = text.replace(stand_in, str(key))
    return text


_WRITTEN: Final = tuple(map(str, STAND_INS))


@lru_cache(maxsize=4096)
def _kept(name: str, count: int, language: str | None, prefix: str, urlconf: Any) -> str:
    return reverse(name, args=STAND_INS[:count])
