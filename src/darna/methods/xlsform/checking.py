"""Whether a questionnaire holds together: names, what expressions ask for, and in which order they are computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from darna.methods.xlsform.faults import Fault
from darna.methods.xlsform.form import Expression, Form, Item, Kind
from darna.methods.xlsform.functions import FUNCTIONS, LOOKING, NOT_OFFERED, costs_too_much
from darna.methods.xlsform.parsing import Call, Looked, Node, Text, calls_in, columns_in, names_in

_NAME: Final = re.compile(r"[^\W\d][\w.-]*$")
_ASKED: Final = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


def faults_of(form: Form) -> Iterator[Fault]:
    """Every fault of names, labels and expressions."""
    if not any(item.is_shown for item in form.questions):
        yield Fault("nothing_is_asked", "survey")
    yield from _names(form)
    for item in form.everything():
        yield from _labels(form, item)
        for column, expression in _expressions(item):
            yield from _expression(form, item, column, expression)


def _names(form: Form) -> Iterator[Fault]:
    seen: set[str] = set()
    for item in form.everything():
        if not _NAME.match(item.name):
            yield Fault("name_not_fit", "survey", abs(item.row), "name", item.name)
        if item.kind is Kind.GROUP:
            continue
        if item.name in seen:
            yield Fault("name_twice", "survey", abs(item.row), "name", item.name)
        seen.add(item.name)


def _labels(form: Form, item: Item) -> Iterator[Fault]:
    if item.is_asked and not any(item.labels.values()) and not any(item.hints.values()):
        yield Fault("label_missing", "survey", abs(item.row), "label", item.name, is_grave=False)
    missing = [language for language in form.languages if language and item.labels and not item.labels.get(language)]
    if item.is_shown and missing and "" not in item.labels:
        yield Fault("translation_missing", "survey", abs(item.row), f"label::{missing[0]}", item.name, is_grave=False)
    for text in (*item.labels.values(), *item.hints.values()):
        for name in _ASKED.findall(text):
            if name not in form.by_name:
                yield Fault("question_unknown", "survey", abs(item.row), "label", name)


def _expressions(item: Item) -> Iterator[tuple[str, Expression]]:
    for column, expression in (
        ("relevant", item.relevant),
        ("constraint", item.constraint),
        ("required", item.required),
        ("calculation", item.calculation),
        ("choice_filter", item.choice_filter),
        ("default", item.default_computed),
        ("repeat_count", item.repeat_count),
    ):
        if expression is not None:
            yield column, expression


def _expression(form: Form, item: Item, column: str, expression: Expression) -> Iterator[Fault]:
    row = abs(item.row)
    for name in sorted(names_in(expression.tree)):
        if name not in form.by_name:
            yield Fault("question_unknown", "survey", row, column, name)
    if column != "choice_filter":
        for name in sorted(columns_in(expression.tree)):
            yield Fault("bare_word", "survey", row, column, name)
    else:
        known = {key for choice in form.choices.get(item.choice_list, ()) for key in choice.columns}
        for name in sorted(columns_in(expression.tree) - known - {"name", "label"}):
            yield Fault("column_of_choices_unknown", "survey", row, column, name)
    for call in calls_in(expression.tree):
        yield from _call(call, row, column)
    for looked in _lists_in(expression.tree):
        if looked.list_name not in form.choices:
            yield Fault("list_unknown", "survey", row, column, looked.list_name)


def _call(call: Call, row: int, column: str) -> Iterator[Fault]:
    if call.name in NOT_OFFERED:
        yield Fault("function_not_offered", "survey", row, column, call.name)
        return
    known = FUNCTIONS.get(call.name)
    bounds = LOOKING.get(call.name) or ((known.least, known.most) if known else None)
    if bounds is None:
        yield Fault("function_unknown", "survey", row, column, call.name)
    elif not bounds[0] <= len(call.given) <= bounds[1]:
        yield Fault("function_given_wrongly", "survey", row, column, call.name)
    elif call.name == "regex" and isinstance(call.given[1], Text):
        yield from _pattern(call.given[1].value, row, column)


def _pattern(pattern: str, row: int, column: str) -> Iterator[Fault]:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        yield Fault("pattern_not_readable", "survey", row, column, pattern[:60])
        return
    if costs_too_much(pattern):
        yield Fault("pattern_costs_too_much", "survey", row, column, pattern[:60])


def _lists_in(tree: Node) -> Iterator[Looked]:
    if isinstance(tree, Looked):
        yield tree
    for call in calls_in(tree):
        yield from (one for one in call.given if isinstance(one, Looked))


def ordered(form: Form) -> tuple[tuple[str, ...], Item | None]:
    """The names of all items, each after those it asks for; and the first that asks for itself in the end."""
    waits = {item.row: _asks_for(form, item) for item in form.everything()}
    rows = {item.row: item for item in form.everything()}
    done: dict[int, None] = {}
    for start in rows:
        under_way: list[tuple[int, Iterator[int]]] = [(start, iter(sorted(waits[start])))] if start not in done else []
        path = {start}
        while under_way:
            row, left = under_way[-1]
            following = next((one for one in left if one not in done), None)
            if following is None:
                under_way.pop()
                path.discard(row)
                done[row] = None
            elif following in path:
                return (), rows[following]
            else:
                path.add(following)
                under_way.append((following, iter(sorted(waits[following]))))
    return tuple(str(row) for row in done), None


def _asks_for(form: Form, item: Item) -> set[int]:
    """The rows an item is computed after: the groups around it, and what its expressions name."""
    found = {one.row for one in form.parents[item.row]}
    computed = (item.relevant, item.calculation, item.repeat_count)
    for expression in computed:
        if expression is None:
            continue
        for name in names_in(expression.tree):
            other = form.by_name.get(name)
            if other is not None and not (other.row == item.row and expression is item.calculation):
                found.add(other.row)
    return found
