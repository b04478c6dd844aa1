"""A register's spellings lead to the right place, or honestly to none."""

from __future__ import annotations

import pytest

from darna.base.places.queries import find_commune, find_country
from darna.base.places.recognition import How

pytestmark = pytest.mark.django_db

HOME = "05"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("FBS", "Fquih Ben Salah"),
        ("fkih ben saleh", "Fquih Ben Salah"),
        ("الفقيه بنصالح", "Fquih Ben Salah"),
        ("B.Mellal", "Béni Mellal"),
        ("BENI  MELLAL", "Béni Mellal"),
        ("Beni-Mellal (ville)", "Béni Mellal"),
        ("بني ملال", "Béni Mellal"),
        ("Khenifra ", "Khenifra"),
        ("Khnifraa", "Khenifra"),
        ("خنيفره", "Khenifra"),
        ("بين الويدان", "Bin El Ouidane"),
        ("ايت امحمد", "Ait M'hamed"),
        ("Aït M’Hamed", "Ait M'hamed"),
        ("Ksiba", "El Ksiba"),
        ("واد زم", "Oued Zem"),
        ("بجعد", "Bejaad"),
        ("Souk Sebt", "Souk Sebt Ouled Nemma"),
        ("commune de Bzou", "Bzou"),
        ("جماعة بزو", "Bzou"),
        ("Bzou - Azilal", "Bzou"),
        ("Douar Tamda, Bzou", "Bzou"),
        ("Ouled Nasr", "Ouled Nacer"),
        ("Casa", "Casablanca"),
        ("Hay Hassani", "Casablanca"),
        ("فاس", "Fès"),
    ],
)
def test_a_commune_is_recognised_however_it_is_written(written: str, meant: str) -> None:
    match = find_commune(written, region=HOME)
    assert match is not None
    assert match.name is not None
    assert match.name.in_("fr") == meant
    assert not match.is_ambiguous


@pytest.mark.parametrize(
    "written", ["", "  ", "?", "N/A", "néant", "Turin", "province d'Azilal", "إقليم أزيلال", "Rue Bzou"]
)
def test_what_is_not_a_commune_stays_unknown(written: str) -> None:
    assert find_commune(written, region=HOME) is None


def test_a_name_that_repeats_is_the_one_of_the_callers_region() -> None:
    assert find_commune("Oulad Azzouz", region=HOME).code == "05.311.05.15"  # type: ignore[union-attr]
    assert find_commune("Oulad Azzouz", region="06").code == "06.385.01.07"  # type: ignore[union-attr]


def test_a_name_that_repeats_is_left_to_a_person_when_no_region_is_given() -> None:
    match = find_commune("Oulad Azzouz")
    assert match is not None
    assert match.is_ambiguous
    assert {candidate.code for candidate in match.candidates} == {"05.311.05.15", "06.385.01.07"}
    assert match.confidence <= 0.5


def test_a_name_of_another_region_that_may_be_a_slip_for_one_at_home_is_left_to_a_person() -> None:
    match = find_commune("Bni Yakhlef", region=HOME)
    assert match is not None
    assert match.is_ambiguous
    assert [str(candidate.name) for candidate in match.candidates] == ["Bni Ykhlef", "Bni Yakhlef"]


def test_two_communes_in_one_cell_are_both_offered() -> None:
    match = find_commune("Khénifra / Demnate", region=HOME)
    assert match is not None
    assert match.how is How.SEVERAL
    assert match.code is None
    assert len(match.candidates) == 2


def test_a_near_spelling_is_less_sure_than_a_name() -> None:
    name, near = find_commune("Timoulilt"), find_commune("Timoulit")
    assert name is not None
    assert near is not None
    assert (name.code, name.confidence) == (near.code, 1.0)
    assert near.confidence < 0.95


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *[
            (text, "MA")
            for text in ("Marocaine", "marocain", "MA", "MAR", "مغربية", "المغربية", "Moroccan", "marocchina")
        ],
        *[(text, "GN") for text in ("Guinée", "Guinée Conakry", "guinéenne", "غينيا")],
        *[(text, "CD") for text in ("RDC", "R.D.C", "Congo Kinshasa", "République démocratique du Congo")],
        *[(text, "CI") for text in ("Côte d'Ivoire", "Cote d’ivoire", "RCI", "ivoirienne", "كوت ديفوار", "ساحل العاج")],
        *[(text, "NL") for text in ("Pays bas", "Pays-Bas", "Hollande", "هولندا", "olandese")],
        *[(text, "IT") for text in ("ITALIE", "Italia", "إيطاليا", "ايطالية", "retour d'Italie", "Italie (Turin)")],
        ("Syrie", "SY"),
        ("سوري", "SY"),
        ("GW", "GW"),
        ("Guinée-Bissau", "GW"),
        ("Nationalité sénégalaise", "SN"),
        ("cittadina marocchina", "MA"),
        ("Allemange", "DE"),
        ("Nigériane", "NG"),
        ("nigérienne", "NE"),
        ("فلسطيني", "PS"),
    ],
)
def test_a_country_is_recognised_by_name_demonym_or_code(written: str, code: str) -> None:
    match = find_country(written)
    assert match is not None
    assert match.code == code


@pytest.mark.parametrize(
    "written", ["", "?", "NA", "NR", "ND", "so", "RAS", "inconnu", "autre", "غير معروف", "MRE", "abc"]
)
def test_what_says_nothing_is_never_read_as_a_country_code(written: str) -> None:
    assert find_country(written) is None


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Congo", {"CD", "CG"}),
        ("congolaise", {"CD", "CG"}),
        ("نيجيري", {"NE", "NG"}),
        ("Marocaine et française", {"MA", "FR"}),
    ],
)
def test_a_word_for_two_countries_is_left_to_a_person(written: str, codes: set[str]) -> None:
    match = find_country(written)
    assert match is not None
    assert match.is_ambiguous
    assert {candidate.code for candidate in match.candidates} == codes
