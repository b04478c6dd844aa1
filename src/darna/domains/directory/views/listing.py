"""The list of the directory as a page: what it is narrowed to lives in the address, which names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import NOBODY
from darna.domains.directory import access, queries
from darna.domains.directory.forms import FilterForm
from darna.domains.directory.queries.editing import KeptPage
from darna.domains.directory.queries.finding import ROWS, SORTS
from darna.domains.directory.values import ServiceOption, ServicePage

Cell = Sequence[tuple[Any, ...]]

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Service"), "name"),
    (_("Organisation"), "organisation"),
    (_("Place"), "place"),
    (_("Now"), "open"),
    (_("For whom"), ""),
    (_("Cost"), ""),
    (_("Assured on"), "assured"),
)
#: Pages beyond this are reached by narrowing the list, not by leafing.
LAST_PAGE = 200


@dataclass(frozen=True, slots=True)
class Column:
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


def list_context(request: Any) -> dict[str, Any]:
    """What the page of the list shows."""
    asked, is_keeper = request.GET, access.is_keeper(request.actor)
    form = FilterForm(asked, is_keeper=is_keeper)
    sort = asked.get("sort", "open")
    sort = sort if sort in SORTS else "open"
    form.is_valid()
    number = page_number(request)
    found = queries.find(request.actor, form.filters(sort), start=(number - 1) * ROWS)
    return {
        "form": form,
        "found": found,
        "columns": [_column(label, key, sort, asked) for label, key in _COLUMNS],
        "rows": list(_rows(found.lines)),
        "pager": pager(found, number, request.path, asked),
        "reset_url": reverse("directory:list"),
        "sort": sort,
        "is_keeper": is_keeper,
        "is_narrowed": any(asked.get(name) for name in form.fields if name != "q"),
    }


def page_number(request: HttpRequest) -> int:
    """The page asked for; the first for anything that is no page."""
    text = request.GET.get("page", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return max(1, min(number, LAST_PAGE))


def pager(found: ServicePage | KeptPage, number: int, path: str, asked: QueryDict) -> Pager | None:
    """The way to the pages before and after."""
    if not found.lines:
        return None
    return Pager(
        found.start + 1,
        found.start + len(found.lines),
        None if found.is_more else found.total,
        _address(path, asked, page=number - 1) if number > 1 else "",
        _address(path, asked, page=number + 1) if found.has_next and number < LAST_PAGE else "",
    )


def _rows(lines: Iterable[ServiceOption]) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row, as the shell's tag draws them; the words are translated once."""
    inform, hidden, stale, never = (
        str(word) for word in (_("only to inform"), _("confidential place"), _("not for long"), _("not yet"))
    )
    base = reverse("directory:service", args=[NOBODY])
    for line in lines:
        place: list[tuple[Any, ...]] = [("name", line.place)]
        if line.is_confidential:
            place.append(("tag", "closed", hidden))
        name: list[tuple[Any, ...]] = [("link", base.replace(str(NOBODY), str(line.service_id)), line.name)]
        if line.is_information_only:
            name.append(("tag", "neutral", inform))
        assured: list[tuple[Any, ...]] = [("day", line.assured_on) if line.assured_on else ("muted", never)]
        if line.assured_on and line.is_stale:
            assured.append(("tag", "waiting", stale))
        yield (
            name,
            (("name", line.organisation),),
            place,
            (("tag", "done", line.opening) if line.is_open_now else ("text", line.opening),),
            (("text", line.who_for),),
            (("text", line.cost),),
            assured,
        )


def _column(label: Any, key: str, sort: str, asked: QueryDict) -> Column:
    if not key:
        return Column(label)
    is_current = sort.removeprefix("-") == key
    direction = ("descending" if sort.startswith("-") else "ascending") if is_current else ""
    wanted = f"-{key}" if sort == key and f"-{key}" in SORTS else key
    return Column(label, _address(reverse("directory:list"), asked, sort=wanted, page=None), direction)


def _address(path: str, asked: QueryDict, **changes: object) -> str:
    query = asked.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"{path}?{query.urlencode()}"
