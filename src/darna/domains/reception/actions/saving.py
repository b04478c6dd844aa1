"""Saving over what was seen, and codes that are in their list."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import models

from darna.base.codelists.queries import codes
from darna.kernel.clock import today
from darna.kernel.errors import Invalid, NotFound, StaleVersion

Row = TypeVar("Row", bound=models.Model)


def save(row: models.Model, **changes: object) -> None:
    """Write these columns and the next version; the database's refusal is heard. One query."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1  # type: ignore[attr-defined]
    row.save(update_fields=[*changes, "version"])


def locked(rows: models.QuerySet[Row], pk: object, seen_version: int) -> Row:
    """The row as it is now, held until the transaction ends. One query. Raises: NotFound, StaleVersion."""
    row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise NotFound(rows.model.__name__.lower(), pk)
    version: int = row.version  # type: ignore[attr-defined]
    if version != seen_version:
        raise StaleVersion(version, seen_version)
    return row


def require_code(field: str, code: str, list_code: str, *, may_be_empty: bool = False) -> None:
    """Raises: Invalid when the list does not offer the code today."""
    if may_be_empty and not code:
        return
    on: date = today()
    if not any(line.code == code and line.is_valid(on) for line in codes(list_code)):
        raise Invalid(field, "not_in_the_list", value=code)
