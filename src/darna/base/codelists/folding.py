"""The key under which a word of a register is compared with a list; no Django, no database."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Letters that writers of Arabic exchange freely.
_ARABIC: Final = str.maketrans(
    {**dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىئ", "ي"), "ؤ": "و", "ة": "ه", **dict.fromkeys("گڭݣ", "ك"), "ـ": ""}
)
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
#: Initials written with points are one word: C.I.N is CIN.
_INITIALS: Final = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w\.\w)\.(?=\W|$)")
_NOT_A_WORD: Final = re.compile(r"[^\w]+|_")


def folded(text: str) -> str:
    """The text without case, accents, vowel marks, punctuation and doubled spaces; signs alone stay as they are.

    >>> folded(" Équivalence  diplôme"), folded("C.I.N."), folded("إقامة"), folded("?")
    ('equivalence diplome', 'cin', 'اقامه', '?')
    """
    arabic = unicodedata.normalize("NFKC", text).translate(_ARABIC)
    marked = unicodedata.normalize("NFKD", arabic.casefold().translate(_LIGATURES))
    plain = _INITIALS.sub("", "".join(c for c in marked if not unicodedata.combining(c)))
    return _NOT_A_WORD.sub(" ", plain).strip() or text.strip()
