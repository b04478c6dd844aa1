"""What a list is: its columns, how it is narrowed, where its rows come from. Domains enrol their lists here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.kernel.errors import NotFound

Cell = str | int | bool | date | None
Words = Mapping[str, str]
#: What stands in an address: each name with its values.
Given = MultiValueDict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list; `of` names the column of the page that shows the same, `width` counts letters on a sheet."""

    code: str
    label: str | Promise
    of: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as somebody asks for it: narrowed by words, with these columns.

    `with_protected` adds the protected files for which the reader is named.
    """

    words: Words
    columns: tuple[str, ...]
    with_protected: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a list, and where the next ones begin; None at the end."""

    rows: Sequence[Sequence[Cell]]
    after: Any = None


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list of the house.

    `columns` are those of its page, the first always shown, `shown` those shown unless somebody chooses others;
    `exported` those of its file. `cleaned` leaves of an address what narrows and sorts, `told` says it in words,
    `counted` counts up to a bound, `piece` reads some rows after a place; none of them asks who may.
    `needs` is what opens its page: a list whose page is closed to somebody is not carried out by them either.
    """

    code: str
    title: str | Promise
    url_name: str
    columns: tuple[Column, ...]
    shown: tuple[str, ...]
    exported: tuple[Column, ...]
    cleaned: Callable[[Given], dict[str, str]]
    told: Callable[[Words], list[tuple[str, str]]]
    counted: Callable[[Actor, Asked, int], int]
    piece: Callable[[Actor, Asked, Any], Piece]
    needs: Verb

    def chosen(self, codes: Sequence[str]) -> tuple[str, ...]:
        """Columns of the page in its own order, the first always; those shown unless somebody chose others."""
        wanted = set(codes)
        chosen = tuple(column.code for column in self.columns[1:] if column.code in wanted)
        return (self.columns[0].code, *(chosen or self.shown))


@dataclass(frozen=True, slots=True)
class _Enrolled:
    kinds: dict[str, ListKind] = field(default_factory=dict)


_HERE = _Enrolled()


def enrol(kind: ListKind) -> None:
    """A domain's list becomes known; the same list once more takes its own place."""
    _HERE.kinds[kind.code] = kind


def kind_of(code: str) -> ListKind:
    """The list of this code. Raises: NotFound."""
    if code not in _HERE.kinds:
        raise NotFound("list", code)
    return _HERE.kinds[code]


def every_kind() -> tuple[ListKind, ...]:
    """All lists of the house."""
    return tuple(_HERE.kinds.values())
