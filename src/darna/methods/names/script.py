"""Which script a name is written in, and its letters without ornament."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

#: No name is longer; a longer text is cut so that nobody can make a search expensive.
LONGEST_NAME: Final = 300

_ARABIC: Final = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]")
_TIFINAGH: Final = re.compile("[\u2d30-\u2d67]")
_LATIN: Final = re.compile("[a-z]")
#: Hamza and madda are letters to us although Unicode may write them as marks on their bearer.
_HAMZAS: Final = frozenset("\u0653\u0654\u0655")
_LETTERS: Final = str.maketrans(
    {
        # Apostrophes and the scholars' signs for ayn and hamza join what they stand between.
        **dict.fromkeys("'’‘ʼʻʿʾ`´‛＇"),
        # Elongation of an Arabic line; it is a letter to Unicode and nothing to a reader.
        "\u0640": None,
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        # Persian and Urdu keyboards, and the Moroccan gaf, to the plain Arabic letter.
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "گ": "ك",
        "ڭ": "ك",
        "ݣ": "ك",
        "ڨ": "ق",
        "ۋ": "و",
        "پ": "ب",
        "چ": "ج",
        "ژ": "ج",
        "ڤ": "ف",
        "ہ": "ه",
        "ھ": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ٱ": "ا",
    }
)
#: Most names: plain Arabic or unaccented Latin letters, with nothing to take off.
_PLAIN: Final = re.compile("[A-Za-z ء-غف-ي]*")
_BETWEEN: Final = re.compile(r"[^\w]+|_+")


class Script(StrEnum):
    """The scripts in which a name can be read."""

    LATIN = "latin"
    ARABIC = "arabic"
    TIFINAGH = "tifinagh"
    OTHER = "other"


def normalise(text: str) -> str:
    """The bare letters of a name: lower case, no accents, vowel signs, elongation or direction marks.

    Words are parted by one space; an apostrophe joins, a hyphen parts.

    >>> normalise("  M'HAMED  Aït-Lahcen "), normalise("مُحَمَّـد")
    ('mhamed ait lahcen', 'محمد')
    """
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST_NAME:
        return " ".join(text.lower().split())
    # Compatibility forms first: Arabic from old PDF files arrives as presentation forms.
    folded = unicodedata.normalize("NFKC", text[:LONGEST_NAME]).casefold()
    bare = "".join(_without_marks(folded)).translate(_LETTERS)
    return _BETWEEN.sub(" ", unicodedata.normalize("NFC", bare)).strip()[:LONGEST_NAME]


def script_of(text: str) -> Script:
    """The script of a name; one with any Arabic letter is Arabic.

    >>> script_of("Fatima"), script_of("فاطمة"), script_of("ⴼⴰⵟⵉⵎⴰ"), script_of("123")
    (<Script.LATIN: 'latin'>, <Script.ARABIC: 'arabic'>, <Script.TIFINAGH: 'tifinagh'>, <Script.OTHER: 'other'>)
    """
    return script_of_letters(normalise(text))


def script_of_letters(letters: str) -> Script:
    """The same for a text that is normalised already."""
    if letters.isascii():
        return Script.LATIN if _LATIN.search(letters) is not None else Script.OTHER
    if _ARABIC.search(letters) is not None:
        return Script.ARABIC
    if _LATIN.search(letters) is not None:
        return Script.LATIN
    return Script.TIFINAGH if _TIFINAGH.search(letters) is not None else Script.OTHER


def _without_marks(text: str) -> list[str]:
    if text.isascii():
        return [text]
    decomposed = unicodedata.normalize("NFD", text)
    # Mn: accents and vowel signs; Cf: direction marks and joiners, which pasted Arabic is full of.
    return [char for char in decomposed if char in _HAMZAS or unicodedata.category(char) not in ("Mn", "Cf")]
