"""Conditions written as data: a tree of *all*, *any* and *not*, whose leaves compare a fact or a value of the law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from darna.kernel.dates import PartialDate
from darna.kernel.text import LocalText
from darna.rules.engine.answers import Answer, either, opposite
from darna.rules.engine.bounds import Between
from darna.rules.engine.citations import Citation
from darna.rules.engine.decisions import Decision, all_of, any_of
from darna.rules.engine.inquiry import Inquiry, fact_lever

#: What a leaf may ask, and how many operands it takes.
OPERATORS: Final = ("is", "in", "at_least", "at_most", "more_than", "less_than", "from", "until")


@dataclass(frozen=True, slots=True)
class Operand:
    """What a fact is compared with: a value as it stands, or a value of the law by its name."""

    value: object = None
    parameter: str = ""

    def read(self, ask: Inquiry) -> object:
        """The value on the day that is asked about; None where the law is not known."""
        return ask.law(self.parameter).value if self.parameter else self.value


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition: a fact (or a value of the law) compared with an operand."""

    key: str
    says: LocalText
    fact: str
    parameter: str
    operator: str
    operand: Operand
    citation: Citation | None

    def asked(self, ask: Inquiry) -> Decision:
        """Whether it holds for this person on this day."""
        needed = self.operand.read(ask)
        if self.citation:
            ask.cite(self.citation)
        has = ask.law(self.parameter).value if self.parameter else ask.fact(self.fact)
        answer = Answer.UNKNOWN if has is None or needed is None else compared(self.operator, has, needed)
        if self.fact and needed is not None:
            _offer(ask, self, has, needed)
        return ask.holds(self.key, answer, needed=needed, has=has)


@dataclass(frozen=True, slots=True)
class Branch:
    """Conditions that are asked together: all of them, or any."""

    joins: str
    parts: tuple[Node, ...]

    def asked(self, ask: Inquiry) -> Decision:
        """Whether they hold together."""
        decisions = [part.asked(ask) for part in self.parts]
        return all_of(*decisions) if self.joins == "all" else any_of(*decisions)


@dataclass(frozen=True, slots=True)
class Contrary:
    """A condition that must not hold."""

    part: Node

    def asked(self, ask: Inquiry) -> Decision:
        """Whether it does not hold."""
        return self.part.asked(ask).reversed()


Node = Leaf | Branch | Contrary


def leaves(node: Node) -> Iterator[Leaf]:
    """Every condition of a tree, in the order in which it is written."""
    match node:
        case Leaf():
            yield node
        case Branch():
            for part in node.parts:
                yield from leaves(part)
        case Contrary():
            yield from leaves(node.part)


def compared(operator: str, has: object, needed: object) -> Answer:
    """Whether what there is fits what is needed.

    >>> compared("at_least", Between(64, 65), 65), compared("is", True, True), compared("in", "IT", ["FR", "IT"])
    (<Answer.UNKNOWN: 'unknown'>, <Answer.YES: 'yes'>, <Answer.YES: 'yes'>)
    """
    return _COMPARISONS[operator](has, needed)


def _is(has: object, needed: object) -> Answer:
    if isinstance(has, Between):
        return has.equals(_number(needed))
    return Answer.of(has == needed)


def _in(has: object, needed: object) -> Answer:
    if not isinstance(needed, list | tuple):
        raise TypeError(f"a list is needed, not {needed!r}")
    return either(*(_is(has, one) for one in needed))


def _at_least(has: object, needed: object) -> Answer:
    return Between.of(_quantity(has)).at_least(_number(needed))


def _more_than(has: object, needed: object) -> Answer:
    return Between.of(_quantity(has)).more_than(_number(needed))


def _from(has: object, needed: object) -> Answer:
    day, first = _partial(has), _day(needed)
    if day.earliest >= first:
        return Answer.YES
    return Answer.UNKNOWN if day.latest >= first else Answer.NO


