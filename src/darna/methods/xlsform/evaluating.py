"""What an expression is worth, asked of the answers around it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from darna.methods.xlsform.functions import FUNCTIONS, LOOKING, numbers
from darna.methods.xlsform.parsing import (
    Around,
    Both,
    Call,
    Here,
    Looked,
    Minus,
    Name,
    Node,
    Number,
    Ref,
    Text,
)
from darna.methods.xlsform.values import (
    NOT_A_NUMBER,
    Value,
    as_many,
    as_number,
    as_text,
    as_truth,
    compare,
)


class Surroundings(Protocol):
    """What an expression may look at from where it stands."""

    def answer(self, name: str) -> Value: ...

    def position(self) -> float: ...

    def indexed(self, name: str, places: list[tuple[str, int]]) -> Value: ...

    def choice_label(self, code: str, question: str) -> str: ...

    def looked(self, looked: Looked, keeps: Callable[[Mapping[str, str]], bool]) -> Value: ...

    def today(self) -> str: ...

    def now(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression is read: what stands around, the answer itself, and the columns of a choice."""

    around: Surroundings
    here: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


def evaluate(tree: Node, place: Place) -> Value:
    """The value of an expression. It never raises for what answers hold: what cannot be counted is not a number."""
    match tree:
        case Number(value):
            return value
        case Text(value):
            return value
        case Ref(name):
            return place.around.answer(name)
        case Name(name):
            return place.columns.get(name, "")
        case Here():
            return place.here
        case Around():
            return ""
        case Minus(of):
            return -as_number(evaluate(of, place))
        case Both(sign, left, right):
            return _both(sign, left, right, place)
        case Looked():
            return _looked(tree, place)
        case Call():
            return _called(tree, place)


def _both(sign: str, left: Node, right: Node, place: Place) -> Value:
    if sign == "and":
        return as_truth(evaluate(left, place)) and as_truth(evaluate(right, place))
    if sign == "or":
        return as_truth(evaluate(left, place)) or as_truth(evaluate(right, place))
    one, other = evaluate(left, place), evaluate(right, place)
    if sign in ("=", "!=", "<", "<=", ">", ">="):
        return compare(sign, one, other)
    return _counted(sign, as_number(one), as_number(other))


def _counted(sign: str, one: float, other: float) -> float:
    try:
        if sign == "+":
            return one + other
        if sign == "-":
            return one - other
        if sign == "*":
            return one * other
        return one / other if sign == "div" else math.fmod(one, other)
    except ZeroDivisionError:
        return NOT_A_NUMBER if not one or math.isnan(one) else math.copysign(math.inf, one)
    except (ValueError, OverflowError):
        return NOT_A_NUMBER


def _called(call: Call, place: Place) -> Value:
    name, given = call.name, call.given
    if name in LOOKING:
        return _looking(name, given, place)
    function = FUNCTIONS.get(name)
    if function is None or not function.least <= len(given) <= function.most:
        return ""
    return function.of(*(evaluate(one, place) for one in given))


def _looking(name: str, given: tuple[Node, ...], place: Place) -> Value:
    if name == "if":
        return evaluate(given[1] if as_truth(evaluate(given[0], place)) else given[2], place)
    if name == "once":
        return place.here or evaluate(given[0], place)
    if name == "today":
        return place.around.today()
    if name == "now":
        return place.around.now()
    if name == "position":
        return place.around.position()
    if name == "indexed-repeat":
        return _indexed(given, place)
    if name == "jr:choice-name":
        asked = given[1]
        question = asked.name if isinstance(asked, Ref) else as_text(evaluate(asked, place)).strip("${} ")
        return place.around.choice_label(as_text(evaluate(given[0], place)), question)
    if name == "jr:itext":
        return evaluate(given[0], place)
    return _aggregate(name, [evaluate(one, place) for one in given])


def _aggregate(name: str, values: list[Value]) -> Value:
    if name == "count":
        return float(len(values[0]) if isinstance(values[0], tuple) else bool(as_text(values[0])))
    if name == "count-non-empty":
        return float(sum(1 for one in as_many(values[0]) if one))
    if name == "join":
        return as_text(values[0]).join(one for value in values[1:] for one in as_many(value))
    found = [number for number in numbers(values) if not math.isnan(number)]
    if name == "sum":
        return math.fsum(found) if all(map(math.isfinite, found)) else NOT_A_NUMBER
    return (min(found) if name == "min" else max(found)) if found else NOT_A_NUMBER


def _indexed(given: tuple[Node, ...], place: Place) -> Value:
    asked = given[0]
    places = []
    for repeat, index in zip(given[1::2], given[2::2], strict=False):
        number = as_number(evaluate(index, place))
        if not isinstance(repeat, Ref) or math.isnan(number):
            return ""
        places.append((repeat.name, int(number)))
    return place.around.indexed(asked.name, places) if isinstance(asked, Ref) else ""


def _looked(looked: Looked, place: Place) -> Value:
    def keeps(columns: Mapping[str, str]) -> bool:
        if looked.where is None:
            return True
        return as_truth(evaluate(looked.where, Place(place.around, place.here, columns)))

    return place.around.looked(looked, keeps)
