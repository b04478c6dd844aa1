"""Words that could tell who somebody is: a number, an address, a paper, a name after a title.

No machine finds every name; this one catches what slips into a note by habit, and the page says the rest.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: A year says nothing of who somebody is, and two of them side by side would look like a telephone number.
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ADDRESS: Final = re.compile(r"\S@\S|(?:https?:|www\.)\S|(?<!\w)@\w{3,}", re.IGNORECASE)
#: Six figures or more, however they are set apart.
_PHONE: Final = re.compile(r"\+?\d(?:[\s./()-]{0,2}\d){5,}")
#: Letters and figures of a card, a passport or a file, or five figures in one piece.
_PAPER: Final = re.compile(r"(?<!\w)(?:[A-Za-z]{1,3}[\s-]?\d{4,}|\d{5,}|[A-Za-z]{2}-\d{4}-\d+)(?!\w)")
_NAME: Final = re.compile(
    r"(?<!\w)(?:M|Mr|Mrs|Ms|Mme|Mlle|Sig|Sig\.ra)\.?\s+[A-ZÀ-Ý][\w’'-]+"
    r"|(?<!\w)(?:Monsieur|Madame|Mademoiselle|Signor|Signora)\s+[A-ZÀ-Ý][\w’'-]+"
    r"|(?<!\w)(?:السيدة?|الآنسة|الأستاذة?|المسماة?|سيدي|لالة)\s+\w+"
    r"|(?<!\w)(?:s[’']appelle|nommée?|si chiama|is called|اسمه|اسمها)\s+\w+"
)


def what_it_tells(text: str) -> str:
    """The code of what a text seems to give away, empty where it seems to give away nothing.

    >>> what_it_tells("rappeler au 06 61 22 33 44"), what_it_tells("a travaillé de 1998 à 2004")
    ('looks_like_a_phone', '')
    """
    plain = _figures(unicodedata.normalize("NFKC", text))
    if _ADDRESS.search(plain):
        return "looks_like_an_address"
    without_years = _YEAR.sub(" ", plain)
    # A card's figures are a phone's too; letters before them tell.
    if re.search(r"(?<!\w)[A-Za-z]{1,3}[\s-]?\d{4,}", without_years):
        return "looks_like_a_paper"
    if _PHONE.search(without_years):
        return "looks_like_a_phone"
    if _PAPER.search(without_years):
        return "looks_like_a_paper"
    return "looks_like_a_name" if _NAME.search(plain) else ""


def _figures(text: str) -> str:
    """Figures of any script as those of this one."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)
