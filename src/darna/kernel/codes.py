"""Codes that are typed, so that a bare string cannot pass for one."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, Self

from darna.kernel.errors import Invalid

_TWO_LETTERS: Final = re.compile(r"[A-Z]{2}\Z")


class CountryCode(str):
    """A country by its two letters (ISO 3166-1 alpha-2); whether it exists is the country list's matter.

    >>> CountryCode("ma")
    CountryCode('MA')
    >>> CountryCode("Maroc")
    Traceback (most recent call last):
    darna.kernel.errors.Invalid: not_a_country_code (value='Maroc', field='country')
    """

    __slots__ = ()

    def __new__(cls, letters: str) -> Self:
        code = letters.strip().upper() if letters.isascii() else letters
        if not _TWO_LETTERS.match(code):
            raise Invalid("country", "not_a_country_code", value=letters)
        return super().__new__(cls, code)

    def __repr__(self) -> str:
        return f"CountryCode({str(self)!r})"


class Language(StrEnum):
    """The languages the platform speaks.

    >>> Language("ar").direction, Language.ITALIAN.own_name
    ('rtl', 'Italiano')
    """

    ARABIC = "ar"
    FRENCH = "fr"
    ITALIAN = "it"
    ENGLISH = "en"

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, as HTML's `dir` wants it."""
        return "rtl" if self is Language.ARABIC else "ltr"

    @property
    def own_name(self) -> str:
        """The language's name for its own readers."""
        return _OWN_NAMES[self]


_OWN_NAMES: Final[dict[Language, str]] = {
    Language.ARABIC: "العربية",
    Language.FRENCH: "Français",
    Language.ITALIAN: "Italiano",
    Language.ENGLISH: "English",
}
