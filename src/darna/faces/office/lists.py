"""What surrounds a list: its columns, its pages, and names in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency
from darna.base.messages.models import Message
from darna.base.pages.listing import Address, Column, columns, page_number, pager_of_total
from darna.faces.office.queries import PER_PAGE


@dataclass(frozen=True)
class AgencyLine:
    """One agency in the list."""

    agency: Agency
    name: str
    administrators: int


def member_columns(query: Any) -> list[Column]:
    """The columns of the list of members, each sortable one with its address."""
    named = [
        (_("Name"), "name"),
        (_("Role"), "role"),
        (pgettext("first day of a membership", "From"), "since"),
        (_("Until"), "until"),
    ]
    plain = [(_("Second step"), ""), (_("Last sign-in"), "")]
    known = {sign + key for _label, key in named for sign in ("", "-")}
    return columns([*named, *plain], query.get("sort") or "name", known, Address(query))


def letters(rows: QuerySet[Message], query: Any) -> dict[str, Any]:
    """One page of messages and the way to the others. Two queries."""
    number, total = page_number(query), rows.count()
    found = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    return {"letters": found, "page": pager_of_total(number, PER_PAGE, total, Address(query))}


def named(rows: Iterable[Agency], actor: Actor) -> list[AgencyLine]:
    """Agencies with their name in the reader's language."""
    return [AgencyLine(row, row.name_in(actor.language), int(getattr(row, "administrators", 0))) for row in rows]
