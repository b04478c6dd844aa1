"""Who came today, with the persons behind the tickets as far as the reader may see their files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import choices
from darna.base.pages.lines import Lines, page_of_rows
from darna.domains.people.queries import names_of
from darna.domains.reception.access import arrivals_of, visits_of
from darna.domains.reception.models import Arrival, Visit
from darna.domains.reception.values import VisitorFilters, VisitorLine
from darna.kernel.clock import today

_ORDER = {
    "arrived": ("number",),
    "-arrived": ("-number",),
    "state": ("state", "number"),
    "reason": ("reason", "number"),
}
SORTS = frozenset(_ORDER)


def visitors_of_today(actor: Actor, filters: VisitorFilters, page: int = 1) -> Lines[VisitorLine]:
    """One page of today's visitors.

    Four queries: the tickets, the files tied to them, the names behind them, the workers; two more when a protected
    file is among them, one more to count what does not fit on a page. Raises: Refused.
    """
    actor.require(Verb.RECEIVE)
    rows = _narrowed(arrivals_of(actor.agency_id, today()), filters, actor)
    order = _ORDER.get(filters.sort, _ORDER["arrived"])
    return page_of_rows(rows.order_by(*order), page, partial(_lines, actor))


def _narrowed(rows: QuerySet[Arrival], filters: VisitorFilters, actor: Actor) -> QuerySet[Arrival]:
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.reason:
        rows = rows.filter(reason=filters.reason)
    return rows.filter(worker_id=actor.membership_id) if filters.worker == "mine" else rows


def _lines(actor: Actor, rows: Sequence[Arrival]) -> tuple[VisitorLine, ...]:
    tied = _tied(actor, [row.pk for row in rows])
    names = names_of(person for person, _became in tied.values()) if tied else {}
    members = names_of_members({row.worker_id for row in rows if row.worker_id})
    reasons, languages = (dict(choices(name, actor.language)) for name in ("arrival_reason", "language"))
    lines = []
    for row in rows:
        person, became = tied.get(row.pk, (None, ""))
        shown = person if person in names else None
        lines.append(
            VisitorLine(
                id=row.pk,
                number=row.number,
                reason_label=reasons.get(row.reason, row.reason),
                language_label=languages.get(row.language, ""),
                state=row.state,
                state_label=str(Arrival.State(row.state).label),
                arrived_at=row.arrived_at,
                worker=members.get(row.worker_id, "") if row.worker_id else "",
                person_id=shown,
                person_name=names[shown] if shown else "",
                became_label=str(Visit.Became(became).label) if shown else "",
            )
        )
    return tuple(lines)


def _tied(actor: Actor, arrivals: list[UUID]) -> dict[UUID, tuple[UUID, str]]:
    if not arrivals:
        return {}
    rows = visits_of(actor.agency_id, arrivals).values_list("arrival_id", "person_id", "became")
    return {arrival: (person, became) for arrival, person, became in rows}
