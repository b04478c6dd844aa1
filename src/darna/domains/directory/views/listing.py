"""The list of the directory as a page: what it is narrowed to lives in the address, which names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import NOBODY
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, sort_in
from darna.domains.directory import access, queries
from darna.domains.directory.forms import FilterForm
from darna.domains.directory.queries.finding import ROWS, SORTS
from darna.domains.directory.values import ServiceOption

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Service"), "name"),
    (_("Organisation"), "organisation"),
    (_("Place"), "place"),
    (_("Now"), "open"),
    (_("For whom"), ""),
    (_("Cost"), ""),
    (_("Assured on"), "assured"),
)


def list_context(request: Any) -> dict[str, Any]:
    """What the page of the list shows."""
    asked, is_keeper = request.GET, access.is_keeper(request.actor)
    form = FilterForm(asked, is_keeper=is_keeper)
    sort = sort_in(asked, SORTS, "open")
    address = Address(asked, request.path)
    form.is_valid()
    number = page_number(asked)
    found = queries.find(request.actor, form.filters(sort), start=(number - 1) * ROWS)
    return {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, SORTS, address),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, number, address),
        "reset_url": reverse("directory:list"),
        "sort": sort,
        "is_keeper": is_keeper,
        "is_narrowed": any(asked.get(name) for name in form.fields if name != "q"),
    }


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
