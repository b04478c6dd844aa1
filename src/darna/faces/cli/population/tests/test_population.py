"""The fictional register: the same twice, its truth kept, its faults as often as said."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import islice

import pytest

from darna.faces.cli.population import KINDS, FictionalRow, population, queries
from darna.faces.cli.population.surnames import TAIL, tail

ROWS = 8_000


@pytest.fixture(scope="module")
def rows() -> list[FictionalRow]:
    return list(population(ROWS, seed=11))


def share(flags: list[bool]) -> float:
    return sum(flags) / len(flags)


def test_the_same_seed_gives_the_same_rows_and_another_gives_others(rows: list[FictionalRow]) -> None:
    assert list(islice(population(ROWS, seed=11), 100)) == rows[:100]
    assert population(ROWS, seed=11).row(4711) == rows[4711]
    assert list(islice(population(ROWS, seed=12), 100)) != rows[:100]


def test_a_person_entered_again_has_the_number_of_their_first_row(rows: list[FictionalRow]) -> None:
    again = [row for row in rows if row.person != row.number]
    assert 0.04 <= len(again) / ROWS <= 0.06
    assert all(rows[row.person].person == row.person < row.number for row in again)
    assert not [row for row in population(500, seed=1, duplicates=0) if row.person != row.number]


def test_everyone_has_a_name_in_one_script_and_is_born_on_a_day_that_has_been(rows: list[FictionalRow]) -> None:
    for row in rows:
        assert (row.given and row.family) or (row.given_ar and row.family_ar)
        assert date(1925, 1, 1) < row.born_on < date(2026, 1, 1)


def test_scripts_documents_and_birthplaces_are_as_often_there_as_registers_have_them(rows: list[FictionalRow]) -> None:
    assert 0.30 <= share([not row.given_ar for row in rows]) <= 0.42
    assert 0.05 <= share([not row.given for row in rows]) <= 0.12
    assert 0.72 <= share([row.commune.startswith("05.") for row in rows]) <= 0.78
    firsts = [row for row in rows if row.person == row.number]
    assert 0.57 <= share([bool(row.cin) for row in firsts]) <= 0.65
    numbers = [row.cin for row in firsts if row.cin]
    assert len(set(numbers)) == len(numbers)


def test_a_row_entered_again_has_lost_or_changed_something(rows: list[FictionalRow]) -> None:
    pairs = [(rows[row.person], row) for row in rows if row.person != row.number]
    had = [(first, row) for first, row in pairs if first.cin]
    assert 0.35 <= share([not row.cin for _, row in had]) <= 0.55
    assert 0.03 <= share([first.born_on != row.born_on for first, row in pairs]) <= 0.18
    assert share([first.given != row.given or first.family != row.family for first, row in pairs]) > 0.4


def test_some_share_a_household_with_its_name_and_phone(rows: list[FictionalRow]) -> None:
    everyone = population(ROWS, seed=11)
    shared = [row for row in rows if row.person == row.number != row.household]
    assert 0.05 <= len(shared) / ROWS <= 0.15
    assert all(row.phone == everyone.truth(row.household).phone for row in shared)


def test_rare_family_names_make_a_long_tail() -> None:
    assert len(tail().names) == TAIL == len({name.arabic for name in tail().names})


def test_questions_ask_for_their_row_in_their_kind() -> None:
    register = population(ROWS, seed=11)
    asked = list(queries(register, 400, seed=3))
    assert asked == list(queries(register, 400, seed=3))
    assert Counter(one.kind for one in asked) == {kind: 50 * KINDS.count(kind) for kind in KINDS}
    for one in asked:
        held = (f"{one.row.given} {one.row.family}", f"{one.row.given_ar} {one.row.family_ar}")
        assert (one.text in held) is (one.kind == "exact")
        assert one.row.person == one.person
        if one.kind == "other_script":
            assert bool(one.row.given) is not bool(one.row.given_ar)
