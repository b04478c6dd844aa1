"""What forms offer, what pages say, and what a register's words mean."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from darna.base.codelists import queries
from darna.base.codelists.queries import CodeLine, choices, label, recognise
from darna.kernel.text import LocalText

pytestmark = pytest.mark.django_db


def test_a_form_offers_a_list_in_its_order_and_language() -> None:
    assert choices("urgency", "it")[0] == ("immediate", "Immediata (in giornata)")
    assert dict(choices("sex", "ar"))["F"] == "أنثى"


def test_a_page_says_a_code_in_the_language_it_is_read_in() -> None:
    with override("it"):
        assert label("programme", "returned_mre") == "Migranti marocchini di ritorno"
    assert label("programme", "returned_mre", "fr-ma") == "MRE de retour"
    assert label("programme", "no_such_code", "fr") == "no_such_code"


def test_a_list_that_does_not_exist_is_an_error_and_not_an_empty_form() -> None:
    with pytest.raises(queries.UnknownList):
        choices("colour")


def test_saying_a_hundred_labels_asks_the_database_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    label("sex", "F", "fr")
    with django_assert_num_queries(0):
        assert {label("sex", "M", "en") for _ in range(100)} == {"Male"}


def test_reading_the_lists_afresh_takes_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    queries.forget()
    with django_assert_num_queries(2):
        choices("need_type", "ar")


def test_a_code_may_be_chosen_only_while_it_is_valid() -> None:
    line = CodeLine("a", LocalText(fr="a"), "", date(2025, 1, 1), date(2025, 12, 31))
    assert line.is_valid(date(2025, 12, 31))
    assert not line.is_valid(date(2024, 12, 31))
    assert not line.is_valid(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("list_code", "written", "code"),
    [
        ("sex", "H", "M"),
        ("sex", "féminin", "F"),
        ("sex", "ذكر", "M"),
        ("sex", "?", "U"),
        ("programme", "RPT", "third_country_national"),
        ("programme", "R.P.T.", "third_country_national"),
        ("programme", "mre retour", "returned_mre"),
        ("programme", "MRE", "mre_abroad"),
        ("programme", "Jeune", "youth_orientation"),
        ("programme", "jeune candidat à la mobilité", "mobility_candidate"),
        ("programme", "Femme - activité informelle", "informal_to_formal"),
        ("programme", "mineur", "child_protection"),
        ("programme", "مهاجر مغربي عائد", "returned_mre"),
        ("programme", "MRE de retour d'Italie", "returned_mre"),
        ("need_type", "état civil : acte de naissance", "civil_status"),
        ("need_type", "AMO / couverture médicale", "health_cover"),
        ("need_type", "pension France CNSS", "pension_france"),
        ("need_type", "information Italie flussi", "regular_ways_italy"),
        ("need_type", "équivalance diplome", "diploma_recognition"),
        ("need_type", "demande de carte de séjour", "residence_card"),
        ("need_type", "معادلة الشهادة", "diploma_recognition"),
        ("partner_institution", "CNSS Béni Mellal", "cnss"),
        ("partner_institution", "délégation santé", "health_delegation"),
        ("partner_institution", "consulat d'Italie à Casablanca", "consulate_italy"),
        ("register_outcome", "cloture", "closed"),
        ("register_outcome", "à rappeler", "call_back"),
        ("register_outcome", "En cours", "in_progress"),
        ("agreement", "OUI verbal", "yes_verbal"),
        ("agreement", "non", "no"),
        ("identifier_type", "C.I.N", "cin"),
        ("language", "الدارجة", "ary"),
    ],
)
def test_a_registers_words_are_recognised(list_code: str, written: str, code: str) -> None:
    assert recognise(list_code, written) == code


@pytest.mark.parametrize(
    ("list_code", "written"),
    [
        ("sex", ""),
        ("sex", "fmme"),
        ("programme", "=1+1"),
        ("need_type", "voir dossier frère"),
        ("need_type", "pension Italie et acte de naissance"),
        ("partner_institution", "en attente"),
        ("agreement", "peut-être"),
    ],
)
def test_what_is_not_certain_stays_unknown(list_code: str, written: str) -> None:
    assert recognise(list_code, written) is None
