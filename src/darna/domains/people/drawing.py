"""New rows under a reference that nobody has yet: persons, households, cases, referrals."""

from __future__ import annotations

from typing import Final, TypeVar

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
