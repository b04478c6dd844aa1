"""Forms: what is asked now, choices under a filter, repeats that follow a number, and faults with their rows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darna.methods.xlsform import Run, first_answers, is_right_to_left, language_code, read_form, screens_of
from darna.methods.xlsform.tests.test_expressions import NOW, form


def faults(*rows: tuple[Any, ...], head: tuple[str, ...] = ("type", "name", "label", "relevant")) -> dict[str, int]:
    found = read_form({"survey": list(enumerate([head, *rows], start=1))})
    assert found.form is None
    return {fault.code: fault.row for fault in found.grave}


def test_a_question_is_asked_only_while_all_around_it_is() -> None:
    made = form(
        ("text", "a", "A"),
        ("begin group", "g", "G", "${a} = 'yes'"),
        ("text", "b", "B"),
        ("text", "c", "C", "${b} != ''"),
        ("end group", ""),
    )
    run = Run(made, {"a": "yes", "b": "x", "c": "kept"}, NOW)
    assert run.kept() == {"a": "yes", "b": "x", "c": "kept"}
    assert Run(made, {"a": "no", "b": "x", "c": "kept"}, NOW).kept() == {"a": "no"}


def test_a_question_may_depend_on_one_that_comes_later() -> None:
    made = form(("text", "a", "A", "${b} = '1'"), ("text", "b", "B"))
    assert Run(made, {"a": "x", "b": "1"}, NOW).kept() == {"a": "x", "b": "1"}


def test_choices_follow_the_answers_that_filter_them() -> None:
    choices = (("place", "fez", "Fez", "north"), ("place", "safi", "Safi", "coast"))
    made = form(
        ("text", "where", "Where"), ("select_one place", "town", "Town", "", "", "region = ${where}"), choices=choices
    )
    run = Run(made, {"where": "coast", "town": "fez"}, NOW)
    assert run.choices(made.by_name["town"], ()) == [("safi", "Safi")]
    assert [problem.code for problem in run.problems(made.items)] == ["not_in_the_list"]


def test_a_repeat_is_there_as_often_as_its_number_says() -> None:
    repeat = (("begin repeat", "one", "One", "", "", "", "${many}"), ("text", "x", "X"), ("end repeat", ""))
    rows = (("integer", "many", "How many"), *repeat)
    made = form(*rows)
    run = Run(made, {**first_answers(made, NOW), "many": "3"}, NOW)
    assert len(run.paths(made.by_name["x"])) == 3
    assert len(Run(made, {"many": "999999"}, NOW).paths(made.by_name["x"])) == 60
    assert Run(made, {"many": "-2"}, NOW).paths(made.by_name["x"]) == []


def test_an_answer_of_ones_own_is_asked_for_where_the_author_allows_it() -> None:
    made = form(("select_one needs or_other", "need", "Need"), choices=(("needs", "a", "A"),))
    assert [code for code, _ in Run(made, {}, NOW).choices(made.by_name["need"], ())] == ["a", "other"]
    assert Run(made, {"need": "other", "need_other": "Shoes"}, NOW).kept() == {"need": "other", "need_other": "Shoes"}


def test_every_group_and_repeat_is_a_page() -> None:
    loose = [("text", f"q{number}", "Q") for number in range(25)]
    made = form(*loose, ("begin group", "g", "G"), ("text", "b", "B"), ("end group", ""))
    assert [len(screen.items) for screen in screens_of(made)] == [10, 10, 5, 1]


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ([("text", "a", "A", "${b} = 1")], "question_unknown", 2),
        ([("text", "a", "A"), ("text", "a", "B")], "name_twice", 3),
        ([("begin group", "g", "G"), ("text", "a", "A")], "not_closed", 2),
        ([("text", "a", "A"), ("end repeat", "")], "closes_nothing", 3),
        ([("begin group", "g", ""), ("text", "a", "A"), ("end repeat", "")], "closes_nothing", 4),
        ([("select_one none", "a", "A")], "list_unknown", 2),
        ([("select_one_from_file x.csv", "a", "A")], "choices_from_file", 2),
        ([("dance", "a", "A")], "type_unknown", 2),
        ([("text", "a", "A", "pulldata('x', 'y', 'z', 1)")], "function_not_offered", 2),
        ([("text", "a", "A", "frobnicate(1)")], "function_unknown", 2),
        ([("text", "a", "A", "if(1, 2)")], "function_given_wrongly", 2),
        ([("text", "a", "A", "b = 1")], "bare_word", 2),
        ([("text", "a", "A", "regex('x', '(a+)+')")], "pattern_costs_too_much", 2),
        ([("text", "a", "A", "${b}='1'"), ("text", "b", "B", "${a}='1'")], "asks_for_itself", 2),
        ([("text", "1a", "A")], "name_not_fit", 2),
        ([("text", "", "A")], "value_missing", 2),
    ],
)
def test_a_fault_is_told_with_its_row(rows: list[tuple[Any, ...]], code: str, row: int) -> None:
    assert faults(*rows).get(code) == row


def test_a_workbook_without_questions_or_columns_is_refused() -> None:
    assert "no_survey_sheet" in {fault.code for fault in read_form({}).grave}
    assert "column_missing" in faults(head=("type", "label"))


@pytest.mark.parametrize(
    ("name", "code"),
    [("English (en)", "en"), ("Français", "fr"), ("العربية", "ar"), ("ar", "ar"), ("Local language", "")],
)
def test_a_language_is_known_by_its_name(name: str, code: str) -> None:
    assert language_code(name) == code
    assert is_right_to_left(name) is (code == "ar")


@given(
    st.lists(st.lists(st.one_of(st.text(max_size=12), st.none(), st.booleans(), st.floats()), max_size=6), max_size=12)
)
def test_no_sheet_makes_the_check_fall_over(rows: list[list[Any]]) -> None:
    head = ["type", "name", "label", "relevant", "calculation", "repeat_count"]
    found = read_form({"survey": list(enumerate([head, *rows], start=1)), "choices": list(enumerate(rows, start=1))})
    assert (found.form is None) is bool(found.grave)
