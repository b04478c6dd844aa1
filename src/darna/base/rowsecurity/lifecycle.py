"""What a table does with a person's rows when two persons are merged, one is erased, or the time is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db import models


class OnMerge(StrEnum):
    """Rows of the person who is merged away follow the one who stays, are united with it, or stay as evidence."""

    MOVE = "move"
    UNITE = "unite"
    STAY = "stay"


class OnErase(StrEnum):
    """Rows of an erased person are deleted, lose the named columns, or stay because they say nothing of the person."""

    DELETE = "delete"
    BLANK = "blank"
    KEEP = "keep"


@dataclass(frozen=True)
class Lifecycle:
    """The four declarations of a table that refers to a person or an agency.

    `blank` names the columns and the value each takes; `export` is False where an export must never carry the table;
    `retention` names the rule of the retention calendar.
    """

    merge: OnMerge
    erase: OnErase
    export: bool
    retention: str
    blank: tuple[tuple[str, object], ...] = ()
    person_field: str = "person"


def declared() -> Iterator[tuple[type[models.Model], Lifecycle]]:
    """Every model with its declarations, in an order in which children come before the rows they point at."""
    for model in reversed(list(apps.get_models())):
        lifecycle = getattr(model, "lifecycle", None)
        if isinstance(lifecycle, Lifecycle):
            yield model, lifecycle
