"""A questionnaire as its workbook describes it: questions in groups and repeats, choices, translations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from darna.methods.xlsform.parsing import Node

#: What somebody answers; everything else is told, computed or left out.
WRITTEN: Final = frozenset({"text", "integer", "decimal", "range", "date", "time", "dateTime", "geopoint", "barcode"})
CHOSEN: Final = frozenset({"select_one", "select_multiple", "rank"})
FILES: Final = frozenset({"image", "audio", "video", "file", "background-audio"})
METADATA: Final = frozenset({"start", "end", "today", "username"})
#: Known, and not asked here: the question is left out and the check says so.
LEFT_OUT: Final = frozenset(
    {
        "deviceid",
        "imei",
        "simserial",
        "subscriberid",
        "phonenumber",
        "email",
        "audit",
        "start-geopoint",
        "geotrace",
        "geoshape",
        "osm",
    }
)


class Kind(StrEnum):
    """What a row of the survey sheet is."""

    QUESTION = "question"
    GROUP = "group"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as it was written and as it is read."""

    source: str
    tree: Node


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list, what it is called, and the other columns of its row."""

    name: str
    labels: Mapping[str, str]
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """A question, a group or a repeat; `row` is its row in the survey sheet."""

    kind: Kind
    type: str
    name: str
    row: int
    labels: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    guidance: Mapping[str, str] = field(default_factory=dict)
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_messages: Mapping[str, str] = field(default_factory=dict)
    required: Expression | None = None
    required_messages: Mapping[str, str] = field(default_factory=dict)
    read_only: bool = False
    default: str = ""
    default_computed: Expression | None = None
    calculation: Expression | None = None
    choice_list: str = ""
    choice_filter: Expression | None = None
    appearance: frozenset[str] = frozenset()
    parameters: Mapping[str, str] = field(default_factory=dict)
    repeat_count: Expression | None = None
    children: tuple[Item, ...] = ()

    @property
    def is_question(self) -> bool:
        return self.kind is Kind.QUESTION

    @cached_property
    def is_asked(self) -> bool:
        """Somebody answers it on a page."""
        known = self.type in WRITTEN | CHOSEN or self.type == "acknowledge"
        return self.is_question and known and not self.read_only and self.calculation is None

    @cached_property
    def is_shown(self) -> bool:
        """It stands on a page, whether or not somebody answers it."""
        return self.is_question and (self.is_asked or self.type in FILES | {"note"} or self._is_told)

    @property
    def _is_told(self) -> bool:
        return self.type in WRITTEN | CHOSEN and bool(self.labels)

    def everything(self) -> Iterator[Item]:
        """The item and all that stands in it, in the order of the sheet."""
        yield self
        for child in self.children:
            yield from child.everything()


@dataclass(frozen=True)
class Form:
    """A questionnaire that was checked; `languages` are named as its columns name them."""

    code: str
    titles: Mapping[str, str]
    version: str
    languages: tuple[str, ...]
    default_language: str
    choices: Mapping[str, tuple[Choice, ...]]
    items: tuple[Item, ...]
    #: Names of items in an order in which each comes after what it asks for.
    order: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Item]:
        """Every question and repeat by its name; groups too, where no question has it."""
        every = list(self.everything())
        groups = {item.name: item for item in every if item.kind is Kind.GROUP}
        return groups | {item.name: item for item in every if item.kind is not Kind.GROUP}

    @cached_property
    def parents(self) -> Mapping[int, tuple[Item, ...]]:
        """The groups and repeats around an item, the outermost first, by its row."""
        found: dict[int, tuple[Item, ...]] = {}

        def walk(items: tuple[Item, ...], around: tuple[Item, ...]) -> None:
            for item in items:
                found[item.row] = around
                walk(item.children, (*around, item))

        walk(self.items, ())
        return found

    def repeats_around(self, item: Item) -> tuple[Item, ...]:
        """The repeats an item stands in, the outermost first."""
        return self._repeats[item.row]

    @cached_property
    def _repeats(self) -> Mapping[int, tuple[Item, ...]]:
        return {row: tuple(one for one in around if one.kind is Kind.REPEAT) for row, around in self.parents.items()}

    def everything(self) -> Iterator[Item]:
        """All items in the order of the sheet."""
        for item in self.items:
            yield from item.everything()

    @cached_property
    def questions(self) -> tuple[Item, ...]:
        """Every question, in the order of the sheet."""
        return tuple(item for item in self.everything() if item.is_question)

    def said(self, texts: Mapping[str, str], language: str) -> str:
        """A text in a language; else in that of the questionnaire, else in any."""
        for one in (language, self.default_language, *self.languages):
            if texts.get(one):
                return texts[one]
        return next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True)
class Screen:
    """What is asked together: some items, beneath the titles of the groups around."""

    key: str
    around: tuple[Item, ...]
    items: tuple[Item, ...]


#: Loose questions on one page of a telephone.
ON_A_SCREEN: Final = 10


def screens_of(form: Form) -> tuple[Screen, ...]:
    """The pages of a questionnaire: a group without groups or repeats, a repeat, or some loose questions."""
    found: list[Screen] = []
    _cut(form.items, (), found)
    return tuple(replace(screen, key=str(number)) for number, screen in enumerate(found, start=1))


def _cut(items: tuple[Item, ...], around: tuple[Item, ...], found: list[Screen]) -> None:
    loose: list[Item] = []

    def end() -> None:
        if any(item.is_shown for item in loose):
            found.append(Screen("", around, tuple(loose)))
        loose.clear()

    for item in items:
        if item.is_question:
            loose.append(item)
            if sum(one.is_shown for one in loose) >= ON_A_SCREEN and "field-list" not in _looks(around):
                end()
            continue
        end()
        if item.kind is Kind.REPEAT or _is_one_page(item):
            if any(one.is_shown for one in item.everything()):
                found.append(Screen("", around, (item,)))
        else:
            _cut(item.children, (*around, item), found)
    end()


def _looks(around: tuple[Item, ...]) -> frozenset[str]:
    return around[-1].appearance if around else frozenset()


def _is_one_page(group: Item) -> bool:
    if "field-list" in group.appearance:
        return not any(child.kind is Kind.REPEAT for child in group.everything() if child is not group)
    return all(child.is_question for child in group.children) and len(group.children) <= ON_A_SCREEN * 2


_MARKS: Final = re.compile(r"<[^<>]{1,200}>|\*\*|__|^#{1,6}\s*", re.MULTILINE)
_CODE: Final = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z]+)?)\)\s*$")
_NAMED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "english": "en",
        "anglais": "en",
        "french": "fr",
        "français": "fr",
        "francais": "fr",
        "arabic": "ar",
        "arabe": "ar",
        "العربية": "ar",
        "italian": "it",
        "italiano": "it",
        "italien": "it",
        "spanish": "es",
        "español": "es",
        "espagnol": "es",
        "german": "de",
        "deutsch": "de",
        "tamazight": "zgh",
        "amazigh": "zgh",
        "persian": "fa",
        "dari": "fa",
        "urdu": "ur",
    }
)
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "ur", "he", "ps", "ckb", "sd", "ug", "yi"})


def language_code(name: str) -> str:
    """The code of a language as a column names it, “French (fr)”; empty where it cannot be known."""
    if match := _CODE.search(name):
        return match[1].lower()
    plain = name.strip().casefold()
    return _NAMED.get(plain, plain if len(plain) == 2 and plain.isascii() else "")


def is_right_to_left(name: str) -> bool:
    """Whether this language is written from right to left."""
    return language_code(name).partition("-")[0] in _RIGHT_TO_LEFT


def plain(text: str) -> str:
    """A label without the marks of layout its author wrote."""
    return _MARKS.sub("", text).strip()
