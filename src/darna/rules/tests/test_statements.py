"""Everything the law is said to say stands in one list, with its source, and can be read in four languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from darna.kernel.text import FALLBACKS
from darna.rules.book import AREAS, book
from darna.rules.engine.citations import Certainty
from darna.rules.statements import (
    STALE_AFTER,
    changes,
    counted,
    known_codes,
    statement_in_words,
    statements,
    value_in_words,
)
from darna.rules.telling import teller

#: Numbers of forms and years are read as they are in every language.
AS_THEY_ARE = ("SE ", "BM ", "EM-", "L/M")


def test_every_value_through_time_is_a_statement() -> None:
    values = [
        (parameter.name, value.valid_from)
        for holder in book().instruments.values()
        for parameter in holder.parameters.values()
        for value in parameter.values
    ]
    found = [(one.name, one.valid_from) for one in statements(book()) if one.kind == "value"]
    assert sorted(found) == sorted(values)


def test_every_right_has_conditions_and_steps_among_them() -> None:
    told = {(one.holder, one.kind) for one in statements(book())}
    for name in book().rights:
        assert (name, "condition") in told
        assert (name, "step") in told


def test_each_is_counted_once_by_how_sure_it_is() -> None:
    found = statements(book())
    assert sum(counted(found).values()) == len(found)
    assert counted(found)[Certainty.VERIFIED] > 100


def test_a_statement_is_to_be_read_again_after_180_days() -> None:
    one = statements(book())[0]
    read_on = one.citation.read_on
    assert not one.is_stale(read_on + STALE_AFTER)
    assert one.is_stale(read_on + STALE_AFTER + timedelta(days=1))


def test_changes_stand_with_the_newest_first_and_say_what_was_before() -> None:
    found = changes(book())
    assert [one.on for one in found] == sorted((one.on for one in found), reverse=True)
    reform = next(one for one in found if one.parameter.name == "ma_fr_2007.in_force" and one.on == date(2011, 6, 1))
    assert (reform.before.value, reform.after and reform.after.value) == (False, True)


@pytest.mark.parametrize("language", FALLBACKS)
def test_every_statement_is_read_in_each_language(language: str) -> None:
    tell = teller(book(), language)
    for one in statements(book()):
        assert statement_in_words(tell, one).strip(), one
        assert "{" not in statement_in_words(tell, one), one
        assert all(value_in_words(tell, one.value, one.unit)), one
    assert all(tell.sentence(f"law.area.{area}") != f"law.area.{area}" for area in AREAS)


def test_every_code_that_stands_in_a_value_has_a_name() -> None:
    tell = teller(book(), "ar")
    unnamed = [code for code in known_codes(book()) if value_in_words(tell, code, "choice") == (code,)]
    assert [code for code in unnamed if not code[0].isdigit() and not code.startswith(AS_THEY_ARE)] == []
