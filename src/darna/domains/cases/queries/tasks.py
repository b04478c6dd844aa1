"""What is to do, for the page of the day."""

from __future__ import annotations

from typing import Final

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.keys.queries import ciphers_of
from darna.base.prepared import ID, Prepared
from darna.domains.cases.models import Task
from darna.domains.cases.queries.blocks import task_line
from darna.domains.cases.values import TaskLine
from darna.domains.people.queries import names_of

#: Tasks of one member that a page shows at the most.
MOST: Final = 50
_MINE = Prepared(
    lambda agency, member: (
        Task.objects.filter(agency_id=agency, assigned_id=member, ended_at__isnull=True)
        .select_related("case")
        .order_by("due_on", "id")[:MOST]
    ),
    agency=ID,
    member=ID,
)


def open_tasks(actor: Actor, *, limit: int = MOST) -> list[TaskLine]:
    """The actor's own tasks that are still to do, the nearest day first.

    Three queries, one when there is none, four with a protected file among them. Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    rows = _MINE.rows(agency=actor.agency_id, member=actor.membership_id)[:limit]
    if not rows:
        return []
    persons = {row.person_id for row in rows}
    names, ciphers = names_of(persons), ciphers_of(persons) if actor.may(Verb.READ_NARRATIVE) else {}
    return [
        task_line(
            row,
            actor,
            {actor.membership_id: actor.name},
            ciphers.get(row.person_id),
            case_reference=row.case.reference,
            person_name=names.get(row.person_id, ""),
        )
        for row in rows
    ]
