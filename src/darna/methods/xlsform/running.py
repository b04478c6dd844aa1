"""A questionnaire being answered: what is asked now, what it computes, and what is wrong with an answer.

Answers are a mapping: question → text as a form of the field keeps it; repeat → a list of such mappings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from darna.methods.xlsform.evaluating import Place, evaluate
from darna.methods.xlsform.form import FILES, Choice, Expression, Form, Item, Kind
from darna.methods.xlsform.parsing import Looked
from darna.methods.xlsform.values import Value, as_number, as_text, as_truth

Answers = dict[str, Any]
#: Which time of each repeat around: `(("household", 0), ("income", 2))`.
Path = tuple[tuple[str, int], ...]

MOST_TIMES: Final = 60
_ASKED: Final = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an answer may depend on beside the answers: the instant, on the clock of the agency, and who writes."""

    now: datetime
    username: str = ""
    started: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something is wrong with an answer: a code, or the author's own words; the path says in which time of a repeat."""

    item: Item
    path: Path
    code: str
    message: str = ""


class Run:
    """One reading of the answers; everything is computed once, in the order in which one thing asks for another."""

    def __init__(self, form: Form, answers: Answers, around: Circumstances, language: str = "") -> None:
        self.form, self.answers, self.around = form, answers, around
        self.language = language or form.default_language
        self._relevant: dict[tuple[int, Path], bool] = {}
        self._values: dict[tuple[int, Path], str] = {}
        self._rows = {item.row: item for item in form.everything()}
        for row in form.order:
            self._compute(self._rows[int(row)])

    # what is there

    def paths(self, item: Item) -> list[Path]:
        """Every time an item is there, by the repeats around it."""
        found: list[Path] = [()]
        for repeat in self.form.repeats_around(item):
            found = [(*path, (repeat.name, at)) for path in found for at in range(self.times(repeat, path))]
        return found

    def times(self, repeat: Item, path: Path) -> int:
        """How many times a repeat is there, inside the repeats around it."""
        found = self.scope(path).get(repeat.name)
        return min(len(found), MOST_TIMES) if isinstance(found, list) else 0

    def scope(self, path: Path) -> Answers:
        """The answers inside these repeats; empty where there are none."""
        found = self.answers
        for name, at in path:
            times = found.get(name)
            if not isinstance(times, list) or at >= len(times):
                return {}
            found = times[at]
        return found

    def is_relevant(self, item: Item, path: Path) -> bool:
        """It is asked now."""
        return self._relevant.get((item.row, path), False)

    def value(self, item: Item, path: Path) -> str:
        """The answer, or what is computed; empty where it is not asked."""
        return self._values.get((item.row, path), "")

    # computing

    def _compute(self, item: Item) -> None:
        for path in self.paths(item):
            is_relevant = self._is_relevant_around(item, path) and self._holds(item.relevant, item, path, True)
            self._relevant[item.row, path] = is_relevant
            if item.is_question:
                self._values[item.row, path] = self._valued(item, path) if is_relevant else ""
            elif item.kind is Kind.REPEAT and item.repeat_count is not None:
                self._set_times(item, path, is_relevant)

    def _is_relevant_around(self, item: Item, path: Path) -> bool:
        around = self.form.parents[item.row]
        return not around or self._relevant.get((around[-1].row, self._cut(path, around[-1])), False)

    def _cut(self, path: Path, item: Item) -> Path:
        return path[: len(self.form.repeats_around(item))]

    def _set_times(self, repeat: Item, path: Path, is_relevant: bool) -> None:
        if not is_relevant or repeat.repeat_count is None:
            return
        number = as_number(self._evaluated(repeat.repeat_count, repeat, path, ""))
        wanted = int(number) if 0 < number < MOST_TIMES else (MOST_TIMES if number >= MOST_TIMES else 0)
        there = self.scope(path).setdefault(repeat.name, [])
        # What was answered for a time no longer asked for stays until the page is saved without it.
        del there[wanted:]
        while len(there) < wanted:
            there.append(begun(repeat, self.around))

    def _valued(self, item: Item, path: Path) -> str:
        if item.calculation is not None:
            return as_text(self._evaluated(item.calculation, item, path, _stored(self.scope(path), item)))
        return self._of_metadata(item) or _stored(self.scope(path), item)

    def _of_metadata(self, item: Item) -> str:
        if item.type == "today":
            return (self.around.started or self.around.now.isoformat())[:10]
        if item.type == "start":
            return self.around.started or self.around.now.isoformat(timespec="minutes")
        if item.type == "end":
            return self.around.now.isoformat(timespec="minutes")
        return self.around.username if item.type == "username" else ""

    def _holds(self, expression: Expression | None, item: Item, path: Path, otherwise: bool, here: str = "") -> bool:
        return otherwise if expression is None else as_truth(self._evaluated(expression, item, path, here))

    def _evaluated(self, expression: Expression, item: Item, path: Path, here: str) -> Value:
        return evaluate(expression.tree, Place(_Seen(self, item, path), here))

    # showing

    def said(self, texts: Mapping[str, str], item: Item, path: Path) -> str:
        """A text in the language of the reading, with the answers it quotes."""
        told = self.form.said(texts, self.language)
        if "${" not in told:
            return told
        seen = _Seen(self, item, path)
        return _ASKED.sub(lambda match: seen.quoted(match[1]), told)

    def choices(self, item: Item, path: Path) -> list[tuple[str, str]]:
        """The answers that may be chosen now, with their labels."""
        offered = self.form.choices.get(item.choice_list, ())
        if item.choice_filter is not None:
            around = _Seen(self, item, path)
            tree = item.choice_filter.tree
            offered = tuple(choice for choice in offered if as_truth(evaluate(tree, Place(around, "", choice.columns))))
        found = {choice.name: self.form.said(choice.labels, self.language) for choice in offered}
        return list(found.items())

    def label_of(self, item: Item, code: str) -> str:
        """What an answer of a list is called; the code where it is none."""
        return self._labels(item.choice_list).get(code, code)

    def _labels(self, list_name: str) -> Mapping[str, str]:
        known: tuple[Choice, ...] = self.form.choices.get(list_name, ())
        return {choice.name: self.form.said(choice.labels, self.language) for choice in known}

    def told(self, item: Item, path: Path) -> str:
        """The answer in words: the labels of what was chosen, everything else as it stands."""
        value = self.value(item, path)
        if item.choice_list and value:
            labels = self._labels(item.choice_list)
            return ", ".join(labels.get(code, code) for code in codes_of(item, value))
        return value

    def is_required(self, item: Item, path: Path) -> bool:
        """An answer must be given; never for a file, which is not kept here."""
        if item.type in FILES or not item.is_asked:
            return False
        return self._holds(item.required, item, path, False, self.value(item, path))

    # judging

    def problems(self, items: tuple[Item, ...]) -> list[Problem]:
        """What is wrong with the answers of these items and all that stands in them."""
        found = []
        for item in (one for top in items for one in top.everything() if one.is_asked):
            for path in self.paths(item):
                if self.is_relevant(item, path):
                    problem = self._problem(item, path)
                    if problem is not None:
                        found.append(problem)
        return found

    def _problem(self, item: Item, path: Path) -> Problem | None:
        value = self.value(item, path)
        if not value:
            if not self.is_required(item, path):
                return None
            return Problem(item, path, "answer_missing", self.said(item.required_messages, item, path))
        if item.choice_list:
            offered = {code for code, _ in self.choices(item, path)}
            if not set(codes_of(item, value)) <= offered:
                return Problem(item, path, "not_in_the_list")
        if not self._holds(item.constraint, item, path, True, value):
            return Problem(item, path, "answer_not_possible", self.said(item.constraint_messages, item, path))
        return None

    def kept(self) -> Answers:
        """The answers worth keeping at the end: what is asked and computed, and nothing else."""
        return self._kept(self.form.items, ())

    def _kept(self, items: tuple[Item, ...], path: Path) -> Answers:
        found: Answers = {}
        for item in items:
            if not self.is_relevant(item, path):
                continue
            if item.kind is Kind.GROUP:
                found |= self._kept(item.children, path)
            elif item.kind is Kind.REPEAT:
                times = range(self.times(item, path))
                found[item.name] = [self._kept(item.children, (*path, (item.name, at))) for at in times]
            elif value := self.value(item, path):
                found[item.name] = value
        return found


