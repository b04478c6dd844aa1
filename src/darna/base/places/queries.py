"""Reading places: lists for choosing, names for showing, and recognition for what a register wrote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from darna.base.database.through import asked_alias
from darna.base.places.folding import folded
from darna.base.places.gazetteers import commune_gazetteer, country_gazetteer
from darna.base.places.models import Commune, Country, Province, Region, Territory
from darna.base.places.recognition import Candidate, Gazetteer, Match
from darna.kernel.text import LocalText

#: Countries most often asked for here, offered before the alphabet.
NEAR_COUNTRIES: Final = ("MA", "IT", "ES", "FR")


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A territory to show or choose; `parent` is the code of the province or region it lies in."""

    code: str
    name: LocalText
    parent: str
    kind: str
    population_2014: int | None
    population_2024: int | None


def regions() -> list[PlaceLine]:
    """The twelve regions by code. One query."""
    return [_line(row, "", "") for row in Region.objects.using(asked_alias())]


def provinces(region: str = "") -> list[PlaceLine]:
    """Provinces and prefectures that hold communes, of one region or of all. One query.

    The prefectures of arrondissements are left out: they lie inside Casablanca's.
    """
    rows = Province.objects.using(asked_alias()).exclude(kind=Province.Kind.ARRONDISSEMENTS)
    return [_line(row, row.region_id, row.kind) for row in (rows.filter(region_id=region) if region else rows)]


def communes(*, province: str = "", region: str = "") -> list[PlaceLine]:
    """Communes of a province, of a region, or of the country. One query."""
    rows = Commune.objects.using(asked_alias())
    if province:
        rows = rows.filter(province_id=province)
    if region:
        rows = rows.filter(province__region_id=region)
    return [_line(row, row.province_id, row.kind) for row in rows]


def commune_choices(language: str, *, province: str = "", region: str = "") -> list[tuple[str, str]]:
    """Code and name of communes in the reader's alphabet. One query."""
    lines = communes(province=province, region=region)
    return sorted(
        ((line.code, line.name.in_(language)) for line in lines),
        key=lambda choice: folded(choice[1]),
    )


def country_choices(language: str) -> list[tuple[str, str]]:
    """Code and name of the countries offered, the nearest first, then in the reader's alphabet. No query once warm."""
    offered = [(place.code, place.name.in_(language)) for place in _country_index().places.values() if place.within]
    far = sorted(
        (c for c in offered if c[0] not in NEAR_COUNTRIES),
        key=lambda choice: folded(choice[1]),
    )
    near = {code: name for code, name in offered if code in NEAR_COUNTRIES}
    return [(code, near[code]) for code in NEAR_COUNTRIES if code in near] + far


def commune_name(code: str, language: str) -> str:
    """A commune's name for a reader of that language, or its code if unknown. No query once warm."""
    place = _commune_index().places.get(code)
    return place.name.in_(language) if place else code


def region_name(code: str, language: str) -> str:
    """A region's name for a reader of that language, or its code if unknown. No query once warm."""
    name = _region_names().get(code)
    return name.in_(language) if name else code


def country_name(code: str, language: str) -> str:
    """A country's name for a reader of that language, or its code if unknown. No query once warm."""
    place = _country_index().places.get(code)
    return place.name.in_(language) if place else code


def find_commune(text: str, *, region: str = "") -> Match | None:
    """The commune a register means, preferring the caller's region where a name repeats. No query once warm.

    None: nothing recognised. A match without a code: several communes bear the name, a person must choose.
    """
    return _commune_index().find(text, region=region)


def find_country(text: str) -> Match | None:
    """The country a register means by a name, a demonym or a code, in ar, fr, it or en. No query once warm.

    None: nothing recognised, or the text says that nothing is known. A match without a code: several
    countries; with `how` several, the text names them all, as for a double nationality.
    """
    return _country_index().find(text)


def forget() -> None:
    """Read the places again at the next question; for the loader and for tests."""
    _indexes.cache_clear()
    _named_regions.cache_clear()


def _region_names() -> dict[str, LocalText]:
    if not (names := _named_regions()):
        # Asked before the first load: an empty answer must not outlive it.
        _named_regions.cache_clear()
    return names


@lru_cache(maxsize=1)
def _named_regions() -> dict[str, LocalText]:
    return {line.code: line.name for line in regions()}


def _commune_index() -> Gazetteer:
    return _index("commune")


def _country_index() -> Gazetteer:
    return _index("country")


def _index(noun: str) -> Gazetteer:
    index = _indexes(noun)
    if not index.places:
        # Asked before the first load: an empty index must not outlive it.
        _indexes.cache_clear()
    return index


@lru_cache(maxsize=2)
def _indexes(noun: str) -> Gazetteer:
    return commune_gazetteer(_commune_candidates()) if noun == "commune" else country_gazetteer(_country_candidates())


def _commune_candidates() -> list[Candidate]:
    rows = Commune.objects.using(asked_alias()).values_list(
        "code", "name_ar", "name_fr", "province__region_id", "province_id"
    )
    return [Candidate(code, LocalText(ar=ar, fr=fr), region, province) for code, ar, fr, region, province in rows]


def _country_candidates() -> list[Candidate]:
    rows = Country.objects.using(asked_alias()).values_list(
        "code", "name_ar", "name_fr", "name_it", "name_en", "is_offered"
    )
    return [
        Candidate(code, LocalText(ar=ar, fr=fr, it=it, en=en), "offered" if offered else "")
        for code, ar, fr, it, en, offered in rows
    ]


def _line(row: Territory, parent: str, kind: str) -> PlaceLine:
    name = LocalText(ar=row.name_ar, fr=row.name_fr)
    return PlaceLine(row.code, name, parent, kind, row.population_2014, row.population_2024)
