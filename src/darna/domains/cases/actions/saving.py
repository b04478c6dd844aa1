"""Saving over what was seen: nobody's change is lost, and a code that is in no list is refused."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from darna.base.codelists.queries import codes
from darna.domains.cases.models import Case, CaseShare, Encounter, Need, Task
from darna.kernel.clock import today
from darna.kernel.errors import Invalid, NotFound, StaleVersion

Row = TypeVar("Row", Case, CaseShare, Encounter, Need, Task)


def locked(row: Row, seen_version: int, **kept: object) -> Row:
    """The row as it is now, held until the transaction ends. One query.

    Raises: NotFound; StaleVersion when somebody saved it since it was seen, with what the user had written.
    """
    now_held = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if now_held is None:
        raise NotFound(type(row).__name__.lower(), row.pk)
    if now_held.version != seen_version:
        raise StaleVersion(now_held.version, seen_version, **kept)
    return now_held


def save(row: Row, **changes: object) -> None:
    """Write these columns and the next version. One query.

    `save` with named columns raises when the database refuses the row; an update of a queryset would say nothing.
    """
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changes, "version"])


def require_code(field: str, code: str, list_code: str, *, without: Collection[str] = ()) -> None:
    """Raises: Invalid when the list does not offer the code today."""
    on = today()
    if code in without or not any(line.code == code and line.is_valid(on) for line in codes(list_code)):
        raise Invalid(field, "not_in_the_list", value=code)


def require_past(field: str, day: date) -> None:
    """Raises: Invalid for a day that has not come yet."""
    if day > today():
        raise Invalid(field, "in_the_future", value=day.isoformat())


def require_text(field: str, text: str, *, most: int = 20_000) -> str:
    """The text without blanks around it. Raises: Invalid when nothing is left, or too much."""
    if not text.strip():
        raise Invalid(field, "empty")
    if len(text) > most:
        raise Invalid(field, "too_long", most=most)
    return text.strip()
