"""New rows under a reference that nobody has yet: persons, households, cases, referrals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final, TypeVar

from django.db import IntegrityError, models, transaction

from darna.domains.people.references import new_reference
from darna.kernel.errors import Refused

Row = TypeVar("Row", bound=models.Model)
#: So often a reference is drawn anew when it is taken.
DRAWS: Final = 8


def add_with_reference(row: Row, prefix: str, constraint: str) -> Row:
    """Save a new row under a reference nobody has yet; `constraint` is the one that keeps references apart.

    Raises: Refused when chance finds none that is free.
    """
    # Row security hides what may bear the reference, so only the table itself can tell that it is taken; in a
    # savepoint, for a refused row would spoil the whole transaction.
    for _draw in range(DRAWS):
        row.reference = new_reference(prefix)  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as taken:
            if constraint not in str(taken):
                raise
        else:
            return row
    raise Refused("no_free_reference")


def draw_references(
    rows: Sequence[dict[str, Any]], prefix: str, taken: Callable[[list[str]], Collection[str]]
) -> list[dict[str, Any]]:
    """Give each row a reference that none of the others bears and of which `taken` does not say that it is borne.

    In a register of a hundred thousand, one of a thousand draws is nearly always taken: those alone are drawn again.
    Returns: the rows in the order of their references. Two who write at once then wait for each other, and not
    each for the other.
    """
    drawn: set[str] = set()
    waiting = list(rows)
    while waiting:
        for row in waiting:
            row["reference"] = new_reference(prefix)
        gone = {*drawn, *taken([row["reference"] for row in waiting])}
        again = []
        for row in waiting:
            (again.append(row) if row["reference"] in gone else gone.add(row["reference"]))
        drawn |= {row["reference"] for row in waiting}
        waiting = again
    return sorted(rows, key=_by_reference)


def _by_reference(row: dict[str, Any]) -> str:
    return str(row["reference"])
