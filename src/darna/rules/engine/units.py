"""What a value of each unit may be: read from what a keeper of the law writes, and written as the files hold it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from darna.kernel.errors import Invalid
from darna.kernel.text import FALLBACKS

#: Units of numbers; money names its currency.
NUMBERS: Final = (
    *("years", "months", "weeks", "days", "quarters", "percent"),
    *("money:MAD", "money:EUR", "money:CAD", "count", "score"),
)
#: The units a value may have.
UNITS: Final = ("yes_no", *NUMBERS, "choice", "list", "table", "date")
LONGEST: Final = 6000
_CODE: Final = re.compile(r"[a-z][a-z0-9_]*\Z")
_YES_NO: Final = {"yes": True, "true": True, "no": False, "false": False}


def misfit(unit: str, value: object) -> str:
    """Why a value cannot be of that unit; nothing when it can, or when it is not known.

    >>> misfit("months", 12), misfit("yes_no", None)
    ('', '')
    >>> misfit("yes_no", 12)
    'a yes_no is true or false'
    """
    if value is None:
        return ""
    check, otherwise = _CHECKS.get("number" if unit in NUMBERS else unit, _ANYTHING)
    return "" if check(value) else f"a {unit} is {otherwise}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and value >= 0


_ANYTHING: Final[tuple[Callable[[object], bool], str]] = (lambda _value: True, "")
_CHECKS: Final[dict[str, tuple[Callable[[object], bool], str]]] = {
    "yes_no": (lambda value: isinstance(value, bool), "true or false"),
    "number": (_is_number, "a number, zero or more"),
    "date": (lambda value: type(value) is date, "a day such as 2026-03-01"),
    "choice": (lambda value: isinstance(value, str) and bool(_CODE.match(value)), "a code in small letters"),
    "list": (lambda value: isinstance(value, list), "a list such as [old_age, family]"),
    "table": (lambda value: isinstance(value, Mapping), "a table such as {old_age: true}"),
}


def read(unit: str, text: str) -> object:
    """A value as a keeper of the law writes it; None when nothing is written.

    Raises: Invalid("value", code) that says what cannot be read.

    >>> read("months", "720"), read("percent", "0,5"), read("yes_no", "no")
    (720, Decimal('0.5'), False)
    >>> read("table", "{old_age: true}")
    {'old_age': True}
    """
    text = text.strip()
    if not text:
        return None
    if len(text) > LONGEST:
        raise Invalid("value", "too_long", most=LONGEST)
    try:
        value = _read(unit, text)
    except (ValueError, InvalidOperation, KeyError):
        raise Invalid("value", f"value_is_no_{_family(unit)}", value=text) from None
    if misfit(unit, value):
        raise Invalid("value", f"value_is_no_{_family(unit)}", value=text)
    return value


def _family(unit: str) -> str:
    return "number" if unit in NUMBERS else unit


def _read(unit: str, text: str) -> object:
    if unit in NUMBERS:
        return _number(text)
    match unit:
        case "yes_no":
            return _YES_NO[text.lower()]
        case "date":
            return date.fromisoformat(text)
        case "choice":
            return text
        case _:
            from darna.rules.engine import notation  # Whoever asks the law nothing need not wait for it.

            return exactly(notation.read(text))


def _number(text: str) -> int | Decimal:
    number = Decimal(text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace(",", "."))
    if not number.is_finite():
        raise ValueError(text)
    return int(number) if number == number.to_integral_value() else number


def exactly(value: object) -> object:
    """A value without binary fractions: the law's half per cent is a half, not nearly."""
    match value:
        case float():
            return Decimal(str(value))
        case Mapping():
            return {key: exactly(one) for key, one in value.items()}
        case list():
            return [exactly(one) for one in value]
        case _:
            return value


def kinds_within(value: object) -> frozenset[type]:
    """What stands inside a table or a list: yes and no, numbers, texts.

    >>> sorted(kind.__name__ for kind in kinds_within({"a": True, "b": [1, Decimal("0.5")]}))
    ['Decimal', 'bool']
    """
    match value:
        case Mapping():
            return frozenset().union(*(kinds_within(one) for one in value.values()))
        case list() | tuple():
            return frozenset().union(*(kinds_within(one) for one in value))
        case bool() | date():
            return frozenset({type(value)})
        case int() | Decimal():
            return frozenset({Decimal})
        case None:
            return frozenset()
        case _:
            return frozenset({str})


def texts_within(value: object) -> Iterator[Mapping[str, str]]:
    """The sentences inside a table or a list, each by language: names of forms and of institutions.

    >>> list(texts_within({"CNSS": {"ar": "الصندوق", "fr": "La caisse"}, "AT": 1}))
    [{'ar': 'الصندوق', 'fr': 'La caisse'}]
    """
    if isinstance(value, Mapping):
        if is_text(value):
            yield value
            return
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from texts_within(one)


def is_text(value: object) -> bool:
    """Whether a part of a table is a text by language, not a table of its own."""
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(name in FALLBACKS and isinstance(text, str) for name, text in value.items())
    )


def written(value: object) -> str:
    """A value as it stands in a file of the law, on one line.

    >>> written({"old_age": True}), written(Decimal("0.5")), written(None), written(date(2026, 3, 1))
    ('{old_age: true}', '0.5', '', '2026-03-01')
    """
    from darna.rules.engine import notation  # As above.

    return "" if value is None else notation.line(value)


def as_yaml(data: object) -> str:
    """A whole file of the law; mappings keep their order, whatever holds only values stands on one line."""
    from darna.rules.engine import notation  # As above.

    return notation.page(data)
