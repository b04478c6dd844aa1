"""How names are divided, remarks understood, and places recognised."""

from __future__ import annotations

import doctest

import pytest

from darna.domains.cases.registers import naming, reasons
from darna.domains.cases.registers.naming import names_of, split_name
from darna.domains.cases.registers.recognising import asks_not_to_be_called, recognise


def test_the_examples_hold() -> None:
    assert doctest.testmod(naming).failed == 0


@pytest.mark.parametrize(
    ("full", "given", "family"),
    [
        ("عبد العالي أخنوش", "عبد العالي", "أخنوش"),
        ("فدوى أيت حمو", "فدوى", "أيت حمو"),
        ("عز الدين زنيبر", "عز الدين", "زنيبر"),
        ("فاطمة الزهراء العلوي", "فاطمة الزهراء", "العلوي"),
        ("AIT OUARRAB Fadma", "Fadma", "AIT OUARRAB"),
        ("Aïcha", "Aïcha", ""),
    ],
)
def test_a_whole_name_is_divided(full: str, given: str, family: str) -> None:
    assert split_name(full) == (given, family)


def test_columns_in_arabic_letters_become_the_arabic_names() -> None:
    names = names_of("العلوي", "نادية", "", "")
    assert (names.given_name_ar, names.family_name_ar, names.latin) == ("نادية", "العلوي", "")


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ("ne pas appeler le soir !", "sometimes"),
        ("Ne pas appeler", "never"),
        ("لا يرغب في الاتصال", "never"),
        ("à rappeler lundi", ""),
        ("a 3 enfants", ""),
    ],
)
def test_a_remark_not_to_call_is_understood(note: str, says: str) -> None:
    assert asks_not_to_be_called(note) == says


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("nationality", "Maroc / France", "FR,MA"),
        ("nationality", "RDC", "CD"),
        ("country_abroad", "Pays bas", "NL"),
        ("commune", "FBS", "05.255.01.05"),
        ("profile", "mre retour", "returned_mre"),
        ("need", "zzzz", None),
    ],
)
def test_words_of_a_register_are_recognised(db: None, field: str, text: str, code: str | None) -> None:
    assert recognise(field, text) == code


def test_every_reason_is_a_sentence() -> None:
    assert all(reasons.explain(code).endswith(".") for code in ("year_only", "consent_of_minor", "case_changed_since"))
