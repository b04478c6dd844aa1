"""Every verb that the product records has its sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import darna
from darna.base.audit.verbs import SENTENCES, known_verbs, sentence

NOT_WRITTEN_OUT = "?"


def recorded_in(folder: Path) -> Iterator[tuple[str, str]]:
    """The verbs that the code below a folder records, each with its place; tests are left out."""
    for path in sorted(folder.rglob("*.py")):
        if "tests" in path.parts:
            continue
        module = ast.parse(path.read_text("utf-8"))
        for call in (*_calls(module, "record"), *_calls(module, "record_each")):
            for verb in _verbs(module, call.args[0]):
                yield verb, f"{path.relative_to(folder)}:{call.lineno}"


def _verbs(module: ast.Module, node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _verbs(module, node.body)
        yield from _verbs(module, node.orelse)
    elif isinstance(node, ast.Constant):
        yield str(node.value)
    else:
        yield from _handed_in(module, getattr(node, "id", "")) or [NOT_WRITTEN_OUT]


def _handed_in(module: ast.Module, name: str) -> list[str]:
    """What callers within the module hand in for a parameter, or the keys of the module's table VERBS."""
    found: list[str] = []
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef) and name in (names := [a.arg for a in function.args.args]):
            for call in _calls(module, function.name):
                if len(call.args) > names.index(name) and not isinstance(
                    given := call.args[names.index(name)], ast.Name
                ):
                    found += _verbs(module, given)
    return found or [verb for table in _tables(module) for verb in table]


def _tables(module: ast.Module) -> Iterator[list[str]]:
    for node in module.body:
        if (
            isinstance(node, ast.AnnAssign)
            and getattr(node.target, "id", "") == "VERBS"
            and isinstance(node.value, ast.Dict)
        ):
            yield [key.value for key in node.value.keys if isinstance(key, ast.Constant)]


def _calls(module: ast.Module, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args:
            yield node


RECORDED = sorted(recorded_in(Path(darna.__file__).parent))


def test_every_recorded_verb_is_written_out_and_known() -> None:
    assert {place: verb for verb, place in RECORDED if verb not in known_verbs()} == {}


def test_verbs_handed_in_by_callers_are_found_too() -> None:
    verbs = {verb for verb, _ in RECORDED}
    assert {"person.opened", "case.opened", "audit.read"} <= verbs
    assert {"task.finished", "task.dropped", "account.signed_in"} <= verbs


def test_a_verb_of_an_older_version_is_shown_as_it_is() -> None:
    assert sentence("file.shredded") == "file.shredded"


@pytest.mark.parametrize("verb", sorted(SENTENCES))
def test_a_verb_is_a_thing_and_a_deed_and_its_sentence_is_its_own(verb: str) -> None:
    thing, _, deed = verb.partition(".")
    assert thing.isidentifier()
    assert deed.isidentifier()
    assert [str(said) for said in SENTENCES.values()].count(sentence(verb)) == 1
