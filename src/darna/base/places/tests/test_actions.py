"""Morocco's places are complete, add up, and are brought in once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db.models import Sum

from darna.base.places import actions, sources
from darna.base.places.models import Commune, Country, Province, Region

#: Places are written by the role that loads data; the application may only read them.
loads = pytest.mark.django_db(databases=["default", "migrator"])


@loads
def test_loading_twice_changes_nothing() -> None:
    actions.load_places(using="migrator")
    again = actions.load_places(using="migrator")
    assert (again.created, again.changed) == (0, 0)
    assert again.same == 12 + 83 + 1_503 + len(sources.countries())


@loads
def test_a_name_that_was_damaged_is_put_right_by_the_next_load() -> None:
    actions.load_places(using="migrator")
    Commune.objects.using("migrator").filter(name_fr="Bzou").update(name_fr="Bzuo")
    assert actions.load_places(using="migrator").changed == 1
    assert Commune.objects.using("migrator").filter(name_fr="Bzou").exists()


@pytest.mark.django_db
def test_morocco_has_twelve_regions_and_the_population_that_was_counted() -> None:
    assert Region.objects.count() == 12
    assert Commune.objects.count() == 1_503
    assert Commune.objects.aggregate(all=Sum("population_2024"))["all"] == 36_828_330
    assert Region.objects.aggregate(all=Sum("population_2014"))["all"] == 33_848_242


@pytest.mark.django_db
def test_beni_mellal_khenifra_has_its_135_communes() -> None:
    home = Commune.objects.filter(province__region_id="05")
    assert home.count() == 135
    assert home.aggregate(all=Sum("population_2024"))["all"] == 2_525_801
    assert Region.objects.get(code="05").population_2014 == 2_520_776


@pytest.mark.django_db
def test_prefectures_of_arrondissements_hold_no_commune() -> None:
    inside = Province.objects.filter(kind=Province.Kind.ARRONDISSEMENTS)
    assert inside.count() == 8
    assert not Commune.objects.filter(province__in=inside).exists()


def test_a_census_table_that_does_not_add_up_is_refused() -> None:
    regions, communes = sources.regions(), list(sources.communes())
    communes[0] = replace(communes[0], population_2024=1)
    with pytest.raises(actions.SourceDiffers):
        actions.check_census(regions, communes)


@pytest.mark.django_db
def test_every_country_has_a_name_in_each_language_and_in_its_own_script() -> None:
    countries = list(Country.objects.all())
    assert len(countries) >= 249
    for country in countries:
        assert len(country.name) == 4, country.code
        assert any("\u0600" <= letter <= "\u06ff" for letter in country.name_ar), country.code
    assert Country.objects.get(code="MA").name_in("ar") == "المغرب"
    assert Country.objects.get(code="MA").name_in("it") == "Marocco"


@pytest.mark.django_db
def test_no_two_countries_share_a_name() -> None:
    for language in sources.LANGUAGES:
        names = Country.objects.values_list(f"name_{language}", flat=True)
        assert len(set(names)) == len(names), language


def test_every_alias_and_demonym_belongs_to_a_place_that_exists() -> None:
    communes = {row.code for row in sources.communes()}
    assert {row["commune_code"] for row in sources.table("commune_aliases.csv")} <= communes
    assert {code for _, code in sources.country_words()} <= sources.countries().keys()
    assert sources.not_offered() <= sources.countries().keys()


def test_demonyms_exist_in_four_languages_for_the_countries_people_come_from() -> None:
    rows = [row for row in sources.table("country_words.csv") if all(row[language] for language in sources.LANGUAGES)]
    assert len(rows) >= 80
    assert {"MA", "SN", "ML", "GN", "CI", "CM", "CD", "SY", "SD", "YE", "IT", "FR"} <= {row["code"] for row in rows}
