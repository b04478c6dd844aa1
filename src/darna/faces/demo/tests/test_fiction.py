"""The people of the demonstration are believable, always the same, and nobody's."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import phonenumbers
import pytest

from darna.faces.demo import fiction
from darna.faces.demo.fiction import FictionalPerson, fictional_people
from darna.kernel.dates import PartialDate

COMMUNES = ["05.081", "05.091", "05.271"]


@pytest.fixture(scope="module")
def people() -> list[FictionalPerson]:
    return list(fictional_people(5000, seed=11, communes=COMMUNES))


def test_the_same_seed_tells_of_the_same_people_and_another_of_others(people: list[FictionalPerson]) -> None:
    assert list(fictional_people(50, seed=11, communes=COMMUNES)) == people[:50]
    assert list(fictional_people(50, seed=12, communes=COMMUNES)) != people[:50]


def test_everyone_has_a_full_name_in_at_least_one_script(people: list[FictionalPerson]) -> None:
    assert all((person.given and person.family) or (person.given_ar and person.family_ar) for person in people)
    both = sum(bool(person.given and person.given_ar) for person in people)
    assert 0.45 < both / len(people) < 0.70


def test_no_phone_number_could_ring_anywhere(people: list[FictionalPerson]) -> None:
    numbers = [phonenumbers.parse(person.phone) for person in people if person.phone]
    assert all(phonenumbers.is_possible_number(number) for number in numbers)
    assert not any(phonenumbers.is_valid_number(number) for number in numbers)


def test_phones_and_identifiers_belong_to_one_person_each(people: list[FictionalPerson]) -> None:
    for values in ([person.phone for person in people], [person.cin for person in people]):
        assert Counter(value for value in values if value).most_common(1)[0][1] == 1


def test_births_are_stored_as_precisely_as_they_are_known(people: list[FictionalPerson]) -> None:
    assert all(PartialDate(person.born_on, person.precision).value == person.born_on for person in people)
    assert {person.precision.value for person in people} == {"day", "month", "year", "estimated"}


def test_namesakes_exist_but_the_register_is_not_made_of_them(people: list[FictionalPerson]) -> None:
    families = Counter(person.family_ar for person in people if person.family_ar)
    assert len(families) > 700
    assert families.most_common(1)[0][1] / families.total() < 0.05


def test_the_names_come_from_many_countries_and_every_commune(people: list[FictionalPerson]) -> None:
    assert {person.commune for person in people} == set(COMMUNES)
    assert {"MA", "SN", "CM", "SY"} <= {person.nationality for person in people}
    assert all(not person.commune for person in fictional_people(3, seed=1, communes=[]))


def test_the_generator_knows_nothing_of_the_name_keys() -> None:
    tree = ast.parse(Path(fiction.__file__).read_text(encoding="utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not any(module.startswith("darna.methods") for module in imported)
