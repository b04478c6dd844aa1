"""Words as a search compares them: without endings, in four languages, with those that mean the same."""

from __future__ import annotations

from darna.methods.words.stems import Language, folded, stem, stems, words
from darna.methods.words.wishes import Wish, parts, wishes

__all__ = ["Language", "Wish", "folded", "parts", "stem", "stems", "wishes", "words"]