@dataclass(frozen=True, slots=True)
class _Seen:
    """What an expression sees from an item in one time of its repeats."""

    run: Run
    item: Item
    path: Path
    columns: Mapping[str, str] = field(default_factory=dict)

    def answer(self, name: str) -> Value:
        other = self.run.form.by_name.get(name)
        if other is None:
            return ""
        shared = self._shared(other)
        if other.kind is Kind.REPEAT:
            around = [path for path in self.run.paths(other) if path[: len(shared)] == shared]
            return tuple(str(at + 1) for path in around for at in range(self.run.times(other, path)))
        if len(shared) == len(self.run.form.repeats_around(other)):
            return self.run.value(other, shared)
        found = (self.run.value(other, path) for path in self.run.paths(other) if path[: len(shared)] == shared)
        return tuple(value for value in found if value)

    def _shared(self, other: Item) -> Path:
        """The part of the own path that the other item stands in, too."""
        around = {repeat.name for repeat in self.run.form.repeats_around(other)}
        return tuple(step for step in self.path if step[0] in around)

    def position(self) -> float:
        return float(self.path[-1][1] + 1) if self.path else 1.0

    def indexed(self, name: str, places: list[tuple[str, int]]) -> Value:
        other = self.run.form.by_name.get(name)
        if other is None:
            return ""
        told, own = dict(places), dict(self.path)
        around = self.run.form.repeats_around(other)
        return self.run.value(
            other, tuple((one.name, told[one.name] - 1 if one.name in told else own.get(one.name, 0)) for one in around)
        )

    def choice_label(self, code: str, question: str) -> str:
        other = self.run.form.by_name.get(question)
        if other is None or not code:
            return ""
        return ", ".join(self.run.label_of(other, one) for one in codes_of(other, code))

    def looked(self, looked: Looked, keeps: Callable[[Mapping[str, str]], bool]) -> Value:
        found = []
        for choice in self.run.form.choices.get(looked.list_name, ()):
            columns = {**choice.columns, "name": choice.name}
            if keeps(columns):
                label = self.run.form.said(choice.labels, self.run.language)
                columns |= {"label": label, "itextId": label}
                found.append(columns.get(looked.column, ""))
        return tuple(found)

    def quoted(self, name: str) -> str:
        other = self.run.form.by_name.get(name)
        if other is None or not other.is_question:
            return as_text(self.answer(name))
        shared = self._shared(other)
        complete = len(shared) == len(self.run.form.repeats_around(other))
        return self.run.told(other, shared) if complete else as_text(self.answer(name))

    def today(self) -> str:
        return self.run.around.now.date().isoformat()

    def now(self) -> str:
        return self.run.around.now.isoformat(timespec="seconds")


