"""Recognising which code of a list a register's words mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process

from darna.base.codelists.folding import folded

#: A slip of the pen in a word long enough that no other entry is as near.
NEAR_ENOUGH: Final = 88.0
NEAR_LENGTH: Final = 6
MARGIN: Final = 4.0


class Lexicon:
    """The words of one list; a word that stands for two codes stands for none."""

    def __init__(self, words: Iterable[tuple[str, str]], *, inside: str = "") -> None:
        meanings: dict[str, set[str]] = defaultdict(set)
        for word, code in words:
            meanings[folded(word)].add(code)
        self._meaning = {word: next(iter(codes)) for word, codes in meanings.items() if len(codes) == 1 and word}
        self._phrases = [word for word in self._meaning if _counts_inside(word, inside)]

    def find(self, text: str) -> str | None:
        """The code these words mean, or none if that is not certain."""
        key = folded(text)
        if not key:
            return None
        return self._meaning.get(key) or self._without_plural(key) or self._nearly(key) or self._within(key)

    def _without_plural(self, key: str) -> str | None:
        singular = " ".join(word.removesuffix("s") if len(word) > 3 else word for word in key.split())
        return self._meaning.get(singular)

    def _nearly(self, key: str) -> str | None:
        if len(key) < NEAR_LENGTH:
            return None
        found = process.extract(key, list(self._meaning), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=8)
        codes = {self._meaning[word] for word, score, _ in found if found[0][1] - score < MARGIN}
        return codes.pop() if len(codes) == 1 else None

    def _within(self, key: str) -> str | None:
        """The longest known phrase inside a longer text, unless another of its phrases means something else."""
        padded = f" {key} "
        inside = [phrase for phrase in self._phrases if f" {phrase} " in padded]
        # A phrase inside a longer one that was found too is not a second meaning.
        own = [phrase for phrase in inside if not any(phrase != longer and phrase in longer for longer in inside)]
        codes = {self._meaning[phrase] for phrase in own}
        return codes.pop() if len(codes) == 1 else None


def _counts_inside(word: str, inside: str) -> bool:
    """Two letters are too few: `en` is Entraide Nationale alone, and a preposition inside a text."""
    return inside != "" and (" " in word or (inside == "words" and len(word) > 2))