def _until(has: object, needed: object) -> Answer:
    day, last = _partial(has), _day(needed)
    if day.latest <= last:
        return Answer.YES
    return Answer.UNKNOWN if day.earliest <= last else Answer.NO


_COMPARISONS: Final[Mapping[str, Callable[[object, object], Answer]]] = {
    "is": _is,
    "in": _in,
    "at_least": _at_least,
    "more_than": _more_than,
    "at_most": lambda has, needed: opposite(_more_than(has, needed)),
    "less_than": lambda has, needed: opposite(_at_least(has, needed)),
    "from": _from,
    "until": _until,
}


def _quantity(value: object) -> Between | int | Decimal:
    return value if isinstance(value, Between) else _number(value)


def _number(value: object) -> int | Decimal:
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, int | Decimal):
        return value
    raise TypeError(f"a number is needed, not {value!r}")


def _partial(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    return PartialDate(_day(value))


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    raise TypeError(f"a date is needed, not {value!r}")


def _offer(ask: Inquiry, leaf: Leaf, has: object, needed: object) -> None:
    """Offer, as changes to be tried, the values on the other side of the comparison."""
    if leaf.fact == "age" and leaf.operator == "at_least" and ask.circumstances.known("birth_date"):
        born = ask.circumstances.facts.get("birth_date")
        if isinstance(born, PartialDate):
            ask.on_the_day(born, int(str(needed)))
        return
    for value in _others(leaf.operator, needed):
        if value != has:
            ask.lever(fact_lever(leaf.fact, value))


def _others(operator: str, needed: object) -> Iterable[object]:
    """Values that lie on both sides of a comparison."""
    match operator, needed:
        case "is", bool():
            return (needed, not needed)
        case "is", _:
            return (needed,)
        case "in", list() | tuple():
            return tuple(needed)
        case (("at_least" | "less_than"), int() | Decimal() | float()):
            return (needed, _number(needed) - 1) if _number(needed) >= 1 else (needed,)
        case (("at_most" | "more_than"), int() | Decimal() | float()):
            return (needed, _number(needed) + 1)
        case (("from" | "until"), date()):
            return (PartialDate(needed),)
    return ()


def parse(data: Mapping[str, Any], *, holder: str, cite: Callable[[Mapping[str, Any]], Citation | None]) -> Node:
    """The tree written in a catalogue.

    Raises: ValueError that says which condition is not written as it should be.
    """
    for joins in ("all", "any"):
        if joins in data:
            parts = tuple(parse(part, holder=holder, cite=cite) for part in data[joins])
            return Branch(joins, parts)
    if "not" in data:
        return Contrary(parse(data["not"], holder=holder, cite=cite))
    return _leaf(data, holder, cite(data))


def _leaf(data: Mapping[str, Any], holder: str, citation: Citation | None) -> Leaf:
    name = data.get("id", "")
    asked = [operator for operator in OPERATORS if operator in data]
    if len(asked) != 1:
        raise ValueError(f"{holder}.{name}: one comparison is needed of {', '.join(OPERATORS)}; there are {len(asked)}")
    if bool(data.get("fact")) == bool(data.get("parameter")):
        raise ValueError(f"{holder}.{name}: a condition compares a fact or a parameter, one of the two")
    return Leaf(
        key=f"{holder}.{name}",
        says=LocalText.of(data.get("says") or {}),
        fact=data.get("fact", ""),
        parameter=full_name(data.get("parameter", ""), holder),
        operator=asked[0],
        operand=_operand(data[asked[0]], holder),
        citation=citation,
    )


def _operand(value: object, holder: str) -> Operand:
    if isinstance(value, Mapping):
        return Operand(parameter=full_name(str(value["parameter"]), holder))
    return Operand(value=Decimal(str(value)) if isinstance(value, float) else value)


def full_name(name: str, holder: str) -> str:
    """A parameter's full name; one of the same file is written without its holder."""
    return name if "." in name or not name else f"{holder}.{name}"
