"""What a list shows around its rows, read from its address and written into it: headings, pager, tabs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar
from uuid import UUID

from django.http import QueryDict
from django.views.decorators.http import require_http_methods

from darna.base.pages.lines import LAST_PAGE

#: The cells of a row, as the shell's tag draws them: what each thing is, and its words.
Cell = Sequence[tuple[Any, ...]]
Line = TypeVar("Line")

looking: Final = require_http_methods(["GET", "HEAD"])


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of a table; `direction` is "ascending", "descending" or "" and `sort_url` sorts by it."""

    label: Any
    sort_url: str = ""
    direction: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The rows shown, counted from 1, and the way to the neighbours; `total` is None when counting costs too much."""

    first: int
    last: int
    total: int | None = None
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several pages that stand beside each other."""

    label: Any
    url: str
    is_current: bool
    count: int | None = None


class Leaf(Protocol):
    """One page of a list, such as `Lines`."""

    @property
    def lines(self) -> Sized: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def is_more(self) -> bool: ...
    @property
    def has_next(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a list as it was asked; called, it is the same list with other words in it, None leaves one out.

    >>> Address(QueryDict("state=open&page=3"), "/cases/")(sort="due", page=None)
    '/cases/?state=open&sort=due'
    """

    asked: QueryDict
    here: str = ""

    def __call__(self, **changes: object) -> str:
        query = self.asked.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = str(value)
        return f"{self.here}?{query.urlencode()}"


def page_number(asked: Mapping[str, str]) -> int:
    """The page that an address asks for; the first for anything that is none, and never beyond the last."""
    return min(number_in(asked, "page", least=1), LAST_PAGE)


def number_in(asked: Mapping[str, str], name: str, *, least: int = 0) -> int:
    """The number of this name in an address; the least for anything that is none."""
    text = asked.get(name, "")
    return max(least, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else least


def key_in(asked: Mapping[str, str], name: str) -> UUID | None:
    """The key of this name in an address; none for anything that is none."""
    return key_of(asked.get(name, ""))


def key_of(text: str) -> UUID | None:
    """The key that a text stands for, if any."""
    try:
        return UUID(text)
    except ValueError:
        return None


def sort_in(asked: Mapping[str, str], known: Collection[str], usual: str) -> str:
    """The order that is asked for; the usual one for anything unknown."""
    sort = asked.get("sort", usual)
    return sort if sort in known else usual


def columns(
    named: Iterable[tuple[Any, str]],
    sort: str,
    known: Collection[str],
    address: Callable[..., str],
    *,
    newest_first: Collection[str] = (),
) -> list[Column]:
    """The headings, each with the way to sort by it; one already sorted by turns the order round, if that is known.

    Shape: `newest_first` are the keys whose order falls without a minus, as days do.
    """
    return [_column(label, key, sort, known, address, key in newest_first) for label, key in named]


def rows_of(
    lines: Iterable[Line], shown: Sequence[str], drawn: Mapping[str, Callable[[Line], Cell]]
) -> list[tuple[Cell, ...]]:
    """The rows of a table: of each line the cells of the columns that are shown, in their order."""
    cells = [drawn[code] for code in shown]
    return [tuple(cell(line) for cell in cells) for line in lines]


def pager(page: Leaf, number: int, address: Callable[..., str]) -> Pager | None:
    """The way to the pages before and after; None for an empty list."""
    if not page.lines:
        return None
    previous = address(page=number - 1) if number > 1 else ""
    following = address(page=number + 1) if page.has_next and number < LAST_PAGE else ""
    return Pager(page.first, page.last, None if page.is_more else page.total, previous, following)


def pager_of_total(number: int, size: int, total: int, address: Callable[..., str]) -> Pager | None:
    """The same where all is counted; None when all fits on one page."""
    if total <= size:
        return None
    last = min(number * size, total)
    previous = address(page=number - 1) if number > 1 else ""
    return Pager((number - 1) * size + 1, last, total, previous, address(page=number + 1) if last < total else "")


def _column(
    label: Any, key: str, sort: str, known: Collection[str], address: Callable[..., str], falls: bool
) -> Column:
    if key not in known:
        return Column(label)
    if sort.removeprefix("-") != key:
        return Column(label, address(sort=key, page=None))
    is_falling = sort.startswith("-") != falls
    wanted = f"-{key}" if sort == key and f"-{key}" in known else key
    return Column(label, address(sort=wanted, page=None), "descending" if is_falling else "ascending")
