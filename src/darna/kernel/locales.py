"""Which locale each language of the product writes its days and numbers in."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from babel.dates import format_date

#: Moroccan Arabic months (نونبر, not نوفمبر) and digits.
LOCALES: Final = {"ar": "ar_MA", "fr": "fr", "it": "it", "en": "en_GB"}


def locale_of(language: str | None) -> str:
    """The locale of a language, English for one that is not spoken here.

    >>> locale_of("ar")
    'ar_MA'
    """
    return LOCALES.get((language or "en")[:2], "en_GB")


# Dates repeat from row to row and identify nobody, so they may be remembered; names and phones never are.
@lru_cache(maxsize=4096)
def day_in_words(day: date, locale: str, form: str = "d MMMM y") -> str:
    """A day as it is read in a locale.

    >>> day_in_words(date(2026, 11, 3), "en_GB"), day_in_words(date(2026, 11, 1), "fr")
    ('3 November 2026', '1er novembre 2026')
    """
    if day.day == 1 and locale.startswith("fr"):
        # French counts the first of a month and no other day, which the locale's own form does not know.
        form = form.replace("d ", "d'er' ")
    return str(format_date(day, form, locale=locale))
