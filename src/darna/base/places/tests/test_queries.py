"""Lists of places for forms and pages."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from darna.base.places import queries

pytestmark = pytest.mark.django_db


def test_a_form_offers_the_five_provinces_of_the_region() -> None:
    names = {line.name.in_("fr") for line in queries.provinces("05")}
    assert names == {"Béni Mellal", "Azilal", "Fquih Ben Salah", "Khénifra", "Khouribga"}
    assert len(queries.provinces()) == 75
    assert len(queries.regions()) == 12


def test_communes_are_listed_by_province_or_by_region(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        azilal, region = queries.communes(province="05.081"), queries.communes(region="05")
    assert (len(azilal), len(region)) == (44, 135)
    assert sum(line.population_2024 or 0 for line in azilal) == 574_112


def test_the_nearest_countries_come_first_and_no_uninhabited_island_is_offered() -> None:
    offered = queries.country_choices("it")
    assert [name for _, name in offered[:4]] == ["Marocco", "Italia", "Spagna", "Francia"]
    assert "BV" not in dict(offered)
    names = [name for _, name in offered[4:]]
    assert names.index("Camerun") < names.index("Senegal")


def test_names_are_said_in_the_readers_language_without_a_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    queries.commune_name("05.081.05.07", "ar"), queries.country_name("IT", "ar")
    with django_assert_num_queries(0):
        assert queries.commune_name("05.081.05.07", "ar") == "بزو"
        assert queries.country_name("IT", "ar") == "إيطاليا"
        assert queries.country_name("ZZ", "ar") == "ZZ"
