"""What surrounds a list: its columns, its pages, and names in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency
from darna.base.messages.models import Message
from darna.faces.office.queries import PER_PAGE
from darna.faces.shell.paging import Column, Page


@dataclass(frozen=True)
class AgencyLine:
    """One agency in the list."""

    agency: Agency
    name: str
    administrators: int


def page_number(query: Mapping[str, str]) -> int:
    """The page that an address asks for; the first when it asks for none."""
    text = query.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


def pager(query: Any, number: int, total: int, per_page: int) -> Page | None:
    """The way to the neighbouring pages; None when all fits on one."""
    if total <= per_page:
        return None
    last = min(number * per_page, total)
    return Page(
        (number - 1) * per_page + 1,
        last,
        total,
        _with(query, page=number - 1) if number > 1 else "",
        _with(query, page=number + 1) if last < total else "",
    )


def member_columns(query: Any) -> list[Column]:
    """The columns of the list of members, each sortable one with its address."""
    named = [
        ("name", _("Name")),
        ("role", _("Role")),
        ("since", pgettext("first day of a membership", "From")),
        ("until", _("Until")),
    ]
    return [
        *(_sortable(query, key, label) for key, label in named),
        Column(_("Second step")),
        Column(_("Last sign-in")),
    ]


def letters(rows: QuerySet[Message], query: Any) -> dict[str, Any]:
    """One page of messages and the way to the others. Two queries."""
    number, total = page_number(query), rows.count()
    found = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    return {"letters": found, "page": pager(query, number, total, PER_PAGE)}


def named(rows: Iterable[Agency], actor: Actor) -> list[AgencyLine]:
    """Agencies with their name in the reader's language."""
    return [AgencyLine(row, row.name_in(actor.language), int(getattr(row, "administrators", 0))) for row in rows]


def _sortable(query: Any, key: str, label: str) -> Column:
    now = query.get("sort", "") or "name"
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return Column(label, _with(query, sort=f"-{key}" if now == key else key, page=1), direction)


def _with(query: Any, **changed: object) -> str:
    pairs = {key: query.get(key, "") for key in query}
    merged = {**pairs, **{key: str(value) for key, value in changed.items()}}
    return "?" + urlencode({key: value for key, value in merged.items() if value})
