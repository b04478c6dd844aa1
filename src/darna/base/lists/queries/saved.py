"""The lists a member kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.lists.models import SavedList
from darna.base.prepared import ID, TEXT, Prepared
from darna.kernel.errors import NotFound

_COLUMNS = ("id", "list_code", "name", "words", "columns", "is_default", "version")
_MINE: Prepared[Any] = Prepared(
    lambda member, code: (
        SavedList.objects.filter(membership_id=member, list_code=code).order_by("name").values_list(*_COLUMNS)
    ),
    member=ID,
    code=TEXT,
)


@dataclass(frozen=True, slots=True)
class SavedLine:
    """A list that somebody kept under a name."""

    id: UUID
    list_code: str
    name: str
    words: Mapping[str, str]
    columns: tuple[str, ...]
    is_default: bool
    version: int


def saved_of(actor: Actor, code: str) -> tuple[SavedLine, ...]:
    """What the actor kept of one list, in the order of the names. One query."""
    return tuple(_line(row) for row in _MINE.rows(member=actor.membership_id, code=code))


def every_saved_of(actor: Actor) -> tuple[SavedLine, ...]:
    """What the actor kept of all lists. One query."""
    rows = SavedList.objects.filter(membership_id=actor.membership_id).order_by("list_code", "name")
    return tuple(_line(row) for row in rows.values_list(*_COLUMNS))


def saved_line(actor: Actor, saved_id: UUID) -> SavedLine:
    """One kept list of the actor's own. One query. Raises: NotFound."""
    rows = SavedList.objects.filter(membership_id=actor.membership_id, pk=saved_id).values_list(*_COLUMNS)
    row = rows.first()
    if row is None:
        raise NotFound("list", saved_id)
    return _line(row)


def _line(row: tuple[Any, ...]) -> SavedLine:
    pk, code, name, words, columns, is_default, version = row
    told = json.loads(words) if isinstance(words, str) else words
    return SavedLine(pk, code, name, told, tuple(columns), is_default, version)
