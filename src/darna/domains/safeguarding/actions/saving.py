"""Sealing what is written of a child."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from darna.base.keys.sealing import PersonCipher


def sealed(cipher: PersonCipher, words: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Columns with their texts sealed: column → (text, the place it is bound to); an empty text stays empty."""
    return {
        column: cipher.seal(text.strip(), field=place) if text.strip() else b""
        for column, (text, place) in words.items()
    }
