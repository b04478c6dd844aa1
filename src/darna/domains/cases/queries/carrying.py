"""Rows of the lists for a file: a thousand at a time from a place on, of the own agency alone, never a note."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.domains.cases.access import EVERYBODY, rows_of_reader
from darna.domains.cases.models import Case
from darna.domains.cases.queries import lists, registered
from darna.domains.cases.queries.lists import Seen
from darna.domains.cases.queries.registered import Row
from darna.domains.cases.values import CaseFilters, CaseLine, PersonFilters, RegisteredLine
from darna.kernel.clock import now

#: Rows read at once.
MANY: Final = 1000

Place = tuple[Any, ...] | None


def case_count(actor: Actor, filters: CaseFilters, most: int, *, with_protected: bool) -> int:
    """How many rows a file of cases would have, up to a bound. One query."""
    return _cases(actor, filters, with_protected=with_protected)[:most].count()


def case_piece(
    actor: Actor, filters: CaseFilters, after: Place, *, with_protected: bool
) -> tuple[tuple[CaseLine, ...], Place]:
    """Cases of the own agency, the newest first, open ones before closed ones; and the place to go on from.

    Four queries. What another agency keeps and shows us is not ours to carry out.
    """
    states = [filters.state] if filters.state else [Case.State.OPEN, Case.State.CLOSED]
    state, opened, last = after or (0, None, None)
    rows = _cases(actor, filters, with_protected=with_protected).filter(state=states[state])
    if last is not None:
        rows = rows.filter(Q(opened_on__lt=opened) | Q(case_id__gt=last), opened_on__lte=opened)
    seen = [Seen(*row) for row in rows.order_by("-opened_on", "case_id").values_list(*Seen._fields)[:MANY]]
    lines = lists.lines_of(actor, seen)
    if len(seen) == MANY:
        return lines, (state, seen[-1].opened_on, seen[-1].case_id)
    return lines, (state + 1, None, None) if state + 1 < len(states) else None


def person_count(actor: Actor, filters: PersonFilters, most: int, *, with_protected: bool) -> int:
    """How many rows a file of persons would have, up to a bound. One query."""
    return _persons(actor, filters, with_protected=with_protected)[:most].count()


def person_piece(
    actor: Actor, filters: PersonFilters, after: Place, *, with_protected: bool
) -> tuple[tuple[RegisteredLine, ...], Place]:
    """Persons of the own agency, the newest first, and the place to go on from. Three queries."""
    rows = _persons(actor, filters, with_protected=with_protected)
    if after is not None:
        at, last = after
        rows = rows.filter(Q(registered_at__lt=at) | Q(pk__gt=last), registered_at__lte=at)
    listed = rows.order_by("-registered_at", "id").values_list("id", "registered_at", "needs_interpreter")[:MANY]
    found = [Row(*row) for row in listed]
    lines = registered.lines_of(actor, found)
    return lines, (found[-1].registered_at, found[-1].person_id) if len(found) == MANY else None


def _cases(actor: Actor, filters: CaseFilters, *, with_protected: bool) -> QuerySet[Any, Any]:
    values, shape = lists.shape_of(filters, actor)
    rows = rows_of_reader(actor.agency_id, actor.membership_id, now())
    # Protected files have rows of their named workers alone.
    rows = rows.filter(is_shared=False) if with_protected else rows.filter(is_shared=False, worker_id=EVERYBODY)
    return lists.narrowed(rows, actor.membership_id, shape, values)


def _persons(actor: Actor, filters: PersonFilters, *, with_protected: bool) -> QuerySet[Any, Any]:
    values, shape = registered.shape_of(filters)
    shape = shape._replace(sort="registered")
    member: UUID = actor.membership_id
    rows = registered.narrowed(actor.agency_id, member, now(), shape, values)
    return rows if with_protected else rows.filter(is_protected=False)
