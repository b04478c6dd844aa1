"""The list of training actions, narrowed by state, fifty at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies
from darna.base.pages.lines import page_of_rows
from darna.domains.cohorts import access
from darna.domains.cohorts.models import ProgrammeAction
from darna.domains.cohorts.queries.cards import cohort_lines
from darna.domains.cohorts.queries.counting import told_of_others
from darna.domains.cohorts.values import ActionFilters, ActionLine, ActionPage

_ORDER = {
    "starts": ("-starts_on", "id"),
    "-starts": ("starts_on", "id"),
    "ends": ("-ends_on", "id"),
    "-ends": ("ends_on", "id"),
}
SORTS = frozenset(_ORDER)


def action_list(actor: Actor, filters: ActionFilters, page: int = 1) -> ActionPage:
    """One page of the actions the actor's agency leads or takes part in, with its own cohort in each.

    Seven queries at most. Raises: Refused.
    """
    wanted = access.actions_visible_to(actor)
    if filters.state in ProgrammeAction.State.values:
        wanted = wanted.filter(state=filters.state)
    return page_of_rows(wanted.order_by(*_ORDER.get(filters.sort, _ORDER["starts"])), page, partial(_lines, actor))


def _lines(actor: Actor, rows: Sequence[ProgrammeAction]) -> tuple[ActionLine, ...]:
    if not rows:
        return ()
    agencies = names_of_agencies((row.agency_id for row in rows), actor.language)
    own = {cohort.pk: cohort for cohort in access.cohorts_of(actor).filter(action__in=rows)}
    told = [one for one in told_of_others(row.pk for row in rows) if one.cohort_id in own]
    of_action = {own[line.id].action_id: line for line in cohort_lines(actor, told, own, agencies)}
    return tuple(
        ActionLine(
            id=row.pk,
            label=row.label.in_(actor.language),
            state=row.state,
            state_label=str(ProgrammeAction.State(row.state).label),
            agency=agencies.get(row.agency_id, ""),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            own=of_action.get(row.pk),
        )
        for row in rows
    )
