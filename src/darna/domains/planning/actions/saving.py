"""Saving over what was seen, and refusing what no list offers: planning asks as cases do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from darna.base.keys.sealing import PersonCipher
from darna.domains.cases.actions.saving import require_code, require_past, require_text
from darna.domains.planning.models import Appointment, CaseProgress, Plan, PlanItem
from darna.kernel.errors import NotFound, StaleVersion

__all__ = ["locked", "require_code", "require_past", "require_text", "save", "sealed"]

Row = TypeVar("Row", Appointment, CaseProgress, Plan, PlanItem)


def locked(row: Row, seen_version: int, **kept: object) -> Row:
    """The row as it is now, held until the transaction ends. One query.

    Raises: NotFound; StaleVersion when somebody saved it since it was seen, with what the user had written.
    """
    held = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if held is None:
        raise NotFound(type(row).__name__.lower(), row.pk)
    if held.version != seen_version:
        raise StaleVersion(held.version, seen_version, **kept)
    return held


def save(row: Row, **changes: object) -> None:
    """Write these columns and the next version. One query; it raises when the database refuses the row."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changes, "version"])


def sealed(cipher: PersonCipher, words: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Columns with their texts sealed: column → (text, the place it is bound to)."""
    return {column: cipher.seal(text.strip(), field=place) for column, (text, place) in words.items()}
