"""What a list page shows around its rows: where one is, and how its columns are sorted."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Page:
    """The rows shown, counted from 1, and the way to the neighbours; `total` is None when counting costs too much."""

    first: int
    last: int
    total: int | None = None
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `direction` is "ascending", "descending" or "" and `sort_url` sorts by it."""

    label: str | Promise
    sort_url: str = ""
    direction: str = ""
    is_number: bool = False
