"""The facts a person may be asked for: their words, what they may be, and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from darna.kernel.codes import CountryCode
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid, NotFound
from darna.kernel.text import NO_TEXT, LocalText
from darna.kernel.typed import in_our_figures, typed_date
from darna.rules.engine.bounds import Between

KINDS: Final = ("yes_no", "number", "choice", "date", "country", "money", "career", "text")
#: What may make a fact another: the person, time alone, or nobody.
CHANGES: Final = ("by_person", "by_time", "never")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that may be known of a person's situation, and the question that asks for it."""

    id: str
    kind: str
    asks: LocalText
    hint: LocalText = NO_TEXT
    unit: str = ""
    choices: Mapping[str, LocalText] = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    changes: str = "by_person"

    def read(self, value: object) -> object:
        """The value as rules understand it, from a form, a file or a situation; None when nothing is told.

        Raises: Invalid(field, code) that says what is wrong.
        """
        if value is None or value == "":
            return None
        return READERS[self.kind](self, value)

    def typed(self, text: object) -> object:
        """The value from what somebody typed: figures of any script, a date with the year first or last.

        Raises: Invalid(field, code) that says what is wrong.
        """
        if not isinstance(text, str):
            return self.read(text)
        plain = in_our_figures(text).strip()
        return self.read(typed_date(plain) if plain and self.kind == "date" else plain)


def _yes_no(fact: Fact, value: object) -> bool:
    if isinstance(value, bool):
        return value
    found = {"yes": True, "true": True, "no": False, "false": False}.get(str(value).lower())
    if found is None:
        raise Invalid(fact.id, "not_yes_or_no", value=value)
    return found


def _number(fact: Fact, value: object) -> Between | int | Decimal:
    if isinstance(value, Between):
        return value
    if isinstance(value, list | tuple) and len(value) == 2:
        return Between(_one_number(fact, value[0]), _one_number(fact, value[1]))
    return _one_number(fact, value)


def _one_number(fact: Fact, value: object) -> int | Decimal:
    try:
        number = Decimal(str(value).replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace(",", "."))
    except InvalidOperation:
        raise Invalid(fact.id, "not_a_number", value=value) from None
    if not number.is_finite() or not _fits(fact, number):
        raise Invalid(fact.id, "out_of_range", least=fact.least, most=fact.most)
    return int(number) if number == number.to_integral_value() else number


def _fits(fact: Fact, number: Decimal) -> bool:
    return (fact.least is None or number >= fact.least) and (fact.most is None or number <= fact.most)


def _choice(fact: Fact, value: object) -> str:
    if str(value) not in fact.choices:
        raise Invalid(fact.id, "not_a_choice", value=value)
    return str(value)


def _date(fact: Fact, value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate(value)
    return PartialDate.parse(str(value), field=fact.id)


def _country(fact: Fact, value: object) -> str:
    return str(CountryCode(str(value)))


def _text(fact: Fact, value: object) -> str:
    return str(value).strip()


#: How each kind is read; the portability of careers adds its own.
READERS: Final[dict[str, Callable[[Fact, Any], object]]] = {
    "yes_no": _yes_no,
    "number": _number,
    "money": _number,
    "choice": _choice,
    "date": _date,
    "country": _country,
    "text": _text,
}


class Vocabulary(Mapping[str, Fact]):
    """All facts that rules may ask for, each under one name."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = dict(facts)

    def __getitem__(self, name: str) -> Fact:
        """The fact of that name; `national_amount.FR` is told of by `national_amount`.

        Raises: NotFound.
        """
        found = self.find(name)
        if found is None:
            raise NotFound("fact", name)
        return found

    def find(self, name: str) -> Fact | None:
        """The fact of that name, None when there is none."""
        return self._facts.get(name) or self._facts.get(name.partition(".")[0])

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.find(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def read(self, told: Mapping[str, object]) -> dict[str, object]:
        """Facts as rules understand them; what is not told is left out.

        Raises: NotFound for a fact nobody knows, Invalid for a value that cannot be.
        """
        read = {name: self[name].read(value) for name, value in told.items()}
        return {name: value for name, value in read.items() if value is not None}


def fact_from(name: str, data: Mapping[str, Any]) -> Fact:
    """A fact as it is written in a file of the vocabulary."""
    return Fact(
        id=name,
        kind=data["kind"],
        asks=LocalText.of(data["asks"]),
        hint=LocalText.of(data.get("hint") or {}),
        unit=data.get("unit", ""),
        choices={str(code): LocalText.of(text) for code, text in (data.get("choices") or {}).items()},
        least=data.get("least"),
        most=data.get("most"),
        changes=data.get("changes", "by_person"),
    )
