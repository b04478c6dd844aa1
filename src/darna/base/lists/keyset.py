"""Reading the rows of a long list piece by piece, without counting again from the top."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from django.db.models import Model, Q, QuerySet

#: Rows read at once.
MANY: Final = 1000

Row = TypeVar("Row", bound=Model)


def next_rows(rows: QuerySet[Row], column: str, after: Any) -> tuple[list[Row], Any]:
    """Rows in the order of a column that is never empty, and the place to go on from; None at the end. One query."""
    rows = rows.order_by(column, "pk")
    if after is not None:
        value, key = after
        rows = rows.filter(Q(**{f"{column}__gt": value}) | Q(pk__gt=key), **{f"{column}__gte": value})
    found = list(rows[:MANY])
    return found, (getattr(found[-1], column), found[-1].pk) if len(found) == MANY else None


def ordinary(rows: QuerySet[Row], *, with_protected: bool) -> QuerySet[Row]:
    """Rows about a person, without those of protected files unless they were asked for."""
    return rows if with_protected else rows.filter(person__is_protected=False)
