"""The two gazetteers: communes of Morocco, and countries with their demonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from darna.base.places import sources
from darna.base.places.folding import folded, sounded
from darna.base.places.recognition import Candidate, Gazetteer

_GENERIC: Final = (
    "ulad",
    "bni",
    "ait",
    "sidi",
    "mulai",
    "zauiat",
    "kasba",
    "suk",
    "sebt",
    "had",
    "dar",
    "ain",
    "tizi",
)
_GENERIC_AR: Final = ("سيدي", "مولاي", "زاويه", "عين", "دار", "تيزي", "سوق")


def commune_gazetteer(communes: Iterable[Candidate]) -> Gazetteer:
    """Communes by both names, our list of abbreviations, and the arrondissements of the divided cities."""
    places = list(communes)
    return Gazetteer(
        places,
        _commune_words(places),
        coarse=sounded,
        lead_words=_words("beside_a_commune"),
        opaque=_words("not_a_commune"),
        nothing=_nothing(),
        generic=(*_GENERIC, *_GENERIC_AR),
    )


def country_gazetteer(countries: Iterable[Candidate]) -> Gazetteer:
    """Countries by their names in four languages, ISO codes, other names and demonyms."""
    places = list(countries)
    return Gazetteer(
        places,
        _country_words(places),
        coarse=country_sounded,
        lead_words=_words("beside_a_country"),
        nothing=_nothing(),
    )


def country_sounded(text: str) -> str:
    """A coarser key for countries: no article, no plural, no doubled letters.

    >>> country_sounded("Marocaines") == country_sounded("marocaine"), country_sounded("المغربية")
    (True, 'مغربيه')
    """
    words = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in folded(text).split()]
    words = [
        word.removesuffix("s") if len(word) > 4 else word
        for word in words
        if word not in ("l", "la", "le", "les", "the")
    ]
    return re.sub(r"(.)\1+", r"\1", "".join(words))


def _commune_words(places: list[Candidate]) -> Iterator[tuple[str, str]]:
    own = {folded(name) for place in places for name in place.name.values()}
    for place in places:
        yield from ((name, place.code) for name in place.name.values())
    yield from ((row["alias"], row["commune_code"]) for row in sources.table("commune_aliases.csv"))
    for part in sources.arrondissements():
        # A commune's own name wins: Agdal is a rural commune before it is a quarter of Rabat.
        yield from ((name, part.parent) for name in (part.name_fr, part.name_ar) if folded(name) not in own)


def _country_words(places: list[Candidate]) -> Iterator[tuple[str, str]]:
    nothing = _nothing()
    for place in places:
        yield from ((name, place.code) for name in place.name.values())
        alpha3 = sources.countries()[place.code][0]
        yield from ((code, place.code) for code in (place.code, alpha3) if folded(code) not in nothing)
    yield from sources.country_words()


def _nothing() -> frozenset[str]:
    return frozenset(folded(row["text"]) for row in sources.table("not_a_place.csv"))


def _words(role: str) -> frozenset[str]:
    return frozenset(folded(row["word"]) for row in sources.table("words_beside.csv") if row["role"] == role)
