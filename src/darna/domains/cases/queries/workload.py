"""How much each worker carries: counts by worker that stop at a bound, so that no page grows with the register.

Each count begins with a worker and ends with the bound, along an index; none reads the cases of everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.domains.cases.access import EVERYBODY, visible_rows
from darna.domains.cases.models import Case
from darna.domains.people.queries import names_of
from darna.kernel.clock import now, today

#: Nobody accompanies so many; counting one worker's cases or tasks stops here.
MOST_OF_ONE: Final = 500
#: Counting cases that are nobody's stops here: the page then says "more than".
MOST_OF_NOBODY: Final = 1000

_CASES = """
select w.id, c.programme, count(*)
  from unnest(%(workers)s::uuid[]) w(id)
 cross join lateral (select v.programme from cases_casevisible v
                      where v.agency_id = %(agency)s and v.assigned_id = w.id and v.state = 'open' and not v.is_shared
                        and v.worker_id = any (%(readers)s) and v.until > %(now)s limit %(most)s) c
 group by w.id, c.programme"""
_LATE = """
select w.id, count(*)
  from unnest(%(workers)s::uuid[]) w(id)
 cross join lateral (select 1 from cases_task t
                      where t.agency_id = %(agency)s and t.assigned_id = w.id and t.ended_at is null
                        and t.due_on < %(today)s limit %(most)s) late
 group by w.id"""
_QUIET = """
select w.id, count(*)
  from unnest(%(workers)s::uuid[]) w(id)
 cross join lateral (select v.case_id from cases_casevisible v
                      where v.agency_id = %(agency)s and v.assigned_id = w.id and v.state = 'open' and not v.is_shared
                        and v.opened_on < %(day)s and v.worker_id = any (%(readers)s) and v.until > %(now)s
                      limit %(most)s) c
 where not exists (select 1 from cases_encounter e where e.case_id = c.case_id and e.happened_at >= %(since)s)
 group by w.id"""


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """A case that may be given to somebody else, with the version it was seen in."""

    id: UUID
    person_id: UUID
    person_name: str
    reference: str
    programme: str
    programme_label: str
    priority: str
    priority_label: str
    opened_on: date
    version: int


def open_cases_by_worker(actor: Actor, workers: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """How many open cases each worker has in each programme. One query. Raises: Refused."""
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for worker, programme, count in _rows(actor, _CASES, workers):
        found[worker][programme] = count
    return dict(found)


def late_tasks_by_worker(actor: Actor, workers: Collection[UUID]) -> dict[UUID, int]:
    """How many tasks of each worker are past their day. One query. Raises: Refused."""
    return dict(_rows(actor, _LATE, workers))


def quiet_cases_by_worker(actor: Actor, workers: Collection[UUID], *, days: int) -> dict[UUID, int]:
    """How many open cases of each worker saw no encounter for so many days. One query. Raises: Refused."""
    since = now() - timedelta(days=days)
    return dict(_rows(actor, _QUIET, workers, since=since, day=since.date()))


def count_of_nobody(actor: Actor) -> int:
    """How many open cases of the agency are nobody's, counted up to a bound. One query. Raises: Refused."""
    actor.require(Verb.SUPERVISE)
    rows = visible_rows(actor).filter(state=Case.State.OPEN, assigned_id__isnull=True, is_shared=False)
    return rows.order_by().values_list("case_id", flat=True)[:MOST_OF_NOBODY].count()


def cases_to_give(actor: Actor, worker: UUID | None, *, programme: str = "", limit: int = 50) -> list[CaseChoice]:
    """The open cases of a worker, or of nobody, the longest open first.

    Three queries, five with a protected file among them; one when there is none. Raises: Refused.
    """
    actor.require(Verb.ASSIGN_CASE)
    seen = visible_rows(actor).filter(state=Case.State.OPEN, is_shared=False)
    seen = seen.filter(assigned_id=worker) if worker else seen.filter(assigned_id__isnull=True)
    seen = seen.filter(programme=programme) if programme else seen
    ids = list(seen.order_by("opened_on", "case_id").values_list("case_id", flat=True)[:limit])
    rows = list(Case.objects.filter(pk__in=ids).order_by("opened_on", "id")) if ids else []
    names = names_of(row.person_id for row in rows) if rows else {}
    return [
        CaseChoice(
            row.pk,
            row.person_id,
            names.get(row.person_id, ""),
            row.reference,
            row.programme,
            label("programme", row.programme),
            row.priority,
            label("priority", row.priority),
            row.opened_on,
            row.version,
        )
        for row in rows
    ]


def _rows(actor: Actor, sql: str, workers: Collection[UUID], **more: date | datetime) -> list[tuple[Any, ...]]:
    actor.require(Verb.SUPERVISE)
    told: dict[str, Any] = {
        "workers": list(workers),
        "agency": actor.agency_id,
        "readers": [EVERYBODY, actor.membership_id],
        "now": now(),
        "today": today(),
        "most": MOST_OF_ONE,
        **more,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        return list(cursor.fetchall())
