"""Lives of nobody, as they are typed on the page."""

from __future__ import annotations

from collections.abc import Mapping

from darna.faces.portal.rights.answering import page_teller
from darna.faces.portal.rights.forms import RightsForms

#: France for eighteen years, Italy with years alone, Morocco by the days on a statement.
THREE = {
    "rows": "3",
    "f-birth_date": "1958",
    "f-lives_in": "MA",
    "p0-country": "FR",
    "p0-first": "01/03/1979",
    "p0-last": "31/12/1996",
    "p1-country": "IT",
    "p1-first": "1996",
    "p1-last": "2008",
    "p2-country": "MA",
    "p2-amount": "1400",
    "p2-unit": "days",
}


def told(language: str = "en", **changes: str) -> RightsForms:
    """The three periods with some fields told otherwise."""
    return forms_of({**THREE, **changes}, language)


def forms_of(data: Mapping[str, str], language: str = "en") -> RightsForms:
    """The page's forms over those fields."""
    return RightsForms(data, page_teller(language))
