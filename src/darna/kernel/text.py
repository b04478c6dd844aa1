"""Text that exists in Arabic, French, Italian and English, with an honest fallback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

#: Which language a reader is served when their own is missing: the one they most likely read next.
FALLBACKS: Final[Mapping[str, tuple[str, ...]]] = {
    "ar": ("ar", "fr", "en", "it"),
    "fr": ("fr", "ar", "en", "it"),
    "it": ("it", "fr", "en", "ar"),
    "en": ("en", "fr", "it", "ar"),
}


@dataclass(frozen=True, slots=True)
class LocalText(Mapping[str, str]):
    """One text in up to four languages; a language without text is absent from the mapping.

    >>> name = LocalText(ar="خنيفرة", fr="Khénifra")
    >>> name.in_("ar"), name.in_("it")
    ('خنيفرة', 'Khénifra')
    >>> name.in_("fr-ma"), sorted(name)
    ('Khénifra', ['ar', 'fr'])
    >>> LocalText.of({"fr": "Khénifra", "ar": "خنيفرة"}) == name
    True
    """

    ar: str = ""
    fr: str = ""
    it: str = ""
    en: str = ""

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> LocalText:
        """The same text from a mapping by language; other languages raise TypeError."""
        return cls(**texts)

    def in_(self, language: str) -> str:
        """The text for a reader of that language, or the nearest language that has one.

        A regional tag counts as its language; an unknown language reads as French.
        """
        order = FALLBACKS.get(language[:2].lower(), FALLBACKS["fr"])
        return next((text for text in (getattr(self, code) for code in order) if text), "")

    def __getitem__(self, language: str) -> str:
        text: str = getattr(self, language, "") if language in FALLBACKS else ""
        if not text:
            raise KeyError(language)
        return text

    def __iter__(self) -> Iterator[str]:
        return (code for code in FALLBACKS if getattr(self, code))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __str__(self) -> str:
        return self.in_("fr")

    # A mapping compares like a dict and so has no hash; the dataclass's frozen fields give one.
    def __hash__(self) -> int:
        return hash((self.ar, self.fr, self.it, self.en))


#: No text in any language.
NO_TEXT: Final = LocalText()


def isolated(parts: Iterable[str]) -> str:
    """What is there of these, side by side; none turns the others round where the scripts differ."""
    return " · ".join(f"\N{FIRST STRONG ISOLATE}{part}\N{POP DIRECTIONAL ISOLATE}" for part in parts if part)
