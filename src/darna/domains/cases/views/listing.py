"""The list of cases as a page: filters, sorting and leafing live in the address, which names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import NOBODY
from darna.domains.cases import queries
from darna.domains.cases.forms import FilterForm
from darna.domains.cases.queries.lists import SORTS
from darna.domains.cases.values import CaseLine, CasePage
from darna.domains.cases.views.answering import DeskRequest

Cell = Sequence[tuple[Any, ...]]

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Person"), ""),
    (_("Case"), ""),
    (_("Priority"), "priority"),
    (_("Worker"), ""),
    (_("Opened"), "opened"),
    (_("Target"), "target"),
)
#: What each column is sorted by first: days newest first, the rest from its beginning.
_FIRST = {"opened": "descending", "-opened": "ascending"}


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


def list_context(request: DeskRequest) -> dict[str, Any]:
    """What the page of the list shows."""
    asked = request.GET
    form = FilterForm(asked)
    sort = asked.get("sort", "opened")
    sort = sort if sort in SORTS else "opened"
    form.is_valid()
    page = queries.case_list(request.actor, form.filters(sort), _number(asked.get("page", "")))
    return {
        "form": form,
        "list": page,
        "columns": [_column(label, key, sort, asked) for label, key in _COLUMNS],
        "rows": list(_rows(page.lines)),
        "pager": _pager(page, asked),
        "reset_url": reverse("cases:list"),
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
    }


def _rows(lines: Iterable[CaseLine]) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row, as the shell's tag draws them; the words are translated once."""
    closed, shared, late, nobody = (str(word) for word in (_("closed"), _("shown to us"), _("late"), _("Nobody yet")))
    base = reverse("cases:show", args=[NOBODY])
    for line in lines:
        case: list[tuple[Any, ...]] = [("text", line.programme_label), ("figure", line.reference)]
        if line.state == "closed":
            case.append(("tag", "closed", closed))
        if line.is_shared_in:
            case.append(("tag", "neutral", shared))
        is_high = line.priority == "high"
        target: list[tuple[Any, ...]] = [("day", line.target_on)] if line.target_on else [("muted", "–")]
        yield (
            (("link", base.replace(str(NOBODY), str(line.id)), line.person_name),),
            case,
            (("tag", "danger", line.priority_label) if is_high else ("text", line.priority_label),),
            (("name", line.worker) if line.worker else ("muted", "–" if line.is_shared_in else nobody),),
            (("day", line.opened_on),),
            [*target, ("tag", "danger", late)] if line.is_late else target,
        )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _column(label: Any, key: str, sort: str, asked: QueryDict) -> Column:
    if not key:
        return Column(label)
    is_current = sort.removeprefix("-") == key
    direction = _FIRST.get(sort, "descending" if sort.startswith("-") else "ascending") if is_current else ""
    wanted = f"-{key}" if sort == key else key
    return Column(label, _address(asked, sort=wanted, page=None), direction)


def _pager(page: CasePage, asked: QueryDict) -> Pager | None:
    if not page.lines:
        return None
    previous = _address(asked, page=page.number - 1) if page.number > 1 else ""
    following = _address(asked, page=page.number + 1) if page.has_next else ""
    return Pager(page.first, page.last, None if page.is_more else page.total, previous, following)


def _address(asked: QueryDict, **changes: object) -> str:
    query = asked.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"{reverse('cases:list')}?{query.urlencode()}"
