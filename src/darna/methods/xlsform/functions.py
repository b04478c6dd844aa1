"""The functions expressions may call: how many things each is given, and what it is worth."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from darna.methods.xlsform.values import (
    NOT_A_NUMBER,
    Value,
    as_many,
    as_number,
    as_text,
    as_truth,
    day_of,
)

#: Letters a pattern is held against: more of them say nothing about a phone number or a code.
LONGEST_MATCHED: Final = 1_000
_MANY: Final = 200


@dataclass(frozen=True, slots=True)
class Function:
    """A function of values: the fewest and the most things it is given."""

    least: int
    most: int
    of: Callable[..., Value]


#: Known to the authors of questionnaires, and not offered: each would need a file, a place or a secret kept elsewhere.
NOT_OFFERED: Final = frozenset(
    {
        "pulldata",
        "search",
        "random",
        "randomize",
        "uuid",
        "digest",
        "base64-decode",
        "distance",
        "area",
        "geofence",
        "property",
        "last-saved",
        "extract-signed",
        "decimal-time",
        "version",
        "thousandsep",
        "weighted-checklist",
        "checklist",
        "intersects",
        "dbl-click",
    }
)
#: Understood by the evaluator itself, for they look around: name → fewest and most things given.
LOOKING: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "if": (3, 3),
        "once": (1, 1),
        "today": (0, 0),
        "now": (0, 0),
        "position": (0, 1),
        "count": (1, 1),
        "count-non-empty": (1, 1),
        "sum": (1, 1),
        "min": (1, _MANY),
        "max": (1, _MANY),
        "join": (2, _MANY),
        "indexed-repeat": (3, 7),
        "jr:choice-name": (2, 2),
        "jr:itext": (1, 1),
    }
)


def costs_too_much(pattern: str) -> bool:
    """Whether a pattern repeats a group that itself repeats or chooses: some texts would take it hours."""
    open_groups: list[bool] = []
    at, in_set = 0, False
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 2
            continue
        if in_set:
            in_set = sign != "]"
        elif sign == "[":
            in_set = True
        elif sign == "(":
            open_groups.append(False)
        elif sign == ")" and open_groups:
            inner = open_groups.pop()
            repeats = _repeats(pattern, at + 1)
            if inner and repeats:
                return True
            if open_groups and (inner or repeats):
                open_groups[-1] = True
        elif open_groups and (sign == "|" or (sign in "*+{" and _repeats(pattern, at))):
            open_groups[-1] = True
        at += 1
    return False


def _repeats(pattern: str, at: int) -> bool:
    if pattern[at : at + 1] in ("*", "+"):
        return True
    counted = re.match(r"\{(\d*)(,?)(\d*)\}", pattern[at:])
    return counted is not None and ((counted[2] == "," and not counted[3]) or int(counted[3] or counted[1] or 0) > 20)


def matches(text: Value, pattern: Value) -> bool:
    """The whole text fits the pattern; a pattern that cannot be read or would take too long fits nothing."""
    told, given = as_text(pattern), as_text(text)
    if costs_too_much(told) or len(given) > LONGEST_MATCHED:
        return False
    try:
        return re.search(told, given) is not None
    except (re.error, RecursionError, OverflowError):
        return False


def _selected(chosen: Value, code: Value) -> bool:
    told, wanted = as_text(chosen), as_text(code).strip()
    # An answer of two words fits as a whole, too.
    return bool(wanted) and (told == wanted or wanted in told.split())


def _selected_at(chosen: Value, place: Value) -> str:
    codes, number = as_text(chosen).split(), as_number(place)
    return codes[int(number)] if not math.isnan(number) and 0 <= number < len(codes) else ""


def _coalesce(*values: Value) -> Value:
    return next((value for value in values if as_text(value)), "")


def _rounded(value: Value, digits: Value = 0.0) -> float:
    number, places = as_number(value), as_number(digits)
    if math.isnan(number) or math.isinf(number) or math.isnan(places) or abs(places) > 12:
        return number
    factor = 10.0 ** int(places)
    return math.floor(number * factor + 0.5) / factor


def _integer(value: Value) -> float:
    number = as_number(value)
    return number if math.isnan(number) or math.isinf(number) else float(math.trunc(number))


def _substr(text: Value, start: Value, end: Value | None = None) -> str:
    told, first = as_text(text), as_number(start)
    last = float(len(told)) if end is None else as_number(end)
    if math.isnan(first) or math.isnan(last) or math.isinf(first) or math.isinf(last):
        return ""
    return told[int(first) : int(last)]


def _substring(text: Value, start: Value, length: Value | None = None) -> str:
    first = as_number(start)
    if math.isnan(first) or math.isinf(first):
        return ""
    begin = round(first) - 1
    count = float(len(as_text(text))) if length is None else as_number(length)
    if math.isnan(count):
        return ""
    return as_text(text)[max(begin, 0) : max(begin + int(min(count, 1e6)), 0)]


def _power(base: Value, exponent: Value) -> float:
    return _safely(lambda: math.pow(as_number(base), as_number(exponent)))


def _safely(make: Callable[[], float]) -> float:
    try:
        return make()
    except (ValueError, OverflowError, ZeroDivisionError):
        return NOT_A_NUMBER


def _of_number(compute: Callable[[float], float]) -> Callable[[Value], float]:
    return lambda value: _safely(lambda: float(compute(as_number(value))))


def _date(value: Value) -> str:
    return day_of(as_number(value))


_PIECES: Final[Mapping[str, str]] = MappingProxyType(
    {"Y": "%Y", "y": "%y", "m": "%m", "d": "%d", "H": "%H", "M": "%M", "S": "%S", "b": "%b", "a": "%a"}
)


def _format_date(value: Value, pattern: Value) -> str:
    number = as_number(value)
    if not (day := day_of(number)):
        return ""
    minutes = round((number % 1) * 1440)
    instant = datetime.fromisoformat(day).replace(hour=min(minutes // 60, 23), minute=minutes % 60)
    special = {"n": str(instant.month), "e": str(instant.day), "h": str(instant.hour), "3": "000"}

    def piece(match: re.Match[str]) -> str:
        sign = match[1]
        return special.get(sign) or (instant.strftime(_PIECES[sign]) if sign in _PIECES else "")

    return re.sub(r"%(.)", piece, as_text(pattern))


def numbers(values: Sequence[Value]) -> list[float]:
    """The numbers among what is given; what is empty is left out."""
    return [as_number(one) for value in values for one in (as_many(value))]


FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType(
    {
        "selected": Function(2, 2, _selected),
        "selected-at": Function(2, 2, _selected_at),
        "count-selected": Function(1, 1, lambda chosen: float(len(as_text(chosen).split()))),
        "coalesce": Function(1, _MANY, _coalesce),
        "concat": Function(0, _MANY, lambda *given: "".join("".join(as_many(one)) for one in given)),
        "string-length": Function(1, 1, lambda text: float(len(as_text(text)))),
        "substr": Function(2, 3, _substr),
        "substring": Function(2, 3, _substring),
        "substring-before": Function(
            2, 2, lambda t, m: as_text(t).partition(as_text(m))[0] if as_text(m) in as_text(t) else ""
        ),
        "substring-after": Function(2, 2, lambda t, m: as_text(t).partition(as_text(m))[2]),
        "contains": Function(2, 2, lambda text, part: as_text(part) in as_text(text)),
        "starts-with": Function(2, 2, lambda text, part: as_text(text).startswith(as_text(part))),
        "ends-with": Function(2, 2, lambda text, part: as_text(text).endswith(as_text(part))),
        "normalize-space": Function(1, 1, lambda text: " ".join(as_text(text).split())),
        "string": Function(1, 1, as_text),
        "number": Function(1, 1, as_number),
        "int": Function(1, 1, _integer),
        "round": Function(1, 2, _rounded),
        "floor": Function(1, 1, _of_number(math.floor)),
        "ceiling": Function(1, 1, _of_number(math.ceil)),
        "abs": Function(1, 1, lambda value: abs(as_number(value))),
        "pow": Function(2, 2, _power),
        "sqrt": Function(1, 1, _of_number(math.sqrt)),
        "log": Function(1, 1, _of_number(math.log)),
        "log10": Function(1, 1, _of_number(math.log10)),
        "exp": Function(1, 1, _of_number(math.exp)),
        "pi": Function(0, 0, lambda: math.pi),
        "boolean": Function(1, 1, as_truth),
        "boolean-from-string": Function(1, 1, lambda text: as_text(text).lower() in ("true", "1")),
        "not": Function(1, 1, lambda value: not as_truth(value)),
        "true": Function(0, 0, lambda: True),
        "false": Function(0, 0, lambda: False),
        "regex": Function(2, 2, matches),
        "date": Function(1, 1, _date),
        "date-time": Function(1, 1, lambda value: as_text(value) if "T" in as_text(value) else _date(value)),
        "decimal-date-time": Function(1, 1, as_number),
        "format-date": Function(2, 2, _format_date),
        "format-date-time": Function(2, 2, _format_date),
    }
)
