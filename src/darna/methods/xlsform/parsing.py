"""Expressions of questionnaires, read into trees: the part of XPath that XLSForm uses. Nothing is ever run as code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST: Final = 4_000
_DEEPEST: Final = 60

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?|\.\d+)
    | (?P<text>'[^']*'|"[^"]*"|‘[^’]*’|“[^”]*”)
    | (?P<ref>\$\{\s*[^}\s]+\s*\})
    | (?P<name>[A-Za-z_][\w-]*(?:\.[\w-]+)*(?::[A-Za-z_][\w-]*)?)
    | (?P<mark>\.\.|!=|<=|>=|[-+*/|=<>(),.\[\]@])
    )""",
    re.VERBOSE,
)
_LEVELS: Final = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))


class UnreadableExpression(ValueError):
    """An expression cannot be read: a code for the sentence, and the piece that was not understood."""

    def __init__(self, code: str, piece: str = "") -> None:
        super().__init__(code, piece)
        self.code, self.piece = code, piece


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A text between quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Ref:
    """The answer to another question, `${name}` or a path that ends in its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Name:
    """A column of a list of choices, inside a filter."""

    name: str


@dataclass(frozen=True, slots=True)
class Here:
    """`.`: the answer that is checked."""


@dataclass(frozen=True, slots=True)
class Around:
    """`..`: the group or the repeat around."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function with what it is given."""

    name: str
    given: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """An operator between two sides."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Minus:
    """The number with its sign turned."""

    of: Node


@dataclass(frozen=True, slots=True)
class Looked:
    """A column of the choices of a list that fit: `instance('list')/root/item[…]/column`."""

    list_name: str
    where: Node | None
    column: str


Node = Number | Text | Ref | Name | Here | Around | Call | Both | Minus | Looked


@lru_cache(maxsize=8192)
def parse(source: str) -> Node:
    """The tree of an expression. Raises: UnreadableExpression."""
    if len(source) > LONGEST:
        raise UnreadableExpression("expression_too_long")
    reader = _Reader(_tokens(source))
    tree = reader.level(0)
    if reader.left:
        raise UnreadableExpression("expression_goes_on", reader.peek()[1])
    return tree


def _tokens(source: str) -> list[tuple[str, str]]:
    found, at, end = [], 0, len(source.rstrip())
    while at < end:
        match = _TOKEN.match(source, at)
        if match is None:
            raise UnreadableExpression("expression_has_a_strange_sign", source[at : at + 12].strip())
        kind = match.lastgroup or ""
        found.append((kind, match.group(kind)))
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0

    @property
    def left(self) -> bool:
        return self._at < len(self._tokens)

    def peek(self, further: int = 0) -> tuple[str, str]:
        at = self._at + further
        return self._tokens[at] if at < len(self._tokens) else ("end", "")

    def take(self) -> tuple[str, str]:
        token = self.peek()
        self._at += 1
        return token

    def expect(self, mark: str) -> None:
        kind, word = self.take()
        if word != mark:
            raise UnreadableExpression("expression_ends_too_soon" if kind == "end" else "expression_expects", mark)

    def level(self, number: int) -> Node:
        if number == len(_LEVELS):
            return self._signed()
        left = self.level(number + 1)
        while self.peek()[1] in _LEVELS[number] and self.peek()[0] in ("mark", "name"):
            left = Both(self.take()[1], left, self.level(number + 1))
        return left

    def _signed(self) -> Node:
        if self.peek() == ("mark", "-"):
            self.take()
            self._deeper()
            signed = Minus(self._signed())
            self._depth -= 1
            return signed
        return self._single()

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnreadableExpression("expression_too_deep")

    def _single(self) -> Node:
        kind, word = self.take()
        if kind == "number":
            return Number(float(word))
        if kind == "text":
            return Text(word[1:-1])
        if kind == "ref":
            return Ref(word[2:-1].strip())
        if kind == "name":
            return self._call(word) if self.peek() == ("mark", "(") else self._path(Name(word))
        return self._marked(kind, word)

    def _marked(self, kind: str, word: str) -> Node:
        if word == "(":
            self._deeper()
            inner = self.level(0)
            self._depth -= 1
            self.expect(")")
            return inner
        if word == "..":
            return self._path(Around())
        if word == ".":
            return self._path(Here())
        if word == "/":
            self._at -= 1
            return self._path(Here())
        if kind == "end":
            raise UnreadableExpression("expression_ends_too_soon")
        raise UnreadableExpression("expression_has_a_strange_sign", word)

    def _path(self, start: Node) -> Node:
        """A path says where an answer stands; names are known once here, so that its last name is enough."""
        found = start
        while self.peek() == ("mark", "/"):
            self.take()
            kind, word = self.take()
            if kind == "name":
                found = Ref(word)
            elif word == "..":
                found = Around()
            else:
                raise UnreadableExpression("path_not_understood", word)
        return found

    def _call(self, name: str) -> Node:
        self.expect("(")
        self._deeper()
        given = []
        while self.peek() != ("mark", ")"):
            given.append(self.level(0))
            if self.peek() != ("mark", ","):
                break
            self.take()
        self._depth -= 1
        self.expect(")")
        if name == "instance":
            return self._looked(given)
        if name == "current" and not given:
            return self._path(Here())
        return Call(name, tuple(given))

    def _looked(self, given: list[Node]) -> Node:
        if len(given) != 1 or not isinstance(given[0], Text):
            raise UnreadableExpression("path_not_understood", "instance")
        for word in ("/", "root", "/", "item"):
            self.expect(word)
        where = None
        if self.peek() == ("mark", "["):
            self.take()
            where = self.level(0)
            self.expect("]")
        self.expect("/")
        kind, column = self.take()
        if kind != "name":
            raise UnreadableExpression("path_not_understood", column)
        return Looked(given[0].value, where, column)


def names_in(tree: Node) -> set[str]:
    """The questions an expression asks for."""
    match tree:
        case Ref(name):
            return {name}
        case Call(name, given):
            quoted = {
                word.value[2:-1].strip()
                for word in given
                if name == "jr:choice-name" and isinstance(word, Text) and word.value.startswith("${")
            }
            return quoted.union(*(names_in(one) for one in given))
        case Both(_, left, right):
            return names_in(left) | names_in(right)
        case Minus(of):
            return names_in(of)
        case Looked(_, where, _) if where is not None:
            return names_in(where)
        case _:
            return set()


def calls_in(tree: Node) -> list[Call]:
    """The functions an expression calls, from the outside in."""
    match tree:
        case Call(_, given):
            return [tree, *(call for one in given for call in calls_in(one))]
        case Both(_, left, right):
            return [*calls_in(left), *calls_in(right)]
        case Minus(of):
            return calls_in(of)
        case Looked(_, where, _) if where is not None:
            return calls_in(where)
        case _:
            return []


def columns_in(tree: Node) -> set[str]:
    """The columns of choices that an expression names outside of a look into a list."""
    match tree:
        case Name(name):
            return {name}
        case Call(_, given):
            return set().union(*(columns_in(one) for one in given))
        case Both(_, left, right):
            return columns_in(left) | columns_in(right)
        case Minus(of):
            return columns_in(of)
        case _:
            return set()
