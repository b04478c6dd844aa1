"""What people type is read as they mean it, and what cannot be is said at its field."""

from __future__ import annotations

import pytest

from darna.faces.portal.rights.forms import FIRST_FACTS, without_row
from darna.faces.portal.rights.tests.makers import THREE, forms_of, told
from darna.kernel.errors import Invalid
from darna.kernel.typed import typed_date
from darna.rules.engine.bounds import Between

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1985", "1985"),
        ("06/1985", "1985-06"),
        ("6-1985", "1985-06"),
        ("1985-06", "1985-06"),
        ("12/06/1985", "1985-06-12"),
        ("1985-06-12", "1985-06-12"),
        ("١٢/٠٦/١٩٨٥", "1985-06-12"),
        (" 12.6.1985 ", "1985-06-12"),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, read: str) -> None:
    assert str(typed_date(written)) == read


@pytest.mark.parametrize("written", ["85", "31/02/1985", "13/1985", "soon", "1985/1990", "19855"])
def test_what_is_no_date_is_not_guessed(written: str) -> None:
    with pytest.raises(Invalid):
        typed_date(written)


def test_three_periods_are_one_life() -> None:
    forms = told()
    assert forms.is_valid, forms.errors
    assert forms.career.countries == ("FR", "IT", "MA")
    assert forms.career.months({"FR"}) == Between(214, 214)
    assert forms.facts.told["lives_in"] == "MA"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"p0-country": ""}, "id_p0-country"),
        ({"p0-country": "XX"}, "id_p0-country"),
        ({"p0-first": "", "p0-last": ""}, "id_p0-first"),
        ({"p0-last": "1970"}, "id_p0-last"),
        ({"p0-first": "2999", "p0-last": ""}, "id_p0-first"),
        ({"p2-amount": "-3"}, "id_p2-amount"),
        ({"p2-amount": "many"}, "id_p2-amount"),
        ({"p1-amount": "300", "p1-unit": "months"}, "id_p1-amount"),
        ({"f-birth_date": "2999"}, "id_f-birth_date"),
        ({"f-legally_resident_in_eu": "perhaps"}, "id_f-legally_resident_in_eu_0"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(changes: dict[str, str], field: str) -> None:
    forms = told(**changes)
    assert not forms.is_valid
    assert [bound.first_control_id for bound, _label, _error in forms.errors] == [field]


def test_a_row_with_an_end_and_no_country_is_not_passed_over() -> None:
    forms = told(**{"p1-country": ""})
    assert not forms.is_valid


def test_an_empty_row_between_others_is_passed_over() -> None:
    forms = told(**{"p1-country": "", "p1-first": "", "p1-last": ""})
    assert forms.is_valid
    assert forms.career.countries == ("FR", "MA")


def test_a_question_is_put_when_an_answer_lacks_it_and_what_was_told_stays() -> None:
    forms = told()
    assert forms.is_valid
    forms.ask(["returned_on", "national_amount.FR", "career", "no_such_fact", "national_amount.fr'x"])
    assert [field.name for field in forms.further_facts] == ["returned_on"]
    assert [field.name for field in forms.details] == ["national_amount.FR"]
    assert forms.facts["birth_date"].value() == "1958"
    assert len(forms.first_facts) == len(FIRST_FACTS)


def test_fields_that_nobody_asked_for_are_not_read() -> None:
    forms = forms_of({**THREE, "f-career": "x", "f-age": "200", "f-national_amount.FR": "812,50", "f-nothing": "1"})
    assert "career" not in forms.facts.fields
    assert "nothing" not in forms.facts.fields
    assert not forms.is_valid
    assert [field.name for field, _label, _error in forms.errors] == ["age"]


def test_taking_a_row_out_leaves_the_other_answers() -> None:
    left = without_row(THREE, 0, 3)
    assert (left["p0-country"], left["p1-country"], left["f-lives_in"]) == ("IT", "MA", "MA")
    assert "p2-country" not in left
