"""The room of child protection: procedures the actor may see, narrowed, sorted, some at a time; never a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.pages.lines import Lines, page_of_rows
from darna.domains.people.queries import names_of
from darna.domains.safeguarding import access
from darna.domains.safeguarding.models import Procedure, Step
from darna.domains.safeguarding.values import ProcedureFilters, ProcedureLine
from darna.kernel.clock import today

_KEYS: Final = {"opened": "opened_at", "reason": "reason", "state": "state", "review": "review_on"}
SORTS: Final = (*_KEYS, *(f"-{key}" for key in _KEYS))


def procedure_lines(actor: Actor, filters: ProcedureFilters, *, number: int = 1) -> Lines[ProcedureLine]:
    """Procedures, narrowed and sorted, some at a time; row security leaves out files restricted to others.

    Five queries at most, seven with a protected file among them. Raises: Refused.
    """
    actor.require(Verb.READ_NARRATIVE)
    rows = _narrowed(access.visible(actor, Procedure), filters, actor)
    key = _KEYS[filters.sort.removeprefix("-")]
    return page_of_rows(rows.order_by(f"-{key}" if filters.sort.startswith("-") else key, "id"), number, _lines)


def _narrowed(rows: QuerySet[Procedure], filters: ProcedureFilters, actor: Actor) -> QuerySet[Procedure]:
    if filters.reason:
        rows = rows.filter(reason=filters.reason)
    if filters.is_mine:
        rows = rows.filter(responsible_id=actor.membership_id)
    return rows.filter(state=filters.state) if filters.state else rows.exclude(state=Procedure.State.CLOSED)


def _lines(rows: Sequence[Procedure]) -> tuple[ProcedureLine, ...]:
    if not rows:
        return ()
    names = names_of_members(row.responsible_id for row in rows)
    persons = names_of(row.person_id for row in rows)
    due: dict[object, date] = {}
    steps = Step.objects.filter(procedure__in=[row.pk for row in rows], state=Step.State.OPEN).order_by("-due_on")
    for procedure_id, day in steps.values_list("procedure_id", "due_on"):
        due[procedure_id] = day
    return tuple(
        _line(row, names.get(row.responsible_id, ""), persons.get(row.person_id, ""), due.get(row.pk)) for row in rows
    )


def _line(row: Procedure, responsible: str, person: str, due_on: date | None) -> ProcedureLine:
    next_on = row.review_on if row.state == Procedure.State.DECIDED else due_on
    return ProcedureLine(
        id=row.pk,
        person_id=row.person_id,
        person_name=person,
        reason_label=label("protection_reason", row.reason),
        state=row.state,
        state_label=row.get_state_display(),
        responsible=responsible,
        opened_at=row.opened_at,
        next_on=next_on,
        is_late=next_on is not None and next_on < today() and row.state != Procedure.State.CLOSED,
        asks_restriction=row.asks_restriction,
    )
