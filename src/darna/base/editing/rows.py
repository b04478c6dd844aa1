"""Holding a row in the version that was seen, and writing the next one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from darna.kernel.errors import AlreadyDone, NotFound, StaleVersion

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row, seen_version: int, **kept: object) -> Row:
    """The row as it is now, held until the transaction ends. One query.

    Raises: NotFound; StaleVersion when somebody saved it since it was seen, with what the user had written.
    """
    return locked_in(type(row)._default_manager.all(), row.pk, seen_version, **kept)


def locked_in(rows: models.QuerySet[Row], pk: object, seen_version: int, **kept: object) -> Row:
    """The one of these rows as it is now, held until the transaction ends. One query. Raises: NotFound, StaleVersion."""
    held = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if held is None:
        raise NotFound(rows.model.__name__.lower(), pk)
    version: int = held.version  # type: ignore[attr-defined]
    if version != seen_version:
        raise StaleVersion(version, seen_version, **kept)
    return held


def save(row: models.Model, **changes: object) -> None:
    """Write these columns and the next version. One query.

    `save` with named columns raises when the database refuses the row; an update of a queryset would say nothing.
    """
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1  # type: ignore[attr-defined]
    row.save(update_fields=[*changes, "version"])


def differing_columns(row: models.Model, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that differ. Raises: AlreadyDone when none does."""
    differing = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if not differing:
        raise AlreadyDone("nothing_changed")
    return differing
