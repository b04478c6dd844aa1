"""Every problem that can happen to somebody's work is told to them in a sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import darna
from darna.faces.shell.problems import ANY, SENTENCES, sentence, words_of
from darna.kernel.errors import NotFound, Problem, Refused

#: Where each kind of problem takes its code.
KINDS = {"Refused": 0, "ConsentMissing": 0, "AlreadyDone": 0, "Invalid": 1}
#: Readers of registers give their reasons row by row, in words of their own.
ELSEWHERE = {"imports"}


def test_each_code_raised_anywhere_has_its_sentence() -> None:
    unsaid = {code: where for code, where in _codes_raised() if code not in SENTENCES}
    assert not unsaid


def test_a_sentence_never_repeats_what_was_typed() -> None:
    said = sentence(Refused("case_is_closed", reference="BM-SECRET"))
    assert "BM-SECRET" not in said
    assert said != str(ANY)


def test_an_unknown_record_says_no_more_than_a_wrong_address() -> None:
    assert words_of(NotFound("person", "x")) == words_of(NotFound("case", "y"))


def test_a_code_without_a_sentence_still_says_something() -> None:
    assert sentence(Problem("never_heard_of")) == str(ANY)


def _codes_raised() -> Iterator[tuple[str, str]]:
    root = Path(darna.__file__).parent
    for path in root.rglob("*.py"):
        if {"tests", *ELSEWHERE} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from ((code, f"{path.relative_to(root)}:{node.lineno}") for code in _codes_of(node))


def _codes_of(call: ast.Call) -> Iterator[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name in KINDS and len(call.args) > KINDS[name]:
        told = call.args[KINDS[name]]
        chosen = [told.body, told.orelse] if isinstance(told, ast.IfExp) else [told]
        yield from (one.value for one in chosen if isinstance(one, ast.Constant) and isinstance(one.value, str))
