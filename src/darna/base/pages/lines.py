"""One page of a list: so many rows at a time, counted up to a bound, never a count of the whole register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.db.models import QuerySet

Line = TypeVar("Line", covariant=True)
Row = TypeVar("Row")

ROWS: Final = 50
#: Counting stops here: the list then says "more than".
COUNTED: Final = 500
#: Pages beyond this are reached by narrowing the list, not by leafing.
LAST_PAGE: Final = 200


# Without slots: a frozen dataclass that has them cannot be made through a name such as `Page = Lines[Case]`.
@dataclass(frozen=True)
class Lines(Generic[Line]):
    """One page of a list; `total` is exact up to a bound, above it `is_more` says that there are more."""

    lines: tuple[Line, ...]
    number: int
    first: int
    last: int
    total: int
    has_next: bool
    is_more: bool = False


def page_of(
    number: int,
    rows_from: Callable[[int], Sequence[Row]],
    count: Callable[[], int],
    lines_of: Callable[[Sequence[Row]], tuple[Line, ...]],
    *,
    size: int = ROWS,
) -> Lines[Line]:
    """One page of a list; whoever asks beyond the end is shown the last page.

    Shape: `rows_from` reads up to `size + 1` rows from a place on; `count` counts up to `COUNTED + 1`, and is not
    asked where the first page holds all.
    """
    number = max(1, min(number, LAST_PAGE))
    start = (number - 1) * size
    found = rows_from(start)
    total = len(found) if number == 1 and len(found) <= size else count()
    if not found and number > 1:
        return page_of(-(-total // size), rows_from, count, lines_of, size=size)
    lines = lines_of(found[:size])
    return Lines(
        lines=lines,
        number=number,
        first=start + 1 if lines else 0,
        last=start + len(lines),
        total=min(total, COUNTED),
        has_next=len(found) > size and number < LAST_PAGE,
        is_more=total > COUNTED,
    )


def page_of_rows(
    rows: QuerySet[Any, Row],
    number: int,
    lines_of: Callable[[Sequence[Row]], tuple[Line, ...]],
    *,
    size: int = ROWS,
) -> Lines[Line]:
    """One page of a queryset in its order. Two queries, one where the first page holds all; then those of the lines."""
    return page_of(
        number,
        lambda start: list(rows[start : start + size + 1]),
        lambda: rows.order_by()[: COUNTED + 1].count(),
        lines_of,
        size=size,
    )