def codes_of(item: Item, value: str) -> list[str]:
    """The answers chosen: one, or several parted by blanks."""
    return [value] if item.type == "select_one" else value.split()


def _stored(scope: Mapping[str, Any], item: Item) -> str:
    found = scope.get(item.name, "")
    return found if isinstance(found, str) else ""


def begun(repeat: Item, around: Circumstances) -> Answers:
    """The answers with which one more time of a repeat begins: the defaults its author wrote."""
    return _defaults(repeat.children)


def first_answers(form: Form, around: Circumstances) -> Answers:
    """The answers with which a questionnaire begins: the defaults its author wrote, computed ones in the order of the sheet."""
    answers = _defaults(form.items)
    for item in form.questions:
        if item.default_computed is not None and not form.repeats_around(item):
            run = Run(form, answers, around)
            value = as_text(evaluate(item.default_computed.tree, Place(_Seen(run, item, ()), "")))
            if value:
                answers[item.name] = value
    return answers


def _defaults(items: tuple[Item, ...]) -> Answers:
    found: Answers = {}
    for item in items:
        if item.kind is Kind.GROUP:
            found |= _defaults(item.children)
        elif item.kind is Kind.REPEAT:
            # A first time stands there, as on paper; where a number is asked for, that many.
            found[item.name] = [] if item.repeat_count else [_defaults(item.children)]
        elif item.default:
            found[item.name] = item.default
    return found
