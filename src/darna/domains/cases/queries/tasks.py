"""What is to do, for the page of the day."""

from __future__ import annotations

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.keys.queries import ciphers_of
from darna.domains.cases.models import Task
from darna.domains.cases.queries.blocks import task_line
from darna.domains.cases.values import TaskLine
from darna.domains.people.queries import names_of


def open_tasks(actor: Actor, *, limit: int = 50) -> list[TaskLine]:
    """The actor's own tasks that are still to do, the nearest day first.

    Three queries, one when there is none, four with a protected file among them. Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    mine = Task.objects.filter(agency_id=actor.agency_id, assigned_id=actor.membership_id, ended_at__isnull=True)
    rows = list(mine.select_related("case").order_by("due_on", "id")[:limit])
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
