"""Expressions: what the field writes, what is refused, and that nothing a person writes makes one fall over."""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darna.methods.xlsform import Circumstances, Run, read_form
from darna.methods.xlsform.evaluating import Place, evaluate
from darna.methods.xlsform.functions import costs_too_much, matches
from darna.methods.xlsform.parsing import UnreadableExpression, names_in, parse
from darna.methods.xlsform.running import _Seen
from darna.methods.xlsform.values import Value, as_number, as_text, as_truth

NOW = Circumstances(datetime.fromisoformat("2026-11-23T10:30"), "Salma")


def form(*rows: tuple[Any, ...], choices: tuple[tuple[Any, ...], ...] = ()) -> Any:
    """A form whose columns are type, name, label, relevant, calculation, choice_filter, repeat_count."""
    head = ("type", "name", "label", "relevant", "calculation", "choice_filter", "repeat_count")
    sheets = {
        "survey": list(enumerate([head, *rows], start=1)),
        "choices": list(enumerate([("list_name", "name", "label", "region"), *choices], start=1)),
    }
    found = read_form(sheets)
    assert found.form is not None, found.faults
    return found.form


FORM = form(
    ("select_multiple needs", "needs", "Needs"),
    ("integer", "age", "Age"),
    ("date", "born", "Born"),
    ("begin repeat", "child", "Child"),
    ("integer", "years", "Years"),
    ("calculate", "place", "", "", "position(..)"),
    ("end repeat", ""),
    ("text", "name", "Name"),
    choices=(("needs", "housing", "Housing"), ("needs", "health", "Health")),
)
ANSWERS = {"needs": "housing health", "age": "30", "born": "2000-02-29", "child": [{"years": "4"}, {"years": "9"}, {}]}


def worth(source: str, here: str = "", answers: dict[str, Any] | None = None) -> Value:
    run = Run(FORM, dict(ANSWERS if answers is None else answers), NOW)
    return evaluate(parse(source), Place(_Seen(run, FORM.by_name["name"], ()), here))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("selected(${needs}, 'health')", "true"),
        ("selected(${needs}, 'heal')", "false"),
        ("not(selected(${needs}, 'work'))", "true"),
        ("count-selected(${needs})", "2"),
        ("selected-at(${needs}, 1)", "health"),
        ("if(${age} >= 18, 'grown', 'child')", "grown"),
        ("coalesce(${name}, 'nobody')", "nobody"),
        ("sum(${years})", "13"),
        ("count(${child})", "3"),
        ("max(${years}) - min(${years})", "5"),
        ("join(', ', ${years})", "4, 9"),
        ("indexed-repeat(${years}, ${child}, 2)", "9"),
        ("indexed-repeat(${years}, ${child}, 7)", ""),
        ("jr:choice-name('health', '${needs}')", "Health"),
        ("jr:itext(instance('needs')/root/item[name = 'housing']/itextId)", "Housing"),
        ("today()", "2026-11-23"),
        ("int((today() - ${born}) div 365.25)", "26"),
        ("format-date(${born}, '%d/%m/%Y')", "29/02/2000"),
        ("date('2026-01-31') + 1 > date('2026-01-31')", "true"),
        ("concat('a', \"b\", 3)", "ab3"),
        ("substr('casa', 1, 3)", "as"),
        ("string-length('بيت')", "3"),
        ("round(2.456, 1)", "2.5"),
        ("7 mod 3 + 2 * 3 - -1", "8"),
        ("1 div 0", "Infinity"),
        ("number('x')", "NaN"),
        ("/data/home/age", "30"),
        ("../age + 1", "31"),
        ("'a' = 'a' and 1 < 2 or false()", "true"),
    ],
)
def test_what_the_field_writes_is_worth_what_it_says(source: str, told: str) -> None:
    assert as_text(worth(source)) == told


@pytest.mark.parametrize(
    ("source", "here", "fits"),
    [
        (". >= 0 and . < 120", "30", True),
        (". >= 0 and . < 120", "130", False),
        (". <= today()", "2026-11-23", True),
        (". <= today()", "2026-11-24", False),
        (r"regex(., '^0[5-7][0-9]{8}$')", "0612345678", True),
        (r"regex(., '^0[5-7][0-9]{8}$')", "612345678", False),
        ("count-selected(.) <= 2", "a b c", False),
        ("not(selected(., 'none') and count-selected(.) > 1)", "none a", False),
    ],
)
def test_an_answer_is_held_against_its_constraint(source: str, here: str, fits: bool) -> None:
    assert as_truth(worth(source, here)) is fits


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("${a} =", "expression_ends_too_soon"),
        ("(1 + 2", "expression_ends_too_soon"),
        ("1 2", "expression_goes_on"),
        ("${a} & 1", "expression_has_a_strange_sign"),
        ("(" * 90 + "1" + ")" * 90, "expression_too_deep"),
        ("1 + " * 2000 + "1", "expression_too_long"),
        ("if(1, 2", "expression_ends_too_soon"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(source: str, code: str) -> None:
    with pytest.raises(UnreadableExpression) as refused:
        parse(source)
    assert refused.value.code == code


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "((ab)*)*", "^(x{2,})+$"])
def test_a_pattern_that_would_take_hours_is_never_tried(pattern: str) -> None:
    assert costs_too_much(pattern)
    assert not matches("a" * 60 + "!", pattern)


@pytest.mark.parametrize("pattern", [r"^(\+212|0)[5-7]\d{8}$", "[a-z]+@[a-z]+", r"\(x\)+", "(ab){2}"])
def test_a_plain_pattern_may_be_used(pattern: str) -> None:
    assert not costs_too_much(pattern)


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_fall_over(source: str) -> None:
    with suppress(UnreadableExpression):
        assert isinstance(names_in(parse(source)), set)


SOURCES = [
    "int(${name}) + ${age}",
    "substr(${name}, ${age}, 3)",
    "round(${name}, ${age})",
    "selected-at(${name}, ${age})",
    "pow(${name}, ${age})",
    "date(${name})",
    "format-date(${name}, ${name})",
    "regex(${name}, ${name})",
    "${name} div ${age}",
    "${name} mod ${age}",
    "indexed-repeat(${years}, ${child}, ${age})",
    "sum(${years}) + sqrt(${age})",
]


@given(st.sampled_from(SOURCES), st.text(max_size=60), st.one_of(st.text(max_size=12), st.floats().map(str)))
def test_no_answer_makes_an_expression_fall_over(source: str, name: str, age: str) -> None:
    value = worth(source, "", {"name": name, "age": age, "child": [{"years": age}]})
    assert isinstance(as_text(value), str)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_a_number_survives_being_written(number: float) -> None:
    assert math.isclose(as_number(as_text(number)), number, rel_tol=1e-9, abs_tol=1e-9)
