"""What an expression can be worth, and how texts, numbers, days and truths become one another as XPath has it."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from typing import Final

#: Several answers at once: those of a question inside a repeat, seen from outside of it.
Many = tuple[str, ...]
Value = str | float | bool | Many

NOT_A_NUMBER: Final = math.nan
_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$")
_PLAIN: Final = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)$", re.ASCII)
_EPOCH: Final = date(1970, 1, 1)


def as_text(value: Value) -> str:
    """The text of a value; of several answers the first; whole numbers without a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return value[0] if value else ""
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value == int(value) else f"{value:.15g}" if abs(value) >= 1e-4 else f"{value:.15f}"


def as_number(value: Value) -> float:
    """The number of a value; a day counts as days since 1970, what is none as not a number."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    text = as_text(value).strip()
    if _PLAIN.match(text):
        return float(text)
    return _days(text)


def as_truth(value: Value) -> bool:
    """Whether a value counts as true: a text that says something, a number that is not zero."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return not math.isnan(value) and value != 0
    return bool(value)


def as_many(value: Value) -> Many:
    """Every answer of a value; what is empty is none."""
    return value if isinstance(value, tuple) else ((as_text(value),) if as_text(value) else ())


def day_of(number: float) -> str:
    """The day of a number of days since 1970, as written; empty for what is none."""
    if math.isnan(number) or not -719_000 < number < 2_900_000:
        return ""
    return (_EPOCH + timedelta(days=math.floor(number))).isoformat()


def _days(text: str) -> float:
    match = _DAY.match(text)
    if match is None:
        return NOT_A_NUMBER
    try:
        whole = (date.fromisoformat(match[1]) - _EPOCH).days
    except ValueError:
        return NOT_A_NUMBER
    hours, minutes, seconds = (int(match[place] or 0) for place in (2, 3, 4))
    return float(whole) + (hours * 3600 + minutes * 60 + seconds) / 86_400


def compare(sign: str, left: Value, right: Value) -> bool:
    """Whether two values stand so; one answer among several is enough."""
    if isinstance(left, tuple) and not isinstance(right, bool):
        return any(compare(sign, one, right) for one in left) if left else compare(sign, "", right)
    if isinstance(right, tuple) and not isinstance(left, bool):
        return any(compare(sign, left, one) for one in right) if right else compare(sign, left, "")
    if sign in ("=", "!="):
        return _equal(left, right) is (sign == "=")
    first, second = as_number(left), as_number(right)
    return {"<": first < second, "<=": first <= second, ">": first > second, ">=": first >= second}[sign]


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return as_truth(left) == as_truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return as_number(left) == as_number(right)
    return as_text(left) == as_text(right)
