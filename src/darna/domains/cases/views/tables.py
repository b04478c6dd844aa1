"""What a list page shows around its rows: sortable headings, the way to the neighbouring pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from darna.base.lists.views.shown import Shown
from darna.domains.cases.values import CasePage, RegisteredPage


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the table, as its component reads it."""

    label: Any
    sort_url: str = ""
    direction: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The way to the neighbouring pages, as its component reads it."""

    first: int
    last: int
    total: int | None
    previous_url: str = ""
    next_url: str = ""


def headings(shown: Shown, sort: str, sorts: frozenset[str], newest_first: frozenset[str]) -> list[Heading]:
    """The headings of the columns that are shown, each with the way to sort by it."""
    return [_heading(shown, column.code, column.label, sort, sorts, newest_first) for column in shown.of_kind()]


def pager(shown: Shown, page: CasePage | RegisteredPage) -> Pager | None:
    """Where one is in the list; nothing for an empty one."""
    if not page.lines:
        return None
    previous = shown.address(page=page.number - 1) if page.number > 1 else ""
    following = shown.address(page=page.number + 1) if page.has_next else ""
    return Pager(page.first, page.last, None if page.is_more else page.total, previous, following)


def _heading(
    shown: Shown, code: str, label: Any, sort: str, sorts: frozenset[str], newest_first: frozenset[str]
) -> Heading:
    if code not in sorts:
        return Heading(label)
    if sort.removeprefix("-") != code:
        return Heading(label, shown.address(sort=code, page=None))
    # Days stand newest first, everything else from its beginning; a second click turns the order round.
    is_falling = sort.startswith("-") != (code in newest_first)
    wanted = f"-{code}" if sort == code else code
    return Heading(label, shown.address(sort=wanted, page=None), "descending" if is_falling else "ascending")
